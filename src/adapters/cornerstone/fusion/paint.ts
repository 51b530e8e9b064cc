import type { ColourTable } from '../../../core/colour/colourTable.ts';
import { colourMapNamed } from '../../../core/colour/colourMaps.ts';
import { composeFused, type GreyPart } from '../../../core/fusion/compose.ts';
import type { FusionLook, PetWindow } from '../../../core/fusion/look.ts';
import type { ValueScale } from '../../../core/viewport.ts';
import type { StackImage } from '../imageStore.ts';
import { voiRange, type Window } from '../presentation.ts';
import { openingWindowOf, topOf } from './petWindow.ts';
import type { Layers, Source } from './scene.ts';

interface PaintedAs {
  readonly look: FusionLook;
  readonly scale: ValueScale;
  /** In the unit of `scale`. */
  readonly petWindow: PetWindow;
  /** In modality units; undefined where there is no base. */
  readonly baseWindow: Window | undefined;
  readonly invert: boolean;
}

/** The layers as one picture in colour, under an id of its own. */
export function paint(
  { template, base, pet }: Layers,
  { look, scale, petWindow, baseWindow, invert }: PaintedAs,
  imageId: string,
): StackImage {
  const { rows, columns, instance } = template;
  const table = colourMapNamed(look.colourMap)?.table ?? new Uint8Array(768);
  const data = composeFused(
    base && baseWindow && greyPart(base, baseWindow, invert),
    {
      data: pet,
      // Without a base, inverting turns the colours of the PET round.
      table: base || !invert ? table : turnedRound(table),
      lower: petWindow.lower / scale.factor,
      upper: petWindow.upper / scale.factor,
      threshold: look.threshold === undefined ? undefined : look.threshold / scale.factor,
    },
    look,
    rows * columns,
  );
  const colour = { colour: true, min: 0, max: 255, low: 0, high: 255, slope: 1, intercept: 0 };
  return {
    ...template,
    imageId,
    instance: {
      ...instance,
      PhotometricInterpretation: 'RGB',
      SamplesPerPixel: 3,
      BitsAllocated: 8,
      BitsStored: 8,
      HighBit: 7,
      PixelRepresentation: 0,
    },
    pixels: { ...colour, data },
    window: undefined,
    invertedByNature: false,
  };
}

function greyPart(base: StackImage, window: Window, invert: boolean): GreyPart {
  const { data, slope, intercept } = base.pixels;
  const { lower, upper } = voiRange(window, { slope: 1, intercept: 0 }, base.voiFunction);
  const isTurned = invert !== base.invertedByNature;
  return {
    data,
    slope,
    intercept,
    lower: isTurned ? upper : lower,
    upper: isTurned ? lower : upper,
  };
}

const turned = new WeakMap<ColourTable, ColourTable>();

function turnedRound(table: ColourTable): ColourTable {
  let made = turned.get(table);
  if (!made) {
    const last = table.length / 3 - 1;
    made = table.map((_, at) => table[(last - Math.floor(at / 3)) * 3 + (at % 3)] ?? 0);
    turned.set(table, made);
  }
  return made;
}

/** Between what the PET's colours run while nothing was chosen, in the unit of its scale: what the PET alone opens with. */
export function defaultPetWindow({ factor }: ValueScale, { content, slices }: Source): PetWindow {
  const opening = openingWindowOf(content.displaySet);
  const here = slices.slices.flatMap((image) => image ?? []);
  const window = opening && 'window' in opening ? opening.window : here[0]?.window;
  if (window) {
    const lower = (window.center - window.width / 2) * factor;
    return { lower, upper: lower + window.width * factor };
  }
  const top = here.reduce((most, image) => Math.max(most, topOf(image)), 0) * factor;
  return { lower: 0, upper: top > 0 ? top : 1 };
}
