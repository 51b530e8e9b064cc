import { dayOf } from '../features/study-list/studyDate.ts';
import { firstListUrl } from './earlyList.ts';
import { createEarlyRequests } from './earlyRequests.ts';

/**
 * The first code that runs, in a file of its own that is here long before the rest: it asks for the
 * configuration and, when the page is the study list, for the studies, while the rest is on its way.
 */

/** What was asked for, for those who will ask for it again. Unbound: a browser's fetch wants the window. */
export const early = createEarlyRequests((input, init) => globalThis.fetch(input, init));

const base = new URL('.', document.baseURI);

async function start(): Promise<void> {
  const response = await early.send(new URL('config.json', base).href, { redirect: 'error' });
  const config: unknown = await response.clone().json();
  const studies = firstListUrl(config, new URL(window.location.href), base, dayOf());
  if (studies === undefined) return;
  // A failure waits in `early` for the list, which says what it means.
  early
    .send(studies, {
      headers: { Accept: 'application/dicom+json' },
      redirect: 'error',
      credentials: 'same-origin',
      referrerPolicy: 'no-referrer',
      priority: 'high',
    })
    .catch(() => undefined);
}

// What checks the configuration is wanted as soon as that is here; a failure is told by who uses it.
import('./configSchema.ts').catch(() => undefined);
// The code that reads the configuration says what is wrong with it.
start().catch(() => undefined);
