import { describe, expect, it } from 'vitest';
import { aHandler, anInstance, aSeries, slices, takeAll } from '../../testing/factories.ts';
import type { Instance } from '../dicom/instance.ts';
import { ANY_SOP_CLASS, SopClass } from '../dicom/sopClass.ts';
import { ImageSet } from '../extension/imageSet.ts';
import { mergeOrganized, organize, organizeSeries, unsupportedHandlerId } from './organize.ts';

const CT = SopClass.CTImageStorage;
const MR = SopClass.MRImageStorage;
const uids = (instances: readonly Instance[]) => instances.map(({ SOPInstanceUID }) => SOPInstanceUID);

describe('order decides', () => {
  it('gives an instance to the first handler that takes it, the rest to the next', () => {
    const odd = aHandler('odd', [CT], (instances) => [
      { instances: instances.filter(({ InstanceNumber = 0 }) => InstanceNumber % 2 === 1), splitKey: 'odd' },
    ]);
    const all = aHandler('all', [CT], takeAll);
    const series = aSeries(slices(5));
    const counts = (handlers: Parameters<typeof organizeSeries>[1]) =>
      organizeSeries(series, handlers).displaySets.map((set) => [
        set.SOPClassHandlerId,
        set.instances.length,
      ]);
    expect(counts([odd, all])).toEqual([
      [odd.id, 3],
      [all.id, 2],
    ]);
    expect(counts([all, odd])).toEqual([[all.id, 5]]);
  });

  it('offers classes in the order of sopClassUids, then InstanceNumber, then UID', () => {
    let offered: readonly Instance[] = [];
    const handler = aHandler('spy', [MR, CT], (instances) => {
      offered = instances;
      return [];
    });
    organizeSeries(
      [
        anInstance({ InstanceNumber: 10, SOPInstanceUID: '1.1' }),
        anInstance({ InstanceNumber: 2, SOPInstanceUID: '1.3' }),
        anInstance({ InstanceNumber: 2, SOPInstanceUID: '1.2' }),
        anInstance({ InstanceNumber: 99, SOPInstanceUID: '1.4', SOPClassUID: MR }),
      ],
      [handler],
    );
    expect(uids(offered)).toEqual(['1.4', '1.2', '1.3', '1.1']);
  });

  it('offers every class to a handler of any class, but never an object without one', () => {
    const any = aHandler('any', [ANY_SOP_CLASS], takeAll);
    const nameless = anInstance({ SOPClassUID: '', InstanceNumber: 2 });
    const result = organizeSeries([anInstance({ SOPClassUID: '1.3.46.1' }), nameless], [any]);
    expect(result.displaySets.map((set) => set.instances.length)).toEqual([1]);
    expect(result.unclaimed).toEqual([
      { instance: nameless, reason: 'it does not say what kind of object it is (SOP Class UID missing)' },
    ]);
  });
});

describe('a handler cannot hurt its neighbours', () => {
  const next = aHandler('next', [CT], takeAll);
  const stranger = anInstance({ SOPInstanceUID: '9.9.9', SeriesInstanceUID: '9.9' });
  it.each<[string, (instances: readonly Instance[]) => unknown, RegExp]>([
    [
      'throws',
      () => {
        throw new TypeError('no such thing');
      },
      /no such thing/,
    ],
    [
      'throws a string',
      () => {
        // What libraries do, not what we would.
        const thrown: unknown = 'out of cheese';
        throw thrown;
      },
      /out of cheese/,
    ],
    ['returns a number', () => 42, /is a number/],
    ['returns nonsense in a list', () => [null], /is null/],
    ['returns no instances', () => [{ splitKey: 'x' }], /no list of instances/],
    ['returns what is no instance', () => [{ instances: ['1.2'] }], /not an instance/],
    [
      'returns one it was not offered',
      (i) => [{ instances: [...i, stranger] }],
      /9\.9\.9, which it was not offered/,
    ],
    ['returns one twice', (i) => [{ instances: i }, { instances: i }], /twice/],
    [
      'names a frame that does not exist',
      (i) => [{ instances: i, images: [{ instanceIndex: 0, frame: 7 }] }],
      /frame 7, of 1/,
    ],
  ])('goes on when one %s', (_, getDisplaySetsFromSeries, error) => {
    const bad = {
      ...aHandler('bad', [CT], takeAll),
      // Deliberately outside the contract.
      handler: {
        name: 'bad',
        sopClassUids: [CT],
        getDisplaySetsFromSeries: getDisplaySetsFromSeries as typeof takeAll,
      },
    };
    const result = organizeSeries(aSeries(slices(3)), [bad, next]);
    expect(result.displaySets.map((set) => [set.SOPClassHandlerId, set.instances.length])).toEqual([
      [next.id, 3],
    ]);
    expect(result.trace.handlers[0]).toMatchObject({
      outcome: 'failed',
      took: 0,
      error: expect.stringMatching(error),
    });
    expect(result.displaySets[0]?.messages).toContainEqual(
      expect.objectContaining({ code: 'handler-failed', text: expect.stringContaining(bad.id) }),
    );
  });

  it('does not let a handler disturb what the next one is offered', () => {
    const vandal = aHandler('vandal', [CT], (instances) => {
      (instances as Instance[]).length = 0; // as classic code does with arrays it is given
      return [];
    });
    expect(organizeSeries(aSeries(slices(4)), [vandal, next]).displaySets[0]?.instances).toHaveLength(4);
  });
});

