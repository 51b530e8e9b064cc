import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { builtInModes } from '../../modes/index.ts';
import { viewerMode } from '../../modes/viewer.ts';
import { aClip, anInstance, aSeries, slices } from '../../testing/factories.ts';
import { groupBy } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';
import { SopClass } from '../dicom/sopClass.ts';
import { createRegistry } from '../extension/registry.ts';
import { modeCoverage, receivedText, seriesCoverage } from './coverage.ts';
import { compareFingerprint, groupingFingerprint } from './fingerprint.ts';
import { organizeSeries } from './organize.ts';
import type { OrganizedSeries } from './organized.ts';
import { mergeRule } from './proposeRule.ts';
import { qaRows } from './qaSheet.ts';
import { classTable, handlerTable, qaTable, seriesTable, toCsv, toMarkdown } from './tables.ts';

const registry = createRegistry(builtInHandlers, builtInModes);
const modeOf = (id: string) => registry.mode(id) ?? viewerMode;
const organized = (instances: readonly Instance[], mode = viewerMode): OrganizedSeries[] => {
  const bySeries = groupBy(instances, ({ SeriesInstanceUID }) => SeriesInstanceUID);
  return [...bySeries.values()].map((list) => organizeSeries(list, registry.handlersFor(mode)));
};

const privateClass = '2.25.1234';
const study = [
  ...aSeries(slices(5), { SeriesInstanceUID: '1.2.3.1' }),
  aClip({ SeriesInstanceUID: '1.2.3.2', SeriesNumber: 3 }),
  anInstance({ SeriesInstanceUID: '1.2.3.3', SOPClassUID: privateClass, SeriesNumber: 4 }),
  anInstance({ SeriesInstanceUID: '1.2.3.3', InstanceNumber: 2, SOPClassUID: '', SeriesNumber: 4 }),
];

describe('the coverage of a mode', () => {
  it('counts by SOP class and handler, and says which class no handler names', () => {
    const coverage = modeCoverage(viewerMode, registry.handlersFor(viewerMode), organized(study));
    expect(coverage).toMatchObject({ received: 8, shown: 6, unclaimed: 2 });
    const row = (uid: string) => coverage.classes.find(({ SOPClassUID }) => SOPClassUID === uid);
    expect(row(SopClass.CTImageStorage)).toMatchObject({ received: 5, shown: 5, hasHandler: true });
    expect(row(privateClass)).toMatchObject({ received: 1, shown: 0, unclaimed: 1, hasHandler: false });
    expect(row('')).toMatchObject({ received: 1, unclaimed: 1, hasHandler: false });
    expect(
      modeCoverage(modeOf('raw'), registry.handlersFor(modeOf('raw')), organized(study, modeOf('raw')))
        .unclaimed,
    ).toBe(1);
  });

  const classes = [
    SopClass.CTImageStorage,
    SopClass.UltrasoundMultiFrameImageStorage,
    SopClass.RawDataStorage,
    SopClass.EncapsulatedPDFStorage,
    privateClass,
    '',
  ];
  const instances = fc
    .array(
      fc.record({
        SOPClassUID: fc.constantFrom(...classes),
        SeriesInstanceUID: fc.constantFrom('1.1', '1.2', '1.3'),
        Rows: fc.constantFrom(64, 128),
      }),
      { minLength: 1, maxLength: 25 },
    )
    .map((items) => items.map((item, i) => anInstance({ ...item, InstanceNumber: i })));

  it('adds up, in rows and in columns, for every mode', () => {
    fc.assert(
      fc.property(instances, fc.constantFrom(...builtInModes), (all, mode) => {
        const coverage = modeCoverage(mode, registry.handlersFor(mode), organized(all, mode));
        const total = (value: (row: (typeof coverage.classes)[number]) => number) =>
          coverage.classes.reduce((sum, row) => sum + value(row), 0);
        expect(coverage.received).toBe(all.length);
        expect(coverage.shown + coverage.unclaimed).toBe(coverage.received);
        expect(total(({ received }) => received)).toBe(coverage.received);
        expect(total(({ unclaimed }) => unclaimed)).toBe(coverage.unclaimed);
        expect(coverage.handlers.reduce((sum, { took }) => sum + took, 0)).toBe(coverage.shown);
        for (const { shown, tookBy, hasHandler } of coverage.classes) {
          expect([...tookBy.values()].reduce((a, b) => a + b, 0)).toBe(shown);
          if (!hasHandler) expect(shown).toBe(0);
        }
        for (const { id, took } of coverage.handlers)
          expect(total(({ tookBy }) => tookBy.get(id) ?? 0)).toBe(took);
      }),
    );
  });

  it('compares each series with what the archive promised', () => {
    const summary = {
      StudyInstanceUID: '1.2.3',
      SeriesInstanceUID: '1.2.3.1',
      NumberOfSeriesRelatedInstances: 240,
    };
    const entry = { key: 'a', summary, status: 'ready' as const, problems: [{ verdict: 'refused' }] };
    const [made] = organized(aSeries(slices(12)));
    if (!made) throw new Error('no series');
    const [row] = seriesCoverage([entry], { a: made });
    expect(row).toMatchObject({ promised: 240, received: 12, shown: 12, unclaimed: 0, refused: 1 });
    expect(row && receivedText(row)).toBe('12 of 240 received');
    expect(receivedText({ promised: 5, received: 5, status: 'ready' })).toBe('5 received');
    expect(receivedText({ promised: 5, received: 0, status: 'failed' })).toBe('0 of 5 received, failed');
  });
});

