import { describe, expect, it } from 'vitest';
import { naturalize } from '../../core/dicom/naturalize.ts';
import { handled, MR, slices } from '../../testing/factories.ts';
import { bValuesHandler } from './handler.ts';

describe('b-values', () => {
  it('are a display set each, smallest first, their directions together', () => {
    const items = [
      ...[1, 2, 3].flatMap((n) => slices(4, 5, { DiffusionBValue: 1000, AcquisitionNumber: n })),
      ...slices(4, 5, { DiffusionBValue: 0 }),
    ];
    const { sets, left } = handled(bValuesHandler, items, MR);
    expect(sets).toEqual([
      ['b = 0', 4],
      ['b = 1000', 12],
    ]);
    expect(left).toBe(0);
  });
  it('count as one where they are rounded differently', () => {
    const items = [
      ...slices(4, 5, { DiffusionBValue: 0 }),
      ...slices(4).map((s, i) => ({ ...s, DiffusionBValue: 998 + i })),
    ];
    expect(handled(bValuesHandler, items, MR).sets).toEqual([
      ['b = 0', 4],
      ['b = 998', 4],
    ]);
  });
  it.each([
    ['00190010', 'SIEMENS MR HEADER', '0019100C', ['0', '800']],
    ['20010010', 'Philips Imaging DD 001', '20011003', [0, 800]],
    ['00430010', 'GEMS_PARM_01', '00431039', ['0\\8\\0\\0', '1000000800\\8\\0\\0']],
  ])('are read from private elements under their creator %s %s', (creatorTag, creator, tag, [low, high]) => {
    const withB = (value: unknown, name = creator) => {
      const read = naturalize({
        [creatorTag]: { vr: 'LO', Value: [name] },
        [tag]: { vr: 'UN', Value: [value] },
      });
      return slices(
        3,
        5,
        read?.attributes.privateBValue ? { privateBValue: read.attributes.privateBValue } : {},
      );
    };
    expect(handled(bValuesHandler, [...withB(low), ...withB(high)], MR).sets).toEqual([
      ['b = 0', 3],
      ['b = 800', 3],
    ]);
    // The same element means nothing under another creator.
    const others = [...withB(low, 'SOMEBODY ELSE'), ...withB(high, 'SOMEBODY ELSE')];
    expect(handled(bValuesHandler, others, MR).sets).toEqual([]);
  });
  it('do not split where each position has one image', () => {
    const items = slices(8).map((s, i) => ({ ...s, DiffusionBValue: i < 4 ? 0 : 1000 }));
    const { sets, reason } = handled(bValuesHandler, items, MR);
    expect(sets).toEqual([]);
    expect(reason).toBe('left 8: b-value differs, but each position has one image');
  });
});

describe('maps', () => {
  it('go apart: trace and ADC, with their b-value where it tells', () => {
    const items = [
      ...slices(4, 5, { ImageType: ['DERIVED', 'PRIMARY', 'DIFFUSION', 'TRACEW'], DiffusionBValue: 1000 }),
      ...slices(4, 5, { ImageType: ['DERIVED', 'PRIMARY', 'DIFFUSION', 'ADC'] }),
    ];
    const { sets, displaySets } = handled(bValuesHandler, items, {
      ...MR,
      SeriesDescription: 'DWI b1000 ADC',
    });
    expect(sets).toEqual([
      ['trace, b = 1000', 4],
      ['ADC', 4],
    ]);
    // Also where the series is named for both.
    expect(displaySets.map(({ label }) => label)).toEqual([
      'DWI b1000 ADC, trace, b = 1000',
      'DWI b1000 ADC, ADC',
    ]);
  });
  it('go apart from the images they were computed from', () => {
    const items = [
      ...slices(4, 5, { ImageType: ['ORIGINAL', 'PRIMARY', 'DIFFUSION', 'NONE'], DiffusionBValue: 0 }),
      ...slices(4, 5, { ImageType: ['ORIGINAL', 'PRIMARY', 'DIFFUSION', 'NONE'], DiffusionBValue: 1000 }),
      ...slices(4, 5, { ImageType: ['DERIVED', 'PRIMARY', 'DIFFUSION', 'ADC'] }),
    ];
    expect(handled(bValuesHandler, items, MR).sets).toEqual([
      ['b = 0', 4],
      ['b = 1000', 4],
      ['ADC', 4],
    ]);
  });
  it('are told by DiffusionDirectionality where ImageType does not', () => {
    const of = (DiffusionDirectionality: string) => slices(4, 5, { DiffusionDirectionality });
    const items = [...of('DIRECTIONAL'), ...of('DIRECTIONAL'), ...of('ISOTROPIC')];
    expect(handled(bValuesHandler, items, { ...MR, DiffusionBValue: 1000 }).sets).toEqual([
      ['', 8],
      ['trace', 4],
    ]);
  });
  it('are left alone in a series of their own', () => {
    const items = slices(4, 5, { ImageType: ['DERIVED', 'PRIMARY', 'DIFFUSION', 'ADC'] });
    expect(handled(bValuesHandler, items, MR).sets).toEqual([]);
  });
});
