import { expect, it } from 'vitest';
import { handled, MR, slices } from '../../testing/factories.ts';
import { componentsHandler } from './handler.ts';

it('tells components apart by ComplexImageComponent', () => {
  const items = ['MAGNITUDE', 'PHASE'].flatMap((ComplexImageComponent) =>
    slices(4, 5, { ComplexImageComponent }),
  );
  expect(handled(componentsHandler, items, { ...MR, ImageType: ['ORIGINAL', 'PRIMARY'] }).sets).toEqual([
    ['magnitude', 4],
    ['phase', 4],
  ]);
});

it('tells components apart by ImageType, in one word', () => {
  const items = ['M', 'P', 'R', 'I'].flatMap((letter) =>
    slices(4, 5, { ImageType: ['ORIGINAL', 'PRIMARY', letter, 'FFE'] }),
  );
  expect(handled(componentsHandler, items, MR).sets).toEqual([
    ['magnitude', 4],
    ['phase', 4],
    ['real', 4],
    ['imaginary', 4],
  ]);
});

it('leaves magnitude alone, also beside a map', () => {
  expect(handled(componentsHandler, slices(4), MR)).toMatchObject({ sets: [], left: 4 });
  const items = [...slices(4), ...slices(4, 5, { ImageType: ['DERIVED', 'PRIMARY', 'ADC'] })];
  expect(handled(componentsHandler, items, MR)).toMatchObject({
    sets: [],
    reason: 'left 8: not several components of complex images',
  });
});
