import { chromium } from '@playwright/test';
import { isArchive, recordTransfers } from '../../e2e/transfers.ts';
import config from '../../playwright.config.ts';
import { addProbe, type ImageSize } from './session.ts';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly args?: {
    readonly name?: string;
    readonly data?: {
      readonly url?: string;
      readonly functionName?: string;
      readonly isOutermostMainFrame?: boolean;
    };
    readonly fileName?: string;
  };
}

/** One line of what happened between a link and its first image; times are ms since the link was followed. */
export interface TraceLine {
  readonly from: number;
  readonly to: number;
  readonly where: 'network' | 'main thread' | 'screen';
  readonly what: string;
}

/** Shorter pieces of work than this are not told, ms. */
const least = 8;
const fileOf = (url: string) =>
  url
    .replace(/[?#].*$/, '')
    .split('/')
    .at(-1) ?? url;
const shortPath = (path: string) => path.replaceAll(/\d+(?:\.\d+)+/g, (uid) => `…${uid.slice(-4)}`);

/** Follows a link with nothing in any cache and tells what happened until its first image, in order. */
export async function traceLink(url: string, probe: string, image: ImageSize): Promise<readonly TraceLine[]> {
  const browser = await chromium.launch(config.use?.launchOptions ?? {});
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 }, locale: 'en-GB' });
    await addProbe(page, probe, image);
    const transfers = recordTransfers(page);
    await browser.startTracing(page, { categories: ['devtools.timeline', 'v8', 'toplevel'] });
    await page.goto(url, { waitUntil: 'commit' });
    // Not when the viewer says so: a large series shows an image before all of it is here.
    await page.waitForFunction(() => window.hangarBench.seen.length > 0, undefined, { timeout: 120_000 });
    const shown = await page.evaluate(() => window.hangarBench.seen[0]?.at ?? 0);
    const sent = await transfers();
    const text = (await browser.stopTracing()).toString('utf8');
    const parsed = JSON.parse(text) as { readonly traceEvents: readonly TraceEvent[] };
    const asked = sent.filter(({ start }) => start <= shown);
    const code = asked.filter((one) => !isArchive(one));
    const lines: TraceLine[] = [
      ...waves(code.map(({ start, end = shown, bytes, path }) => ({ start, end, bytes, path }))),
      ...asked.filter(isArchive).map(({ start, end, path, bytes }) => ({
        from: start,
        to: Math.min(end ?? shown, shown),
        where: 'network' as const,
        what: `${shortPath(path)}: ${(bytes / 1000).toFixed(1)} kB`,
      })),
      ...work(parsed.traceEvents, url).filter(({ from }) => from <= shown),
      { from: shown, to: shown, where: 'screen', what: 'the first image' },
    ];
    return lines.sort((a, b) => a.from - b.from);
  } finally {
    await browser.close();
  }
}

/** Files that are asked for at about the same time, as one line each. */
function waves(
  files: readonly {
    readonly start: number;
    readonly end: number;
    readonly bytes: number;
    readonly path: string;
  }[],
): TraceLine[] {
  const sorted = [...files].sort((a, b) => a.start - b.start);
  const groups: (typeof sorted)[] = [];
  for (const file of sorted) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group && before && file.start - before.start < 25) group.push(file);
    else groups.push([file]);
  }
  return groups.map((group) => {
    const names = group.map(({ path }) => fileOf(path) || 'the document');
    const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
    const kilobytes = group.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
    return {
      from: Math.min(...group.map(({ start }) => start)),
      to: Math.max(...group.map(({ end }) => end)),
      where: 'network',
      what: `${names.slice(0, 3).join(', ')}${more}: ${kilobytes.toFixed(1)} kB`,
    };
  });
}

/** What the page's main thread did, piece by piece. */
function work(events: readonly TraceEvent[], url: string): TraceLine[] {
  const sent = events.find(({ name, args }) => name === 'ResourceSendRequest' && args?.data?.url === url);
  const navigated = events.filter(({ name, pid }) => name === 'navigationStart' && pid === sent?.pid);
  const began = navigated.at(-1)?.ts ?? sent?.ts;
  const thread = events.find(
    ({ name, pid, args }) => name === 'thread_name' && pid === sent?.pid && args?.name === 'CrRendererMain',
  );
  if (began === undefined || !thread) throw new Error('the trace does not tell the page’s main thread');
  const telling = events.filter(
    ({ ph, pid, tid, name, dur = 0 }) =>
      ph === 'X' &&
      pid === thread.pid &&
      tid === thread.tid &&
      dur / 1000 >= least &&
      /^(EvaluateScript|v8\.\w*[cC]ompile\w*|v8\.evaluateModule|FunctionCall|RunMicrotasks|ParseHTML|Layout|UpdateLayoutTree|Paint|TimerFire|FireAnimationFrame|MajorGC|MinorGC)$/.test(
        name,
      ),
  );
  const lines: TraceLine[] = [];
  telling.sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  let end = 0;
  for (const { ts, dur = 0, name, args } of telling) {
    if (ts < end) continue;
    end = ts + dur;
    const file = fileOf(args?.data?.url ?? args?.fileName ?? '');
    const what = file === '' ? name : `${name} (${file})`;
    const [from, to] = [(ts - began) / 1000, (end - began) / 1000];
    const before = lines.at(-1);
    // Pieces of one thing close to one another are one line.
    if (before?.what === what && from - before.to < 30) lines[lines.length - 1] = { ...before, to };
    else lines.push({ from, to, where: 'main thread', what });
  }
  return lines;
}
