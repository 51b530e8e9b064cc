import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SopClass, sopClasses } from '../core/dicom/sopClass.ts';
import { unreadClasses } from '../core/dicom/unread.ts';
import { organize } from '../core/displaySet/organize.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { defaultMode, modesForStudy, studyFacts } from '../core/mode/modesForStudy.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { aClip, anInstance, aSeries, slices } from '../testing/factories.ts';
import { builtInModes } from './index.ts';
import { viewerMode } from './viewer.ts';

const registry = createRegistry(builtInHandlers, builtInModes);
const report = anInstance({
  SOPClassUID: SopClass.ComprehensiveSRStorage,
  SeriesInstanceUID: '1.2.3.6',
  Modality: 'SR',
  ConceptNameCodeSequence: [{ CodeMeaning: 'Imaging report' }],
});
const pdf = anInstance({
  SOPClassUID: SopClass.EncapsulatedPDFStorage,
  SeriesInstanceUID: '1.2.3.7',
  Modality: 'DOC',
  MIMETypeOfEncapsulatedDocument: 'application/pdf',
});

describe('built-in modes', () => {
  it('have the ids of the URL contract, and only handlers that exist', () => {
    expect(builtInModes.map(({ id }) => id)).toEqual([
      'viewer',
      'volume',
      'cine',
      'mammography',
      'fusion',
      'microscopy',
      'reports',
      'raw',
    ]);
    for (const mode of builtInModes)
      expect(registry.handlersFor(mode)).toHaveLength(mode.sopClassHandlers.length);
  });

  it('use every handler in the tree', () => {
    const folder = new URL('../extensions/', import.meta.url);
    const withHandler = readdirSync(folder, { withFileTypes: true })
      .filter(
        (entry) => entry.isDirectory() && readdirSync(new URL(entry.name, folder)).includes('handler.ts'),
      )
      .map(({ name }) => name);
    expect(builtInHandlers.map(({ id }) => id).sort()).toEqual(withHandler.sort());
    const used = new Set(builtInModes.flatMap(({ sopClassHandlers }) => sopClassHandlers));
    expect([...registry.handlers.keys()].filter((id) => !used.has(id))).toEqual([]);
  });

  it('know of each storage class whether the general mode reads it', () => {
    const read = new Set(
      registry
        .handlersFor(registry.modes[0] ?? { id: '', sopClassHandlers: [] })
        .flatMap(({ handler }) => handler.sopClassUids),
    );
    const unread = sopClasses.filter(({ UID }) => !read.has(UID));
    expect(unread.map(({ UID }) => UID).sort()).toEqual([...unreadClasses.keys()].sort());
  });

  it('make different display sets of one study, each with every instance', () => {
    const study = [
      ...aSeries(slices(5)),
      aClip({ SeriesInstanceUID: '1.2.3.5', InstanceNumber: 1 }),
      aClip({ SeriesInstanceUID: '1.2.3.5', InstanceNumber: 2 }),
      report,
      pdf,
      anInstance({ SOPClassUID: SopClass.RawDataStorage, SeriesInstanceUID: '1.2.3.8' }),
    ];
    const counts = builtInModes.map((mode) => {
      const { displaySets, unclaimed, received } = organize(study, registry.handlersFor(mode));
      const shown = displaySets.reduce((sum, set) => sum + set.instances.length, 0);
      expect(shown + unclaimed.length).toBe(received);
      return [mode.id, displaySets.length, unclaimed.length];
    });
    expect(counts).toEqual([
      ...['viewer', 'volume', 'cine', 'mammography', 'fusion', 'microscopy', 'reports'].map((id) => [
        id,
        5,
        1,
      ]),
      ['raw', 10, 0],
    ]);
  });
});

describe('modes for a study', () => {
  const facts = (instances: Parameters<typeof studyFacts>[1], complete = true) =>
    studyFacts([], instances, complete);
  it('opens in the first mode that suits', () => {
    expect(defaultMode(modesForStudy(builtInModes, facts([pdf])))?.id).toBe('reports');
    expect(defaultMode(modesForStudy(builtInModes, facts([])))?.id).toBe('viewer');
  });

  it('survives a mode that throws', () => {
    const broken = {
      ...viewerMode,
      isApplicable: () => {
        throw new Error('oops');
      },
    };
    expect(modesForStudy([broken], facts([]))[0]?.applicability).toEqual({
      applicable: false,
      reason: 'The mode cannot tell: oops',
    });
  });
});