describe('the fingerprint of a grouping', () => {
  const mixed = fc
    .array(
      fc.record({
        SeriesInstanceUID: fc.constantFrom('1.1', '1.2'),
        Rows: fc.constantFrom(64, 128),
        SOPClassUID: fc.constantFrom(SopClass.CTImageStorage, SopClass.RawDataStorage),
      }),
      { minLength: 2, maxLength: 16 },
    )
    .map((items) => items.map((item, i) => anInstance({ ...item, InstanceNumber: i })));

  it('is the same for any order of arrival, of series and of display sets', () => {
    const shuffled = mixed.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        const turned = organized(other)
          .reverse()
          .map((one) => ({ ...one, displaySets: [...one.displaySets].reverse() }));
        expect(groupingFingerprint(turned)).toEqual(groupingFingerprint(organized(all)));
      }),
    );
  });

  it('changes when one instance moves to another display set', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.nat(7), (count, pick) => {
        const all = aSeries([
          ...slices(count).map((slice) => ({ ...slice, Rows: 64 })),
          ...slices(count).map((slice) => ({ ...slice, Rows: 128 })),
        ]);
        const moved = all.map((instance, i) => (i === pick % count ? { ...instance, Rows: 128 } : instance));
        const [before, after] = [groupingFingerprint(organized(all)), groupingFingerprint(organized(moved))];
        expect(after.exact).not.toBe(before.exact);
        expect(after.anonymous).not.toBe(before.anonymous);
      }),
    );
  });

  it('anonymous: stays when every UID is replaced, whatever order the new ones have', () => {
    fc.assert(
      fc.property(mixed, fc.array(fc.nat(9999), { minLength: 16, maxLength: 16 }), (all, salts) => {
        const renamed = all.map((instance, i) => ({
          ...instance,
          StudyInstanceUID: '9.9',
          SeriesInstanceUID: `9.${9 - Number(instance.SeriesInstanceUID.at(-1))}`,
          SOPInstanceUID: `9.${salts[i]}.${i}`,
          FrameOfReferenceUID: '9.9.9',
        }));
        const [before, after] = [
          groupingFingerprint(organized(all)),
          groupingFingerprint(organized(renamed)),
        ];
        expect(after.anonymous).toBe(before.anonymous);
        expect(after.exact).not.toBe(before.exact);
      }),
    );
  });

  it('tells modes apart that group differently, and rules made by hand', () => {
    const [whole] = organized(study);
    const sets = organized(
      aSeries([
        ...slices(3).map((s) => ({ ...s, Rows: 64 })),
        ...slices(3).map((s) => ({ ...s, Rows: 128 })),
      ]),
    );
    const [one] = sets;
    if (!whole || !one) throw new Error('no series');
    expect(groupingFingerprint([whole])).not.toEqual(
      groupingFingerprint(organized(study, modeOf('raw')).slice(0, 1)),
    );
    const rule = mergeRule(one.displaySets, 'series');
    if (!rule) throw new Error('no rule');
    const instances = one.displaySets.flatMap((set) => set.instances);
    const ruled = organizeSeries(instances, registry.handlersFor(viewerMode), [rule]);
    expect(groupingFingerprint([ruled])).not.toEqual(groupingFingerprint(sets));
  });

  it('is compared with its own kind only', () => {
    const own = groupingFingerprint(organized(study));
    expect(compareFingerprint(` ${own.exact.toUpperCase()}\n`, own)).toEqual({
      verdict: 'equal',
      kind: 'exact',
    });
    expect(compareFingerprint(own.anonymous, own)).toEqual({ verdict: 'equal', kind: 'anonymous' });
    const other = groupingFingerprint(organized(study.slice(1)));
    expect(compareFingerprint(other.exact, own)).toEqual({ verdict: 'different', kind: 'exact' });
    for (const text of ['', 'exact1-12', 'exact2-' + '0'.repeat(32), 'hello'])
      expect(compareFingerprint(text, own)).toEqual({ verdict: 'unreadable' });
  });
});