describe('nothing is lost', () => {
  it('shows what nobody took, one display set a SOP class, with the reason', () => {
    const handler = {
      ...aHandler('picky', [CT], () => []),
      handler: {
        name: 'picky',
        sopClassUids: [CT],
        getDisplaySetsFromSeries: () => [],
        reasonLeft: () => 'Rows missing',
      },
    };
    const series = [
      ...aSeries(slices(2)),
      anInstance({ InstanceNumber: 8, SOPClassUID: SopClass.RawDataStorage }),
      anInstance({ InstanceNumber: 9, SOPClassUID: '1.3.46.670589.11.0.0.12.2' }),
    ];
    const result = organizeSeries(series, [handler]);
    expect(result.received).toBe(4);
    expect(result.unclaimed).toHaveLength(4);
    expect(
      result.unsupported.map(({ label, numImageFrames, viewportKinds, messages, SOPClassHandlerId }) => ({
        label,
        numImageFrames,
        viewportKinds,
        SOPClassHandlerId,
        texts: messages.map(({ text }) => text),
      })),
    ).toEqual(
      [
        ['CT Image', `Cannot be displayed: ${handler.id} left it: Rows missing`],
        [
          'Raw Data',
          'Cannot be displayed: no handler of this mode reads Raw Data: it is in a form that only its maker can read',
        ],
        [
          'Private object (UID 1.3.46.670589.11.0.0.12.2)',
          'Cannot be displayed: no handler of this mode reads private object (UID 1.3.46.670589.11.0.0.12.2)',
        ],
      ].map(([label, text]) => ({
        label,
        numImageFrames: 0,
        viewportKinds: ['tags'],
        SOPClassHandlerId: unsupportedHandlerId,
        texts: [text],
      })),
    );
  });

  it('keeps one of two instances with the same UID, whichever came first, and says so', () => {
    const [a, b] = [anInstance({ Rows: 256 }), anInstance({ Rows: 512 })];
    const handler = aHandler('all', [CT], takeAll);
    const results = [
      [a, b],
      [b, a],
    ].map((series) => organizeSeries(series, [handler]));
    expect(results[0]).toEqual(results[1]);
    expect(results[0]?.received).toBe(1);
    expect(results[0]?.displaySets[0]?.messages.map(({ code }) => code)).toEqual(['duplicate-instances']);
  });
});

describe('identity', () => {
  it('is derived from content where a handler gives the same split key twice, and the trace says so', () => {
    const careless = aHandler('careless', [CT], (instances) => instances.map((i) => ({ instances: [i] })));
    const result = organizeSeries(aSeries(slices(3)), [careless]);
    expect(new Set(result.displaySets.map((set) => set.displaySetInstanceUID)).size).toBe(3);
    expect(result.trace.handlers[0]?.reason).toMatch(/3 display sets came without a split key/);
    // One more instance leaves the others' names alone.
    const more = organizeSeries(aSeries(slices(4)), [careless]);
    const before = new Set(more.displaySets.map((set) => set.displaySetInstanceUID));
    expect(result.displaySets.every((set) => before.has(set.displaySetInstanceUID))).toBe(true);
  });

  it('does not depend on the handlers around it', () => {
    const all = aHandler('all', [CT], takeAll);
    const none = aHandler('none', [CT], () => []);
    const uidOf = (handlers: Parameters<typeof organizeSeries>[1]) =>
      organizeSeries(aSeries(slices(3)), handlers).displaySets[0]?.displaySetInstanceUID;
    expect(uidOf([none, all])).toBe(uidOf([all]));
    expect(uidOf([all])).toMatch(/^2\.25\.\d+$/);
  });
});

