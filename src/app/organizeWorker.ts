import type { Connection, FromOrganizer, ToOrganizer } from '../core/displaySet/remote/messages.ts';
import { serveOrganize } from '../core/displaySet/remote/serveOrganize.ts';
import { createRegistryWith } from '../core/extension/registry.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { loadExtensions } from './loadExtensions.ts';

/** The first message: everything after it is of `serveOrganize`. */
export interface OrganizerStart {
  readonly extensionUrls: readonly string[];
}

type ToWorker = OrganizerStart | ToOrganizer;

/** What is said before the handlers are here waits in `early`. */
function connect(): Connection<FromOrganizer, ToOrganizer> & { readonly started: Promise<OrganizerStart> } {
  const early: ToOrganizer[] = [];
  let hear = (message: ToOrganizer): void => void early.push(message);
  let begin: (start: OrganizerStart) => void = () => undefined;
  const started = new Promise<OrganizerStart>((resolve) => (begin = resolve));
  addEventListener('message', ({ data }: MessageEvent<ToWorker>) =>
    'extensionUrls' in data ? begin(data) : hear(data),
  );
  return {
    started,
    send: (message) => postMessage(message),
    onMessage(listener) {
      hear = listener;
      for (const message of early.splice(0)) listener(message);
    },
  };
}

async function serve(): Promise<void> {
  const connection = connect();
  const { extensionUrls } = await connection.started;
  const { extensions } = await loadExtensions(extensionUrls, location.href);
  const { registry } = createRegistryWith(builtInHandlers, [], extensions);
  serveOrganize(connection, registry.handlers);
}

serve().catch((error: unknown) => {
  // Thrown where the page hears of it: of a rejection it would not.
  setTimeout(() => {
    throw error;
  });
});
