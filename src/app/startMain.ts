import { warmFormats } from '../core/dicom/format.ts';

/** A configuration that does not come must not keep the page from saying so. */
const PATIENCE_MS = 1000;

/**
 * Runs the viewer's code, which the page fetches without running it: after `first`, because it takes the main
 * thread for tens of milliseconds and everything that is asked of the archive would wait for it.
 */
export function startMain(first: Promise<unknown>): void {
  // Written by the build; see vite.config.ts. In development the page runs it itself.
  const file = document.querySelector<HTMLMetaElement>('meta[name="main-code"]')?.content;
  if (file === undefined) return;
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  // As if it stood in the page: when that is here with its style sheets.
  const run = async () => {
    await Promise.all(styleSheets());
    const main = import(/* @vite-ignore */ urlOf(file));
    // Beside the fetch of it.
    warmFormats(navigator.language);
    await main;
  };
  void Promise.all([Promise.race([first.catch(() => undefined), patience]), parsed()]).then(run);
}

const urlOf = (file: string) => new URL(file, document.baseURI).href;

async function parsed(): Promise<void> {
  if (document.readyState !== 'loading') return;
  await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}

const styleSheets = (): readonly Promise<unknown>[] =>
  [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')]
    .filter(({ sheet }) => sheet === null)
    .map(
      (link) =>
        new Promise((resolve) => {
          link.addEventListener('load', resolve, { once: true });
          link.addEventListener('error', resolve, { once: true });
        }),
    );
