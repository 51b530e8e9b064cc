import type { RequestPriority } from '../../../core/dataSource.ts';
import type { DisplayPixels } from '../pixels/displayPixels.ts';
import type { DecodeReply, DecodeRequest, DecodeTask } from './messages.ts';

const order: Readonly<Record<RequestPriority, number>> = {
  visible: 0,
  ahead: 1,
  thumbnail: 2,
  background: 3,
};
const deadlineMs = 10_000;

interface Job {
  readonly task: DecodeTask;
  priority: number;
  readonly resolve: (pixels: DisplayPixels) => void;
  readonly reject: (reason: unknown) => void;
  tries: number;
  /** Its bytes are the worker's now: there is no second try. */
  isHandedOver: boolean;
}

interface Slot {
  readonly worker: Worker;
  job: Job | undefined;
  /** It has answered before. */
  isProven: boolean;
  deadline: ReturnType<typeof setTimeout> | undefined;
}

/**
 * A few decode workers. One that hangs, crashes or whose codec trapped is
 * replaced, because a codec that failed once may be broken for good; its frame
 * gets one more try in the new one.
 */
export class DecodePool {
  readonly #size: number;
  readonly #slots: Slot[] = [];
  readonly #queue: Job[] = [];
  readonly #here: ((task: DecodeTask) => DisplayPixels) | undefined;
  #taskNumber = 0;
  #isUsed = false;

  /** @param here decodes bare samples in the page itself: the first frame, which does not wait for a worker */
  constructor(size: number, here?: (task: DecodeTask) => DisplayPixels) {
    this.#size = size;
    this.#here = here;
  }

  /** Rejects with a sentence when the frame cannot be decoded, or with an `AbortError` when it was cancelled. */
  decode(task: DecodeTask, priority: RequestPriority): Promise<DisplayPixels> {
    return new Promise((resolve, reject) => {
      const isFirst = !this.#isUsed;
      this.#isUsed = true;
      if (isFirst && this.#here && task.transferSyntaxUID === undefined) return resolve(this.#here(task));
      this.#enqueue({ task, priority: order[priority], resolve, reject, tries: 0, isHandedOver: false });
    });
  }

  /** Decodes a frame sooner that still waits; never later. */
  raise(task: DecodeTask, priority: RequestPriority): void {
    const job = this.#queue.find((each) => each.task === task);
    if (!job || job.priority <= order[priority]) return;
    this.#queue.splice(this.#queue.indexOf(job), 1);
    job.priority = order[priority];
    this.#enqueue(job);
  }

  /**
   * Takes a frame back that still waits. One that runs is let finish: decoding is
   * short, and killing a worker costs more.
   * @returns whether it was taken back.
   */
  cancel(task: DecodeTask): boolean {
    const at = this.#queue.findIndex((each) => each.task === task);
    const [job] = at < 0 ? [] : this.#queue.splice(at, 1);
    job?.reject(new DOMException('Nobody waits for this image any more.', 'AbortError'));
    return job !== undefined;
  }

  /** Starts a worker for the first frame, which then does not wait for its code. */
  warm(): void {
    if (this.#slots.length === 0) this.#addSlot();
  }

  #enqueue(job: Job): void {
    const at = this.#queue.findIndex((other) => other.priority > job.priority);
    this.#queue.splice(at < 0 ? this.#queue.length : at, 0, job);
    this.#next();
  }

  #next(): void {
    while (this.#queue.length > 0) {
      const slot = this.#slots.find((s) => !s.job) ?? this.#addSlot();
      const job = slot && this.#queue.shift();
      if (!job) return;
      this.#start(slot, job);
    }
  }

  #addSlot(): Slot | undefined {
    if (this.#slots.length >= this.#size) return undefined;
    const worker = new Worker(new URL('./decodeWorker.ts', import.meta.url), {
      type: 'module',
      name: 'hangar-decode',
    });
    const slot: Slot = { worker, job: undefined, isProven: false, deadline: undefined };
    worker.addEventListener('message', (event: MessageEvent<Partial<DecodeReply>>) => {
      if (typeof event.data?.hangarTask === 'number') this.#finish(slot, event.data as DecodeReply);
    });
    const broke = (event: Event) => {
      event.preventDefault();
      this.#replace(slot, 'The decoder stopped while decoding this image.');
    };
    worker.addEventListener('error', broke);
    worker.addEventListener('messageerror', broke);
    this.#slots.push(slot);
    return slot;
  }

  #start(slot: Slot, job: Job): void {
    slot.job = job;
    job.tries++;
    slot.deadline = setTimeout(
      () => this.#replace(slot, 'Decoding this image took longer than 10 seconds and was stopped.'),
      deadlineMs,
    );
    // Bare samples are large, and no codec can fail on them. What is compressed is copied: the same bytes may be
    // wanted for the second try.
    job.isHandedOver = job.task.transferSyntaxUID === undefined && slot.isProven;
    const bytes = job.isHandedOver ? job.task.bytes : job.task.bytes.slice();
    const request: DecodeRequest = { ...job.task, bytes, hangarTask: this.#taskNumber++ };
    slot.worker.postMessage(request, [bytes.buffer]);
  }

  #finish(slot: Slot, reply: DecodeReply): void {
    const { job } = slot;
    if (!job) return;
    if ('error' in reply) return this.#replace(slot, `This image could not be decoded: ${reply.error}`);
    clearTimeout(slot.deadline);
    slot.job = undefined;
    slot.isProven = true;
    job.resolve(reply.pixels);
    this.#next();
  }

  #replace(slot: Slot, reason: string): void {
    clearTimeout(slot.deadline);
    slot.worker.terminate();
    const at = this.#slots.indexOf(slot);
    if (at >= 0) this.#slots.splice(at, 1);
    const { job } = slot;
    slot.job = undefined;
    // A second hang of 10 s would hold up everything behind it: only what failed at once is tried again.
    const again = job && job.tries < 2 && !job.isHandedOver && !reason.includes('10 seconds');
    if (again) this.#enqueue(job);
    else job?.reject(new Error(reason));
    this.#next();
  }
}
