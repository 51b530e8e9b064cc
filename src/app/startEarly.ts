import { dayOf } from '../features/study-list/studyDate.ts';
import { firstListUrl } from './earlyList.ts';
import { createEarlyRequests } from './earlyRequests.ts';
import { firstStudyUrls, isStudyPage } from './earlyStudy.ts';
import { preloadStudyPage } from './preloadStudyPage.ts';
import { startMain } from './startMain.ts';

/**
 * The first code that runs, in a file of its own that is here long before the rest: it asks for the
 * configuration and for what the page will ask the archive first, while the rest is on its way, and then
 * runs the rest. Where the address names studies, the code that shows them is fetched as well.
 */

/** What was asked for, for those who will ask for it again. Unbound: a browser's fetch wants the window. */
export const early = createEarlyRequests((input, init) => globalThis.fetch(input, init));

const base = new URL('.', document.baseURI);
const address = new URL(window.location.href);

async function start(): Promise<void> {
  const response = await early.send(new URL('config.json', base).href, { redirect: 'error' });
  const config: unknown = await response.clone().json();
  const studies = firstListUrl(config, address, base, dayOf());
  const urls = studies === undefined ? firstStudyUrls(config, address, base) : [studies];
  for (const url of urls) {
    // A failure waits in `early` for the page, which says what it means.
    early
      .send(url, {
        headers: { Accept: 'application/dicom+json' },
        redirect: 'error',
        credentials: 'same-origin',
        referrerPolicy: 'no-referrer',
        priority: 'high',
      })
      .catch(() => undefined);
  }
}

// The code that reads the configuration says what is wrong with it.
startMain(start());
if (isStudyPage(address, base)) preloadStudyPage();