describe('what organize fills in', () => {
  it('takes from the instances what the handler left open', () => {
    const handler = aHandler('clip', [CT], takeAll);
    const clip = anInstance({
      NumberOfFrames: 40,
      FrameTime: 40,
      SeriesDescription: 'Run',
      SeriesTime: '101500',
    });
    expect(organizeSeries([clip], [handler]).displaySets[0]).toMatchObject({
      StudyInstanceUID: '1.2.3',
      SeriesInstanceUID: '1.2.3.4',
      SeriesNumber: 2,
      SeriesTime: '101500',
      SeriesDescription: 'Run',
      Modality: 'CT',
      FrameRate: 25,
      FrameRateSource: 'FrameTime 40 ms',
      isMultiFrame: true,
      numImageFrames: 40,
      label: 'Run',
      viewportKinds: ['stack', 'tags'],
      representativeImageIndex: 20,
      unsupported: false,
    });
  });

  it('puts the split into the label', () => {
    const handler = aHandler('te', [CT], (instances) => [
      { instances, splitKey: 'a', splitLabel: 'TE 81 ms' },
    ]);
    expect(organizeSeries(aSeries(slices(2)), [handler]).displaySets[0]?.label).toBe('Axial, TE 81 ms');
  });

  it('does not believe a million frames', () => {
    const handler = aHandler('all', [CT], takeAll);
    const [set] = organizeSeries([anInstance({ NumberOfFrames: 1_000_000 })], [handler]).displaySets;
    expect(set?.numImageFrames).toBe(1);
    expect(set?.messages[0]?.text).toBe(
      'It claims 1,000,000 frames, more than can be believed: only the first is shown',
    );
  });

  it('reads classic image sets: attributes kept, FrameTime not taken for frames per second', () => {
    const classic = aHandler('classic', [CT], (instances) => {
      const set = new ImageSet(instances);
      set.sortBy((a, b) => (b.InstanceNumber ?? 0) - (a.InstanceNumber ?? 0));
      set.setAttributes({
        displaySetInstanceUID: set.uid,
        FrameRate: instances[0]?.FrameTime,
        myOwn: 'kept',
      });
      return set;
    });
    const [set] = organizeSeries(
      [anInstance({ NumberOfFrames: 2, FrameTime: 33.33 })],
      [classic],
    ).displaySets;
    expect(set).toMatchObject({
      FrameRate: 30,
      numImageFrames: 2,
      attributes: { myOwn: 'kept', FrameRate: 33.33 },
    });
    const [stack] = organizeSeries(aSeries(slices(3)), [classic]).displaySets;
    expect(stack?.instances.map((i) => i.InstanceNumber)).toEqual([3, 2, 1]);
  });
});

describe('patients', () => {
  const jane = { PatientName: { Alphabetic: 'DOE^JANE' }, PatientID: '1' };
  const john = { PatientName: { Alphabetic: 'ROE^JOHN' }, PatientID: '2' };
  const handler = aHandler('all', [CT], takeAll);

  it('warns of two in one series, naming both', () => {
    const [set] = organizeSeries(aSeries([jane, john]), [handler]).displaySets;
    expect(set?.messages).toContainEqual({
      severity: 'error',
      code: 'mixed-patients',
      text: 'This series holds images of 2 patients: DOE, JANE (ID 1); ROE, JOHN (ID 2)',
    });
  });

  it('warns of two in one study, on every display set, and not of one written two ways', () => {
    const a = aSeries(slices(2, 5, jane));
    const b = aSeries(slices(2, 5, john), { SeriesInstanceUID: '1.2.3.5' });
    const { displaySets } = organize([...a, ...b], [handler]);
    expect(displaySets.map(({ messages }) => messages.map(({ code }) => code))).toEqual([
      ['mixed-patients'],
      ['mixed-patients'],
    ]);
    const padded = aSeries(slices(2, 5, { ...jane, PatientName: { Alphabetic: 'Doe^Jane^' } }), {
      SeriesInstanceUID: '1.2.3.6',
    });
    expect(organize([...a, ...padded], [handler]).displaySets.flatMap(({ messages }) => messages)).toEqual(
      [],
    );
  });
});

describe('mergeOrganized', () => {
  it('orders series by number as a number, newest study first, and reuses display sets', () => {
    const handler = aHandler('all', [CT], takeAll);
    const one = (SeriesInstanceUID: string, overrides: Partial<Instance>) =>
      organizeSeries([anInstance({ SeriesInstanceUID, ...overrides })], [handler]);
    const { SeriesNumber: _, ...unnumbered } = anInstance({ SeriesInstanceUID: '1.3' });
    const parts = [
      one('1.1', { SeriesNumber: 10 }),
      one('1.2', { SeriesNumber: 2 }),
      organizeSeries([unnumbered], [handler]),
      one('1.4', { SeriesNumber: 2, SeriesDate: '20200101', StudyInstanceUID: '7', StudyDate: '20270101' }),
    ];
    const merged = mergeOrganized(parts);
    expect(merged.displaySets.map((set) => set.SeriesInstanceUID)).toEqual(['1.4', '1.2', '1.1', '1.3']);
    expect(merged.displaySets[1]).toBe(parts[1]?.displaySets[0]);
    expect(merged.received).toBe(4);
  });
});
