import { AS_STORED } from '../adapters/dicomweb/mediaTypes.ts';
import { dayOf } from '../features/study-list/studyDate.ts';
import { firstListUrl } from './earlyList.ts';
import { sendFirstPicture } from './earlyPictureChain.ts';
import { createEarlyRequests } from './earlyRequests.ts';
import { firstStudyUrls, isStudyPage } from './earlyStudy.ts';
import { preloadStudyPage } from './preloadStudyPage.ts';
import { startMain } from './startMain.ts';

/**
 * The first code that runs, in a file of its own that is here long before the rest: it asks for the
 * configuration and for what the page will ask the archive first, while the rest is on its way, and then
 * runs the rest. Where the address names studies, the code that shows them is fetched as well, and the
 * first picture is asked for.
 */

/** What was asked for, for those who will ask for it again. Unbound: a browser's fetch wants the window. */
export const early = createEarlyRequests((input, init) => globalThis.fetch(input, init));

const DICOM_JSON = 'application/dicom+json';
const base = new URL('.', document.baseURI);
const address = new URL(window.location.href);

interface Asked {
  readonly config: unknown;
  /** On the page of a study: the answer to the search for its series. */
  readonly seriesList: Promise<Response> | undefined;
}

/** The first requests; they are on their way when this resolves. */
async function start(): Promise<Asked> {
  const response = await early.send(new URL('config.json', base).href, { redirect: 'error' });
  const config: unknown = await response.clone().json();
  const studies = firstListUrl(config, address, base, dayOf());
  // A failure waits in `early` for the page, which says what it means.
  if (studies !== undefined) early.send(studies, asDicomWeb(DICOM_JSON)).catch(() => undefined);
  const [series, study] = studies === undefined ? firstStudyUrls(config, address, base) : [];
  const seriesList = series === undefined ? undefined : early.sendRead(series, asDicomWeb(DICOM_JSON));
  seriesList?.catch(() => undefined);
  if (study !== undefined) early.send(study, asDicomWeb(DICOM_JSON)).catch(() => undefined);
  return { config, seriesList };
}

async function askForPicture({ config, seriesList }: Asked): Promise<void> {
  // A reload, or the way back, shows again what was on the screen.
  if (!seriesList || isKept(window.history.state)) return;
  await sendFirstPicture(config, address, base, await seriesList, {
    send: (url, accept) => (accept === AS_STORED ? early.sendWhole : early.sendRead)(url, asDicomWeb(accept)),
    ask: (url, accept) => fetch(url, asDicomWeb(accept)),
  });
}

const isKept = (state: unknown): boolean => typeof state === 'object' && state !== null && 'hanging' in state;

/** As the data source asks. */
const asDicomWeb = (accept: string): RequestInit => ({
  headers: { Accept: accept },
  redirect: 'error',
  credentials: 'same-origin',
  referrerPolicy: 'no-referrer',
  priority: 'high',
});

const asked = start();
// The code that reads the configuration says what is wrong with it.
startMain(asked);
if (isStudyPage(address, base)) preloadStudyPage();
asked
  .then(askForPicture)
  .catch(() => undefined)
  .finally(() => early.end());