describe('reports that leave the viewer', () => {
  const twoPatients = [
    ...aSeries(slices(3), {
      PatientID: 'ID-4711',
      PatientName: { Alphabetic: 'DOE^JANE' },
      SeriesDescription: 'Doe, Jane axial',
    }),
    ...aSeries(
      slices(3).map((s, i) => ({ ...s, InstanceNumber: i + 4 })),
      { PatientID: 'ID-4712', PatientName: { Alphabetic: 'ROE^RICHARD' } },
    ),
  ];
  it('name no patient', () => {
    const series = organized(twoPatients);
    expect(JSON.stringify(series.map(({ displaySets }) => displaySets.map(({ label }) => label)))).toMatch(
      /Doe/,
    );
    const text = JSON.stringify(qaRows(series));
    expect(text).not.toMatch(/doe|jane|roe|richard|471[12]/i);
    expect(text).toContain('2 patients');
    expect(text).toContain('[patient]');
  });

  it('leave other words alone', () => {
    const series = organized(aSeries(slices(3), { PatientName: { Alphabetic: 'AX^A' }, PatientID: '1' }));
    expect(qaRows(series)[0]?.label).toBe('Axial');
  });

  it('as CSV: quoted where needed, no cell a formula, a cell for each column', () => {
    const csv = toCsv({
      columns: ['a', 'b'],
      rows: [
        ['=cmd|1', 'say "x", y'],
        ['+1', '\t@a'],
        ['-2', -2],
        ['line\nbreak', 'Ω'],
      ],
    });
    expect(csv).toBe('a,b\r\n\'=cmd|1,"say ""x"", y"\r\n\'+1,\'\t@a\r\n\'-2,-2\r\n"line\nbreak",Ω\r\n');
    fc.assert(
      fc.property(fc.string(), (text) => {
        const [, line = ''] = toCsv({ columns: ['a'], rows: [[text]] }).split(/^a\r\n/);
        expect(line).not.toMatch(/^"?\s*[=+\-@]/);
      }),
    );
  });

  it('as Markdown: text of a file stays text', () => {
    const text = toMarkdown({ title: 'T', columns: ['a', 'n'], rows: [['x|y\n[link](z) <img>', 3]] });
    expect(text).toBe('## T\n\n| a | n |\n| --- | ---: |\n| x\\|y \\[link\\](z) \\<img\\> | 3 |\n');
  });

  it('tables add up and have a cell for each column', () => {
    const series = organized(study);
    const coverages = builtInModes.map((mode) =>
      modeCoverage(mode, registry.handlersFor(mode), organized(study, mode)),
    );
    const first = coverages[0];
    if (!first) throw new Error('no mode');
    const tables = [classTable(coverages), handlerTable(first), qaTable(qaRows(series)), seriesTable([])];
    for (const { columns, rows } of tables) for (const row of rows) expect(row).toHaveLength(columns.length);
    expect(toCsv(classTable(coverages))).toContain('no handler');
    expect(tables[1]?.rows.at(-1)).toEqual(expect.arrayContaining(['All', 8, 2]));
  });
});
