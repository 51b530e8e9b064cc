import type { DicomRequest, DicomResponse, FetchDicom } from './fetchDicom.ts';

/** What a caller of the client decides about the one request it will make. */
export type ClientRequest = Omit<DicomRequest, 'url' | 'accept'>;

/**
 * The part of XMLHttpRequest that dicomweb-client uses, over `fetchDicom`.
 *
 * dicomweb-client builds the paths and queries of QIDO-RS and WADO-RS, but knows
 * only XMLHttpRequest: no AbortSignal, no deadline on silence, no way to refuse
 * a redirect, no retries, and nothing at all in Node. It takes the object to use
 * from its caller, though (`request.instance`), so this one gives each of its
 * requests the same rules as every other request of ours. One object a request.
 *
 * `failure` holds what really happened; the client itself only rejects with
 * "request failed".
 */
export class FetchXhr {
  readyState = 0;
  status = 0;
  responseType = '';
  response: unknown = null;
  withCredentials = false;
  onreadystatechange: (() => void) | null = null;
  onloadstart: (() => void) | null = null;
  onloadend: (() => void) | null = null;
  onprogress: ((event: unknown) => void) | null = null;

  failure: unknown = undefined;
  /** The answer to the request, for its headers. */
  answer: DicomResponse | undefined = undefined;

  private url = '';
  private accept = 'application/dicom+json';
  private readonly fetchDicom: FetchDicom;
  private readonly request: ClientRequest;
  private readonly readJson: (answer: DicomResponse) => unknown;

  /** @param readJson turns the bytes into the value the client hands on; what it throws is the failure */
  constructor(fetchDicom: FetchDicom, request: ClientRequest, readJson: (answer: DicomResponse) => unknown) {
    this.fetchDicom = fetchDicom;
    this.request = request;
    this.readJson = readJson;
  }

  open(method: string, url: string): void {
    if (method.toLowerCase() !== 'get') throw new TypeError(`Only GET is sent, not ${method}`);
    this.url = url;
    this.readyState = 1;
  }

  /** Of the request's address, without the query. */
  get path(): string {
    return this.url === '' ? '' : new URL(this.url).pathname;
  }

  setRequestHeader(name: string, value: string): void {
    if (name.toLowerCase() !== 'accept') throw new TypeError(`No header but Accept is sent, not ${name}`);
    this.accept = value;
  }

  getResponseHeader(name: string): string | null {
    // A body that was read as JSON is JSON, whatever its label: the client would decode "multipart" itself.
    if (name.toLowerCase() === 'content-type') return 'application/dicom+json';
    return this.answer?.headers.get(name) ?? null;
  }

  getAllResponseHeaders(): string {
    return [...(this.answer?.headers ?? [])].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  }

  send(): void {
    this.onloadstart?.();
    void this.run();
  }

  private async run(): Promise<void> {
    try {
      this.answer = await this.fetchDicom({
        ...this.request,
        url: new URL(this.url),
        accept: [this.accept, 'application/json'],
      });
      this.response = this.answer.status === 204 ? [] : this.readJson(this.answer);
      this.status = this.answer.status === 204 ? 204 : 200;
    } catch (error) {
      this.failure = error;
      this.status = 0;
    }
    this.readyState = 4;
    this.onreadystatechange?.();
    this.onloadend?.();
  }
}
