import { expect, it } from 'vitest';
import { createRegistry } from '../core/extension/registry.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import type { Instance } from '../core/dicom/instance.ts';
import { aSeries, slices } from '../testing/factories.ts';
import { createOrganizer } from './organizer.ts';
import type { SeriesEntry } from './viewerState.ts';

const registry = createRegistry(builtInHandlers, builtInModes);
const entry = (
  key: string,
  instances: readonly Instance[],
  status: SeriesEntry['status'] = 'ready',
): SeriesEntry => ({
  key,
  summary: { StudyInstanceUID: '1.2.3', SeriesInstanceUID: key },
  status,
  instances,
  problems: [],
  error: undefined,
  loaded: 0,
  total: undefined,
  waitingSeconds: undefined,
});
const viewer = modeOf('viewer');
const raw = modeOf('raw');
function modeOf(id: string) {
  const mode = registry.mode(id);
  if (!mode) throw new Error(`no mode ${id}`);
  return mode;
}
const state = (series: Readonly<Record<string, SeriesEntry>>) => ({ series, rules: noRules });
const noRules: readonly never[] = [];
const first = aSeries(slices(3), { SeriesInstanceUID: '1' });
const second = aSeries(slices(2), { SeriesInstanceUID: '2' });

it('organizes a series again only when its instances change, and remembers each mode', () => {
  const organizer = createOrganizer(registry);
  const before = organizer.organize(viewer, state({ 1: entry('1', first), 2: entry('2', second) }));
  organizer.organize(raw, state({ 1: entry('1', first), 2: entry('2', second) }));
  const after = organizer.organize(viewer, state({ 1: entry('1', first), 2: entry('2', [...second]) }));
  expect(after['1']).toBe(before['1']);
  expect(after['2']).not.toBe(before['2']);
  expect(after['2']).toEqual(before['2']);
  organizer.clear();
  expect(organizer.organize(viewer, state({ 1: entry('1', first) }))['1']).not.toBe(before['1']);
});

it('leaves out what has not come', () => {
  const organizer = createOrganizer(registry);
  expect(
    organizer.organize(viewer, state({ 1: entry('1', [], 'loading'), 2: entry('2', [], 'failed') })),
  ).toEqual({});
});

it('gives the same later, and nothing once it is no longer wanted', async () => {
  const organizer = createOrganizer(registry);
  const study = state({ 1: entry('1', first) });
  const later = await organizer.organizeLater(viewer, study, new AbortController().signal);
  expect(later).toEqual(organizer.organize(viewer, study));
  await expect(organizer.organizeLater(raw, study, AbortSignal.abort())).rejects.toThrow();
});
