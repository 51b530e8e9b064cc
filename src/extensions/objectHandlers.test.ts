import { describe, expect, it } from 'vitest';
import type { Instance } from '../core/dicom/instance.ts';
import { SopClass } from '../core/dicom/sopClass.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { organize } from '../core/displaySet/organize.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { builtInModes } from '../modes/index.ts';
import { anInstance } from '../testing/factories.ts';
import { builtInHandlers } from './builtInHandlers.ts';

const registry = createRegistry(builtInHandlers, builtInModes);

function inMode(modeId: string, ...instances: readonly Instance[]): readonly DisplaySet[] {
  const mode = registry.mode(modeId);
  if (!mode) throw new Error(`no mode ${modeId}`);
  const { displaySets, unclaimed } = organize(instances, registry.handlersFor(mode));
  expect(unclaimed).toEqual([]);
  return displaySets;
}

/** An object without pictures. */
function object(SOPClassUID: string, overrides: Partial<Instance> = {}): Instance {
  const {
    Rows: _r,
    Columns: _c,
    ImagePositionPatient: _p,
    ImageOrientationPatient: _o,
    SeriesDescription: _d,
    ...rest
  } = anInstance({ SOPClassUID });
  return { ...rest, ...overrides };
}

describe('objects that are not images', () => {
  it.each<
    [handler: string, kinds: string, label: string, SOPClassUID: string, attributes?: Partial<Instance>]
  >([
    ['seg.segmentation', 'card tags', 'ORGANS', SopClass.SegmentationStorage, { ContentLabel: 'ORGANS' }],
    [
      'seg.segmentation',
      'card tags',
      'Liver',
      SopClass.SurfaceSegmentationStorage,
      { SeriesDescription: 'Liver' },
    ],
    [
      'rtstruct.structures',
      'card tags',
      'Plan 1',
      SopClass.RTStructureSetStorage,
      { StructureSetLabel: 'Plan 1' },
    ],
    ['rtdose.dose', 'card tags', 'Dose of plan', SopClass.RTDoseStorage, { DoseSummationType: 'PLAN' }],
    ['radiotherapy.plan', 'card tags', 'Prostate', SopClass.RTPlanStorage, { RTPlanLabel: 'Prostate' }],
    ['radiotherapy.plan', 'card tags', 'RT Beams Treatment Record', SopClass.RTBeamsTreatmentRecordStorage],
    ['pmap.map', 'card tags', 'ADC', SopClass.ParametricMapStorage, { ContentLabel: 'ADC' }],
    [
      'real-world-value.mapping',
      'card tags',
      'SUV',
      SopClass.RealWorldValueMappingStorage,
      { ContentLabel: 'SUV' },
    ],
    [
      'microscopy-annotation.annotations',
      'card tags',
      'Nuclei',
      SopClass.MicroscopyBulkSimpleAnnotationsStorage,
      { ContentLabel: 'Nuclei' },
    ],
    [
      'key-objects.selection',
      'card document tags',
      'Of Interest',
      SopClass.KeyObjectSelectionDocumentStorage,
      { ConceptNameCodeSequence: [{ CodeMeaning: 'Of Interest' }] },
    ],
    [
      'presentation-state.state',
      'card tags',
      'LUNG',
      SopClass.GrayscaleSoftcopyPresentationStateStorage,
      { ContentLabel: 'LUNG' },
    ],
    ['registration.registration', 'card tags', 'Spatial Registration', SopClass.SpatialRegistrationStorage],
    [
      'structured-report.report',
      'document card tags',
      'Report',
      SopClass.ComprehensiveSRStorage,
      { ConceptNameCodeSequence: [{ CodeMeaning: 'Report' }] },
    ],
    [
      'encapsulated-document.pdf',
      'document tags',
      'Letter',
      SopClass.EncapsulatedPDFStorage,
      { DocumentTitle: 'Letter' },
    ],
    [
      'encapsulated-object.object',
      'card tags',
      'Skull',
      SopClass.EncapsulatedSTLStorage,
      { DocumentTitle: 'Skull' },
    ],
    [
      'encapsulated-object.object',
      'card tags',
      'Letter',
      SopClass.EncapsulatedCDAStorage,
      { DocumentTitle: 'Letter' },
    ],
    [
      'ophthalmic-measurement.measurements',
      'card tags',
      'Visual Acuity Measurements',
      SopClass.VisualAcuityMeasurementsStorage,
    ],
    [
      'protocol.protocol',
      'card tags',
      'Neuro',
      SopClass.HangingProtocolStorage,
      { HangingProtocolName: 'Neuro' },
    ],
    ['ecg.waveform', 'ecg card tags', '12-lead ECG Waveform', SopClass.TwelveLeadECGWaveformStorage],
    ['ecg.waveform', 'card tags', 'Basic Voice Audio Waveform', SopClass.BasicVoiceAudioWaveformStorage],
  ])('%s shows on %s what it calls "%s"', (handler, kinds, label, SOPClassUID, attributes) => {
    const [set, ...others] = inMode('viewer', object(SOPClassUID, attributes));
    expect(others).toEqual([]);
    expect(set).toMatchObject({
      SOPClassHandlerId: handler.replace('.', '.sopClassHandlerModule.'),
      viewportKinds: kinds.split(' '),
      label,
      numImageFrames: 0,
      isMultiFrame: false,
    });
  });

  it('are told apart by number, else by UID, where a series has several of one name', () => {
    const twin = (SOPInstanceUID: string, InstanceNumber: number) =>
      object(SopClass.SegmentationStorage, { SOPInstanceUID, InstanceNumber, ContentLabel: 'ORGANS' });
    expect(inMode('viewer', twin('1.2.9.1', 1), twin('1.2.9.2', 2)).map(({ label }) => label)).toEqual([
      'ORGANS, instance 1',
      'ORGANS, instance 2',
    ]);
    expect(inMode('viewer', twin('1.2.9.1', 1), twin('1.2.9.2', 1)).map(({ label }) => label)).toEqual([
      'ORGANS, object ….2.9.1',
      'ORGANS, object ….2.9.2',
    ]);
  });

  it('stay with the report handler only when they say something', () => {
    const { unclaimed } = organize(
      [object(SopClass.ComprehensiveSRStorage)],
      registry.handlersFor(builtInModes[0] ?? { id: '', sopClassHandlers: [] }),
    );
    expect(unclaimed[0]?.reason).toContain('the report has no content');
  });
});

