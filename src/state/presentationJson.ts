import * as z from 'zod/mini';
import { cutNames, slabBlends } from '../core/volume/planes.ts';
import { fusionParts } from '../core/fusion/look.ts';
import type { Presentation } from '../core/viewport.ts';

const vector = z.tuple([z.number(), z.number(), z.number()]);
const part = z.tuple([z.number(), z.number()]);

/** How a picture is shown, as links and the browser's history keep it. Numbers and names only. */
const schema = z.object({
  windowCenter: z.optional(z.number()),
  windowWidth: z.optional(z.number()),
  voiLut: z.optional(z.number()),
  zoom: z.number(),
  pan: z.tuple([z.number(), z.number()]),
  framed: z.optional(z.literal(true)),
  rotation: z.number(),
  flipHorizontal: z.boolean(),
  flipVertical: z.boolean(),
  invert: z.boolean(),
  colourMap: z.optional(z.string().check(z.maxLength(64))),
  interpolation: z.optional(z.enum(['linear', 'nearest'])),
  fusion: z.optional(
    z.object({
      blend: z.number(),
      colourMap: z.string().check(z.maxLength(64)),
      petWindow: z.optional(z.object({ lower: z.number(), upper: z.number() })),
      baseWindow: z.optional(z.object({ center: z.number(), width: z.number() })),
      threshold: z.optional(z.number()),
      below: z.enum(fusionParts),
      windowOf: z.enum(fusionParts),
      degrees: z.optional(z.number()),
    }),
  ),
  threeD: z.optional(
    z.object({
      preset: z.string().check(z.maxLength(64)),
      shift: z.number(),
      camera: z.object({ towards: vector, up: vector }),
      crop: z.tuple([part, part, part]),
    }),
  ),
  plane: z.optional(
    z.object({
      name: z.enum(cutNames),
      through: vector,
      slabMm: z.number(),
      blend: z.enum(slabBlends),
      orientation: z.optional(z.object({ right: vector, down: vector })),
    }),
  ),
});

/** A presentation that was kept; undefined when it is not whole. */
export function readPresentation(value: unknown): Presentation | undefined {
  const result = schema.safeParse(value);
  if (!result.success) return undefined;
  // An absent value is absent, not undefined: presentations are compared and spread.
  const entries = Object.entries(result.data).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries) as unknown as Presentation; // the schema's output, less what is undefined
}
