import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { build } from 'vite';
import config from '../../playwright.config.ts';
import { isArchive, isCode, isMetadata, recordTransfers, type Transfer } from '../../e2e/transfers.ts';

/** Figures of one run by name; the unit is in the name's end (Ms, S, MB, KB) or it is a number of things. */
export type Figures = Record<string, number>;

export interface Visit {
  readonly page: Page;
  readonly cdp: CDPSession;
  /** Figures of what was asked for until a moment of the page's clock, ms. */
  askedUntil(at: number): Promise<Figures>;
  /** Queries and metadata that are asked for from now on. */
  queriesFromNow(): Promise<() => Promise<number>>;
  /** CPU seconds that the whole browser has used. */
  cpuSeconds(): Promise<number>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The probe as one script, without the page's build around it. */
export async function buildProbe(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: 'scripts/bench/probe.ts', formats: ['iife'], name: 'hangarBenchProbe' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('the probe was not built');
  return chunk.code;
}

export interface ImageSize {
  readonly rows: number;
  readonly columns: number;
}

/** Has the page read which image is on its canvases; before it is navigated. */
export const addProbe = (page: Page, probe: string, image: ImageSize): Promise<unknown> =>
  page.addInitScript({
    // Names of functions are kept by a helper that the page does not have.
    content: `globalThis.__name ??= (f) => f; window.hangarBenchImage = ${JSON.stringify(image)};\n${probe}`,
  });

/** One visit with nothing in any cache: a browser of its own, ended afterwards. */
export async function visit(
  probe: string,
  image: ImageSize,
  act: (visit: Visit) => Promise<Figures>,
): Promise<Figures> {
  const browser = await chromium.launch(config.use?.launchOptions ?? {});
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 }, locale: 'en-GB' });
    page.setDefaultTimeout(120_000);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await addProbe(page, probe, image);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    const transfers = recordTransfers(page);
    const figures = await act({
      page,
      cdp,
      askedUntil: async (at) => figuresOf((await transfers()).filter(({ start }) => start <= at)),
      async queriesFromNow() {
        const before = (await transfers()).length;
        return async () => (await transfers()).slice(before).filter(isMetadata).length;
      },
      cpuSeconds: () => cpuSeconds(browser),
    });
    if (faults.length > 0) throw new Error(`the page failed: ${faults.join('; ')}`);
    return { ...figures, ...(await memory(browser, cdp)) };
  } finally {
    await browser.close();
  }
}

function figuresOf(sent: readonly Transfer[]): Figures {
  const kilobytes = (some: readonly Transfer[]) => some.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
  const code = sent.filter(isCode);
  return {
    requests: sent.filter(isArchive).length,
    metadataKB: kilobytes(sent.filter(isMetadata)),
    codeKB: kilobytes(code),
    files: code.length,
  };
}

interface ProcessInfo {
  readonly type: string;
  readonly id: number;
  readonly cpuTime: number;
}

async function processes(browser: Browser): Promise<readonly ProcessInfo[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo;
}

const cpuSeconds = async (browser: Browser) =>
  (await processes(browser)).reduce((sum, { cpuTime }) => sum + cpuTime, 0);

/**
 * Main-thread seconds and heap as the browser tells, the heap after its rubbish has been collected; the renderer's
 * memory, now and at its peak, where the system does (Linux).
 */
async function memory(browser: Browser, cdp: CDPSession): Promise<Figures> {
  const metric = async (name: string) => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  };
  const renderers = (await processes(browser)).filter(({ type }) => type === 'renderer');
  const processMB = (of: 'VmRSS' | 'VmHWM') => {
    const all = renderers.map(({ id }) => statusMB(id, of));
    // Beside the page's there are empty ones.
    return Math.max(...all);
  };
  // Before rubbish is collected, for that is work of its own.
  const figures = { mainThreadS: await metric('TaskDuration'), rendererPeakMB: processMB('VmHWM') };
  await cdp.send('HeapProfiler.collectGarbage');
  return { ...figures, heapMB: (await metric('JSHeapUsedSize')) / 1e6, rendererMB: processMB('VmRSS') };
}

function statusMB(id: number, of: 'VmRSS' | 'VmHWM'): number {
  try {
    return (
      Number(new RegExp(`${of}:\\s+(\\d+)`).exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) / 1024
    );
  } catch {
    return Number.NaN;
  }
}

/** The image that came on the screen, of a series where it matters, since a moment of the page's clock. */
export async function seen(page: Page, { series, since = 0 }: { series?: number; since?: number } = {}) {
  const handle = await page.waitForFunction(
    ([of, from]) =>
      window.hangarBench.seen.find((code) => code.at >= from && (of === -1 || code.series === of)),
    [series ?? -1, since] as const,
    { polling: 20 },
  );
  const code = await handle.jsonValue();
  if (!code) throw new Error('nothing was seen');
  return code;
}