describe('video', () => {
  const h264 = '1.2.840.10008.1.2.4.102';
  const video = (SOPClassUID: string, ...AvailableTransferSyntaxUID: string[]) =>
    anInstance({
      SOPClassUID,
      NumberOfFrames: 90,
      CineRate: 30,
      ...(AvailableTransferSyntaxUID.length > 0 && { AvailableTransferSyntaxUID }),
    });

  it.each<[string, Instance, string[]]>([
    ['H.264', video(SopClass.VideoEndoscopicImageStorage, h264), []],
    [
      'MPEG-2',
      video(SopClass.VideoEndoscopicImageStorage, '1.2.840.10008.1.2.4.100'),
      ['video-not-playable'],
    ],
    [
      'HEVC',
      video(SopClass.VideoPhotographicImageStorage, '1.2.840.10008.1.2.4.107'),
      ['video-some-browsers'],
    ],
    ['an unknown codec', video(SopClass.VideoMicroscopicImageStorage), ['video-codec-unknown']],
    ['an ultrasound clip sent as H.264', video(SopClass.UltrasoundMultiFrameImageStorage, h264), []],
    [
      'a secondary capture sent as H.264',
      video(SopClass.MultiFrameTrueColorSecondaryCaptureImageStorage, h264),
      [],
    ],
  ])('of %s says whether a browser plays it', (_, instance, codes) => {
    const [set] = inMode('viewer', instance);
    expect(set).toMatchObject({
      SOPClassHandlerId: 'video.sopClassHandlerModule.video',
      viewportKinds: ['video', 'card', 'tags'],
      numImageFrames: 90,
      FrameRate: 30,
    });
    expect(set?.messages.map(({ code }) => code)).toEqual(codes);
  });

  it('is not every clip', () => {
    const [set] = inMode('viewer', video(SopClass.UltrasoundMultiFrameImageStorage));
    expect(set?.viewportKinds[0]).toBe('stack');
  });
});

