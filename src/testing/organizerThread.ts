import type { FromOrganizer, ToOrganizer } from '../core/displaySet/remote/messages.ts';
import { serveOrganize } from '../core/displaySet/remote/serveOrganize.ts';
import type { RegisteredHandler } from '../core/extension/sopClassHandler.ts';
import type { OrganizerThread } from '../state/remoteOrganizer.ts';

/** Both ends of the protocol in one thread, over a channel that copies as a worker's does. */
export interface FakeThread {
  readonly thread: OrganizerThread;
  /** What the page has sent, in order. */
  readonly sent: readonly ToOrganizer[];
  /** As when the browser ends a worker. */
  crash(reason: string): void;
}

/** @param handlers those that the thread has; the page may have others. */
export function fakeThread(handlers: ReadonlyMap<string, RegisteredHandler>): FakeThread {
  const { port1: page, port2: beside } = new MessageChannel();
  const sent: ToOrganizer[] = [];
  let lost: (reason: string) => void = () => undefined;
  serveOrganize(
    {
      send: (message) => beside.postMessage(message),
      onMessage: (listener) => {
        beside.onmessage = ({ data }: MessageEvent<ToOrganizer>) => listener(data);
      },
    },
    handlers,
  );
  const end = () => {
    page.close();
    beside.close();
  };
  return {
    sent,
    thread: {
      send(message) {
        sent.push(message);
        page.postMessage(message);
      },
      onMessage: (listener) => {
        page.onmessage = ({ data }: MessageEvent<FromOrganizer>) => listener(data);
      },
      onLost: (listener) => (lost = listener),
      end,
    },
    crash(reason) {
      end();
      lost(reason);
    },
  };
}
