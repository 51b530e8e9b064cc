import { describe, expect, it } from 'vitest';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { organizeSeries } from '../../core/displaySet/organize.ts';
import { anInstance, handled, MR, slices } from '../../testing/factories.ts';
import { echoesHandler } from './handler.ts';

describe('echoes', () => {
  it('are a display set each, their times rounded', () => {
    const items = [
      ...slices(5).map((s, i) => ({ ...s, EchoTime: 81 + i * 0.01 })),
      ...slices(5, 5, { EchoTime: 12 }),
    ];
    expect(handled(echoesHandler, items, MR).sets).toEqual([
      ['TE 12 ms', 5],
      ['TE 81 ms', 5],
    ]);
  });
  it('go by their numbers where the times say nothing', () => {
    const items = [1, 2].flatMap((n) => slices(5, 5, { EchoNumbers: [n], EchoTime: 30 }));
    expect(handled(echoesHandler, items, MR).sets).toEqual([
      ['echo 1', 5],
      ['echo 2', 5],
    ]);
  });
  it('do not keep other images of one position together', () => {
    const items = [12, 81].flatMap((EchoTime) =>
      [1, 2].flatMap((AcquisitionNumber) => slices(5, 5, { EchoTime, AcquisitionNumber })),
    );
    expect(handled(echoesHandler, items, MR).sets).toEqual([
      ['TE 12 ms, acquisition 1', 5],
      ['TE 12 ms, acquisition 2', 5],
      ['TE 81 ms, acquisition 1', 5],
      ['TE 81 ms, acquisition 2', 5],
    ]);
  });
  it('take only the images that they tell apart', () => {
    const coronal = slices(5, 5, { EchoTime: 12, ImageOrientationPatient: [1, 0, 0, 0, 0, -1] });
    const items = [...[12, 81].flatMap((EchoTime) => slices(5, 5, { EchoTime })), ...coronal];
    const { sets, left, reason } = handled(echoesHandler, items, MR);
    expect(sets).toEqual([
      ['TE 12 ms, axial', 5],
      ['TE 81 ms', 5],
    ]);
    expect(left).toBe(5);
    expect(reason).toBe('several echoes at each position; left 5: TE 12 ms in all images');
  });
  it('leave one echo, and one that is sometimes missing', () => {
    expect(handled(echoesHandler, slices(5, 5, { EchoTime: 30 }), MR)).toMatchObject({ sets: [], left: 5 });
    const some = slices(10).map((s, i) => (i % 2 === 0 ? { ...s, EchoTime: 30 } : s));
    expect(handled(echoesHandler, some, MR).sets).toEqual([]);
  });
  it('are told apart in enhanced objects of one frame each, ordered by their functional groups', () => {
    const { ImagePositionPatient: _p, ImageOrientationPatient: _o, ...plain } = slices(1)[0] ?? {};
    const items = [12, 81].flatMap((EffectiveEchoTime) =>
      [10, 0, 5].map((z) => ({
        ...plain,
        SharedFunctionalGroupsSequence: [
          { PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }] },
        ],
        PerFrameFunctionalGroupsSequence: [
          {
            PlanePositionSequence: [{ ImagePositionPatient: [0, 0, z] }],
            MREchoSequence: [{ EffectiveEchoTime }],
          },
        ],
      })),
    );
    const {
      ImagePositionPatient: _q,
      ImageOrientationPatient: _r,
      ...common
    } = anInstance({
      ...MR,
      SOPClassUID: SopClass.EnhancedMRImageStorage,
    });
    const series = items.map((item, i) => ({
      ...common,
      ...item,
      InstanceNumber: i + 1,
      SOPInstanceUID: `1.9.${i + 1}`,
    }));
    const registered = {
      id: 'multi-echo.sopClassHandlerModule.echoes',
      extensionId: 'multi-echo',
      handler: echoesHandler,
    };
    const { displaySets } = organizeSeries(series, [registered]);
    expect(displaySets.map(({ splitLabel }) => splitLabel)).toEqual(['TE 12 ms', 'TE 81 ms']);
    const [first] = displaySets;
    expect(first?.instances.map(({ InstanceNumber }) => InstanceNumber)).toEqual([2, 3, 1]);
    // The instances are the series' own, not the views that they were told apart by.
    expect(first?.instances.every((instance) => series.some((own) => own === instance))).toBe(true);
    expect(first?.geometry?.reconstructable).toBe(true);
  });
});