describe('slides', () => {
  const level = (columns: number, InstanceNumber: number, overrides: Partial<Instance> = {}) =>
    anInstance({
      SOPClassUID: SopClass.VLWholeSlideMicroscopyImageStorage,
      InstanceNumber,
      ImageType: ['ORIGINAL', 'PRIMARY', 'VOLUME', 'NONE'],
      Rows: 256,
      Columns: 256,
      TotalPixelMatrixColumns: columns,
      TotalPixelMatrixRows: columns / 2,
      ImagedVolumeWidth: 10,
      NumberOfFrames: Math.ceil(columns / 256) ** 2,
      ...overrides,
    });

  it('are one display set of all levels, the finest first, with label and overview apart', () => {
    const extra = (kind: string, n: number) =>
      level(256, n, { NumberOfFrames: 1, ImageType: ['ORIGINAL', 'PRIMARY', kind, 'NONE'] });
    const sets = inMode(
      'microscopy',
      extra('LABEL', 4),
      level(1024, 2),
      extra('OVERVIEW', 5),
      level(4096, 1),
      level(256, 3),
    );
    expect(
      sets.map(({ splitLabel, instances, viewportKinds }) => [
        splitLabel,
        instances.length,
        viewportKinds[0],
      ]),
    ).toEqual([
      [undefined, 3, 'wholeslide'],
      ['label', 1, 'stack'],
      ['overview', 1, 'stack'],
    ]);
    expect(sets[0]?.instances.map((i) => i.TotalPixelMatrixColumns)).toEqual([4096, 1024, 256]);
    expect(sets[0]?.attributes['levels']).toEqual([
      { columns: 4096, rows: 2048, instances: 1, tiles: 256, spacingMm: 10 / 4096 },
      { columns: 1024, rows: 512, instances: 1, tiles: 16, spacingMm: 10 / 1024 },
      { columns: 256, rows: 128, instances: 1, tiles: 1, spacingMm: 10 / 256 },
    ]);
    // The level that is one tile makes the thumbnail.
    expect(sets[0]?.representativeImageIndex).toBe(256 + 16);
  });

  it('are apart by optical path and by focal plane, with the values in the label', () => {
    const path = (OpticalPathIdentifier: string, OpticalPathDescription: string) => ({
      OpticalPathSequence: [{ OpticalPathIdentifier, OpticalPathDescription }],
    });
    const focus = (ZOffsetInSlideCoordinateSystem: number) => ({
      TotalPixelMatrixOriginSequence: [{ ZOffsetInSlideCoordinateSystem }],
    });
    const labels = (...instances: Instance[]) =>
      inMode('viewer', ...instances)
        .map(({ splitLabel }) => splitLabel)
        .sort();
    expect(labels(level(1024, 1, path('1', 'DAPI')), level(1024, 2, path('2', 'FITC')))).toEqual([
      'DAPI',
      'FITC',
    ]);
    expect(labels(level(1024, 1, focus(0)), level(1024, 2, focus(2.5)))).toEqual([
      'focus 0 µm',
      'focus 2.5 µm',
    ]);
  });
});

