import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SopClass, sopClasses, sopClassUidsOf } from '../core/dicom/sopClass.ts';
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
    expect(builtInModes.map(({ id }) => id)).toEqual(['viewer', 'cine', 'reports', 'raw']);
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
    // Knowingly left to the attribute view for now: waveforms, presentation states, segmentations, radiotherapy, ...
    const groups = [...new Set(unread.map(({ group }) => group))];
    expect(groups).toEqual(['G', 'I', 'J', 'M', 'N', 'O', 'P', 'Q', 'R', 'S']);
    expect(sopClassUidsOf('P').filter((uid) => read.has(uid))).toEqual([SopClass.EncapsulatedPDFStorage]);
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
      ['viewer', 5, 1],
      ['cine', 5, 1],
      ['reports', 5, 1],
      ['raw', 10, 0],
    ]);
  });
});

describe('modes for a study', () => {
  const facts = (instances: Parameters<typeof studyFacts>[1], complete = true) =>
    studyFacts([], instances, complete);
  const suits = (study: ReturnType<typeof facts>) =>
    modesForStudy(builtInModes, study).map(({ mode, applicability }) =>
      applicability.applicable ? mode.id : applicability.reason,
    );

  it('offers what suits, with a reason where it does not', () => {
    expect(suits(facts(aSeries(slices(3))))).toEqual([
      'viewer',
      'No instance in this study has more than one frame',
      'There is no report or document in this study',
      'raw',
    ]);
    expect(suits(facts([aClip(), report]))).toEqual(['viewer', 'cine', 'reports', 'raw']);
    expect(suits(facts([pdf]))).toEqual([
      'There are no images in this study',
      'No instance in this study has more than one frame',
      'reports',
      'raw',
    ]);
    expect(suits(facts([]))).toEqual([
      'This study is empty',
      'No instance in this study has more than one frame',
      'There is no report or document in this study',
      'This study is empty',
    ]);
  });

  it('goes by the modalities of the archive until metadata has come', () => {
    const series = [
      { StudyInstanceUID: '1', SeriesInstanceUID: '2', Modality: 'US', NumberOfSeriesRelatedInstances: 12 },
    ];
    const early = studyFacts(series, [], false);
    expect(early.numInstances).toBe(12);
    expect(suits(early)).toEqual(['viewer', 'cine', 'No report or document found so far', 'raw']);
  });

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
