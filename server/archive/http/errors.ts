/** A request that cannot be answered; the message is a sentence for the person who asked. */
export class RequestError extends Error {
  override name = 'RequestError';
  readonly status: number;
  constructor(status: number, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.status = status;
  }
}
