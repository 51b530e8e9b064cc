import type { FromOrganizer } from '../core/displaySet/remote/messages.ts';
import type { OrganizerThread } from '../state/remoteOrganizer.ts';
import type { OrganizerStart } from './organizeWorker.ts';

/**
 * A worker with the same handlers as the page.
 * @param extensionUrls whole addresses of the extensions that were loaded at run time.
 */
export function startOrganizerThread(extensionUrls: readonly string[]): OrganizerThread {
  const worker = new Worker(new URL('./organizeWorker.ts', import.meta.url), {
    type: 'module',
    name: 'hangar-organize',
  });
  const start: OrganizerStart = { extensionUrls };
  worker.postMessage(start);
  return {
    send: (message) => worker.postMessage(message),
    onMessage: (listener) =>
      worker.addEventListener('message', ({ data }: MessageEvent<FromOrganizer>) => listener(data)),
    onLost(listener) {
      worker.addEventListener('error', (event) => {
        // Told to the reader; the browser need not log it as well.
        event.preventDefault();
        listener(event.message || 'it could not be started');
      });
      worker.addEventListener('messageerror', () => listener('a message could not be read'));
    },
    end: () => worker.terminate(),
  };
}