describe('the image modes', () => {
  it('volume takes what is evenly spaced in one geometry, and leaves the rest to the stack', () => {
    const slice = (z: number, n: number, SeriesInstanceUID: string) =>
      anInstance({ InstanceNumber: n, SeriesInstanceUID, ImagePositionPatient: [0, 0, z] });
    const kinds = (positions: readonly number[]) =>
      inMode('volume', ...positions.map((z, i) => slice(z, i + 1, '1.2.3.4'))).map(
        ({ viewportKinds }) => viewportKinds[0],
      );
    expect(kinds([0, 5, 10, 15])).toEqual(['volume']);
    expect(kinds([0, 5, 10, 25])).toEqual(['stack']);
    expect(kinds([0, 5])).toEqual(['stack']);
  });

  it('volume makes one set an echo, and takes the frames of an enhanced object by position', () => {
    const echoes = [0, 5, 10].flatMap((z, i) =>
      [12, 40].map((EchoTime, e) =>
        anInstance({
          SOPClassUID: SopClass.MRImageStorage,
          InstanceNumber: 2 * i + e + 1,
          ImagePositionPatient: [0, 0, z],
          EchoTime,
        }),
      ),
    );
    expect(
      inMode('volume', ...echoes).map(({ splitLabel, viewportKinds }) => [splitLabel, viewportKinds[0]]),
    ).toEqual([
      ['TE 12 ms', 'volume'],
      ['TE 40 ms', 'volume'],
    ]);
    const frames = [10, 0, 5, 15].map((z) => ({
      PlanePositionSequence: [{ ImagePositionPatient: [0, 0, z] }],
    }));
    const { ImagePositionPatient: _p, ...enhanced } = anInstance({
      SOPClassUID: SopClass.EnhancedCTImageStorage,
      NumberOfFrames: 4,
      PerFrameFunctionalGroupsSequence: frames,
    });
    const [set] = inMode('volume', enhanced);
    expect(set?.viewportKinds[0]).toBe('volume');
    expect(set?.images?.map(({ frame }) => frame)).toEqual([2, 3, 1, 4]);
  });

  it('mammography makes one set a view, in the order of hanging across series', () => {
    const view = (
      ImageLaterality: string,
      ViewPosition: string,
      n: number,
      overrides: Partial<Instance> = {},
    ) =>
      anInstance({
        SOPClassUID: SopClass.DigitalMammographyXRayImageStorageForPresentation,
        SeriesInstanceUID: `1.2.3.${n}`,
        ImageLaterality,
        ViewPosition,
        ...overrides,
      });
    const coded = {
      ...view('L', '', 5, { ViewCodeSequence: [{ CodeValue: 'R-10242', CodingSchemeDesignator: 'SRT' }] }),
    };
    const { ViewPosition: _v, ...leftCC } = coded;
    const sets = inMode('mammography', view('L', 'MLO', 1), view('R', 'MLO', 2), leftCC, view('R', 'CC', 4));
    const placed = [...sets].sort(
      (a, b) => Number(a.attributes['placeInMode']) - Number(b.attributes['placeInMode']),
    );
    expect(placed.map(({ splitLabel }) => splitLabel)).toEqual(['R CC', 'L CC', 'R MLO', 'L MLO']);
  });

  it('mammography keeps images for processing behind those to be read, and tomosynthesis after the views', () => {
    const image = (SOPClassUID: string, n: number) =>
      anInstance({ SOPClassUID, SeriesInstanceUID: `1.2.3.${n}`, ImageLaterality: 'R', ViewPosition: 'CC' });
    const sets = inMode(
      'mammography',
      image(SopClass.DigitalMammographyXRayImageStorageForProcessing, 1),
      image(SopClass.BreastTomosynthesisImageStorage, 2),
      image(SopClass.DigitalMammographyXRayImageStorageForPresentation, 3),
    );
    expect(sets.map((set) => [set.splitLabel, set.attributes['placeInMode']])).toEqual([
      ['R CC', 100],
      ['R CC, tomosynthesis', 0],
      ['R CC', 0],
    ]);
    expect(sets[1]?.SOPClassHandlerId).toBe('mammography.sopClassHandlerModule.tomosynthesis');
  });

  it('fusion refers PET to CT or MR by frame of reference, and leaves PET without one', () => {
    const pet = (overrides: Partial<Instance> = {}) =>
      [0, 5, 10].map((z, i) => ({
        ...anInstance({
          SOPClassUID: SopClass.PositronEmissionTomographyImageStorage,
          InstanceNumber: i + 1,
          ImagePositionPatient: [0, 0, z],
        }),
        ...overrides,
      }));
    const [fused] = inMode('fusion', ...pet());
    expect(fused?.viewportKinds).toEqual(['fusion', 'mip', 'volume', 'volume3d', 'stack', 'tags']);
    expect(fused?.references).toMatchObject([
      { purpose: 'fused on', SOPInstanceUIDs: [], FrameOfReferenceUID: '1.2.3.9' },
    ]);
    const alone = pet().map(({ FrameOfReferenceUID: _frame, ...rest }) => rest);
    expect(inMode('fusion', ...alone)[0]?.viewportKinds).toEqual(['volume', 'volume3d', 'stack', 'tags']);
  });
});
