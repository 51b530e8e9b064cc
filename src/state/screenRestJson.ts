import * as z from 'zod/mini';
import { readRule } from '../core/displaySet/rulesJson.ts';
import type { GroupingRule } from '../core/displaySet/rule.ts';
import { MAX_VIEWPORTS } from '../core/layout/layout.ts';
import { noLinks, type LinkGroup, type Linking, type LinkStart } from '../core/linking/linking.ts';
import { plainRest, type ScreenRest } from './screenRest.ts';
import { rounded, uidLengthener, uidShortener } from './shortUids.ts';
import { emptyCell, type HungBy, type KeptCine } from './viewerState.ts';

/**
 * The rest of a screen as JSON: of links, and of the browser's history. Each part
 * by its name, read by itself: one that cannot be read is named, the others are used.
 */

/** Each part of the rest: how it is written, and read. A part that is plain is not written. */
interface PartJson {
  /** For people, where it cannot be read. */
  readonly words: string;
  write(rest: ScreenRest): unknown;
  /** @returns undefined when it is not whole. */
  read(value: unknown, count: number): Partial<ScreenRest> | undefined;
}

const vector = z.tuple([z.number(), z.number(), z.number()]);
const place = z.int().check(z.gte(1), z.lte(MAX_VIEWPORTS));
const bit = z.union([z.literal(0), z.literal(1)]);
const shortUid = z.string().check(z.maxLength(80));
const name = z.string().check(z.maxLength(200));

/** From 1. */
const placeOf = (viewportId: string): number => Number(viewportId.split('-').at(-1));
const idOf = (number: number): string => emptyCell(number - 1).id;

const linkLetters = { scroll: 's', window: 'w', zoomPan: 'z', rotation: 'r' } as const;

const linksShape = z.object({
  groups: z
    .array(
      z.tuple([
        z.string().check(z.regex(/^[swzr]{0,4}$/)),
        z.union([z.literal(0), z.array(place).check(z.minLength(1), z.maxLength(MAX_VIEWPORTS))]),
        bit,
        z
          .array(
            z.tuple([
              place,
              z.union([z.literal(0), z.tuple([shortUid, z.int().check(z.gte(1), z.lte(1_000_000))])]),
              z.union([z.literal(0), vector]),
              z.union([z.literal(0), shortUid]),
            ]),
          )
          .check(z.maxLength(MAX_VIEWPORTS)),
      ]),
    )
    .check(z.minLength(1), z.maxLength(MAX_VIEWPORTS)),
  apart: z.array(place).check(z.maxLength(MAX_VIEWPORTS)),
  byRule: bit,
});

const links: PartJson = {
  words: 'which viewports are linked',
  write({ linking: { groups, apart, byRule } }) {
    if (groups.length === 0) return undefined;
    const shorten = uidShortener();
    return {
      groups: groups.map(({ what, viewportIds, keepsDifference, starts }) => [
        linkLetterNames
          .filter((each) => what[each])
          .map((each) => linkLetters[each])
          .join(''),
        viewportIds ? viewportIds.map(placeOf) : 0,
        keepsDifference ? 1 : 0,
        Object.entries(starts).map(([id, { image, point, FrameOfReferenceUID }]) => [
          placeOf(id),
          image ? [shorten(image.SOPInstanceUID), image.frame] : 0,
          point ?? 0,
          FrameOfReferenceUID === undefined ? 0 : shorten(FrameOfReferenceUID),
        ]),
      ]),
      apart: apart.map(placeOf),
      byRule: byRule ? 1 : 0,
    };
  },
  read(value, count) {
    const found = linksShape.safeParse(value);
    if (!found.success) return undefined;
    const lengthen = uidLengthener();
    const groups: LinkGroup[] = [];
    for (const [letters, members, keeps, starts] of found.data.groups) {
      const read = startsOf(starts, lengthen, count);
      if (!read || (members !== 0 && members.some((each) => each > count))) return undefined;
      groups.push({
        id: `link-${groups.length + 1}`,
        viewportIds: members === 0 ? undefined : members.map(idOf),
        what: {
          scroll: letters.includes('s'),
          window: letters.includes('w'),
          zoomPan: letters.includes('z'),
          rotation: letters.includes('r'),
        },
        keepsDifference: keeps === 1,
        starts: read,
      });
    }
    if (found.data.apart.some((each) => each > count)) return undefined;
    const linking: Linking = { ...noLinks, groups, apart: found.data.apart.map(idOf) };
    return { linking: found.data.byRule === 1 ? { ...linking, byRule: true } : linking };
  },
};

const linkLetterNames = ['scroll', 'window', 'zoomPan', 'rotation'] as const;

function startsOf(
  starts: z.infer<typeof linksShape>['groups'][number][3],
  lengthen: (text: string) => string | undefined,
  count: number,
): LinkGroup['starts'] | undefined {
  const made: Record<string, LinkStart> = {};
  for (const [number, image, point, frameOfReference] of starts) {
    const SOPInstanceUID = image === 0 ? undefined : lengthen(image[0]);
    const FrameOfReferenceUID = frameOfReference === 0 ? undefined : lengthen(frameOfReference);
    const isBroken =
      number > count ||
      (image !== 0 && SOPInstanceUID === undefined) ||
      (frameOfReference !== 0 && FrameOfReferenceUID === undefined);
    if (isBroken) return undefined;
    made[idOf(number)] = {
      ...(SOPInstanceUID !== undefined && image !== 0 && { image: { SOPInstanceUID, frame: image[1] } }),
      ...(point !== 0 && { point }),
      ...(FrameOfReferenceUID !== undefined && { FrameOfReferenceUID }),
    };
  }
  return made;
}

const index = z.int().check(z.gte(0), z.lte(999));
const hungShape = z
  .array(
    z.tuple([
      name.check(z.minLength(1)),
      name,
      index,
      name,
      z.array(z.tuple([place, index, name])).check(z.minLength(1), z.maxLength(MAX_VIEWPORTS)),
    ]),
  )
  .check(z.minLength(1), z.maxLength(MAX_VIEWPORTS));

const hung: PartJson = {
  words: 'which hanging rule hung it',
  write({ hungBy }) {
    const stages = new Map<string, { readonly by: HungBy; readonly at: unknown[] }>();
    for (const [at, by] of hungBy.entries()) {
      if (!by) continue;
      const key = JSON.stringify([by.ruleId, by.ruleName, by.stage, by.stageName]);
      const known = stages.get(key) ?? { by, at: [] };
      known.at.push([at + 1, by.place, by.placeName]);
      stages.set(key, known);
    }
    const made = [...stages.values()].map(({ by, at }) => [
      by.ruleId,
      by.ruleName,
      by.stage,
      by.stageName,
      at,
    ]);
    return made.length > 0 ? made : undefined;
  },
  read(value, count) {
    const found = hungShape.safeParse(value);
    if (!found.success) return undefined;
    const hungBy: (HungBy | undefined)[] = Array.from({ length: count }, () => undefined);
    for (const [ruleId, ruleName, stage, stageName, at] of found.data) {
      for (const [number, placeIndex, placeName] of at) {
        if (number > count) return undefined;
        hungBy[number - 1] = { ruleId, ruleName, stage, stageName, place: placeIndex, placeName };
      }
    }
    return { hungBy };
  },
};

const frame = z.int().check(z.gte(0), z.lte(1_000_000));
const cineShape = z
  .array(
    z.tuple([
      place,
      // 1: it plays. 2: back and forth. 4: in step with the others.
      z.int().check(z.gte(0), z.lte(7)),
      z.number().check(z.gte(0), z.lte(1000)),
      z.union([z.literal(0), z.tuple([frame, frame])]),
    ]),
  )
  .check(z.minLength(1), z.maxLength(MAX_VIEWPORTS));

const cine: PartJson = {
  words: 'how clips are played',
  write({ cine: kept }) {
    const made = kept.flatMap((each, at) => {
      if (!each) return [];
      const { playing, loop, framesPerSecond, range, inStep } = each;
      const how = (playing ? 1 : 0) + (loop === 'sweep' ? 2 : 0) + (inStep ? 4 : 0);
      return [[at + 1, how, framesPerSecond ?? 0, range ? [range.first, range.last] : 0]];
    });
    return made.length > 0 ? made : undefined;
  },
  read(value, count) {
    const found = cineShape.safeParse(value);
    if (!found.success) return undefined;
    const kept: (KeptCine | undefined)[] = Array.from({ length: count }, () => undefined);
    for (const [number, how, framesPerSecond, range] of found.data) {
      if (number > count || (range !== 0 && range[0] >= range[1])) return undefined;
      kept[number - 1] = {
        playing: how % 2 === 1,
        loop: how % 4 >= 2 ? 'sweep' : 'loop',
        ...(framesPerSecond > 0 && { framesPerSecond }),
        ...(range !== 0 && { range: { first: range[0], last: range[1] } }),
        ...(how >= 4 && { inStep: true as const }),
      };
    }
    return { cine: kept };
  },
};

const linesShape = z.tuple([bit, bit, bit]);

const lines: PartJson = {
  words: 'which lines are drawn',
  write: ({ lines: drawn }) =>
    drawn && [drawn.reference.on, drawn.reference.ends, drawn.planes].map((each) => (each ? 1 : 0)),
  read(value) {
    const found = linesShape.safeParse(value);
    if (!found.success) return undefined;
    const [on, ends, planes] = found.data;
    return { lines: { reference: { on: on === 1, ends: ends === 1 }, planes: planes === 1 } };
  },
};

const overlay: PartJson = {
  words: 'whether words are on the images',
  write: ({ overlay: isShown }) => (isShown ? undefined : 0),
  read: (value) => (value === 0 || value === 1 ? { overlay: value === 1 } : undefined),
};

const crossShape = z.tuple([place, z.string().check(z.regex(/^[\d.]{1,64}$/)), vector]);

const cross: PartJson = {
  words: 'where the crosshair is',
  write: ({ crosshair }) =>
    crosshair && [placeOf(crosshair.viewportId), crosshair.FrameOfReferenceUID, crosshair.point],
  read(value, count) {
    const found = crossShape.safeParse(value);
    if (!found.success || found.data[0] > count) return undefined;
    const [number, FrameOfReferenceUID, point] = found.data;
    return {
      crosshair: {
        viewportId: idOf(number),
        FrameOfReferenceUID,
        point,
        isMoving: false,
        isBroughtBack: true,
      },
    };
  },
};

/** More series and rules than fit into any link. */
const rulesShape = z
  .array(z.tuple([bit, z.unknown(), z.array(z.string()).check(z.minLength(1), z.maxLength(1000))]))
  .check(z.maxLength(1000));

const rules: PartJson = {
  words: 'splits and merges by hand',
  write({ rules: kept }) {
    if (!kept) return undefined;
    const made: [number, unknown, string[]][] = [];
    let former = '';
    for (const { enabled, scope, action } of kept) {
      if (scope.kind !== 'series') continue;
      // One rule of many series is one action and its series.
      const same = JSON.stringify([enabled, action]);
      const last = made.at(-1);
      if (last && same === former) last[2].push(scope.seriesHash);
      else made.push([enabled ? 1 : 0, action, [scope.seriesHash]]);
      former = same;
    }
    return made;
  },
  read(value) {
    const found = rulesShape.safeParse(value);
    if (!found.success) return undefined;
    const made: GroupingRule[] = [];
    for (const [enabled, action, hashes] of found.data) {
      for (const seriesHash of hashes) {
        const scope = { kind: 'series', seriesHash, Modality: '', SeriesDescription: '' };
        const rule = readRule({ enabled: enabled === 1, scope, action });
        if (!rule) return undefined;
        made.push(rule);
      }
    }
    return { rules: made };
  },
};

const parts: Readonly<Record<string, PartJson>> = { links, hung, cine, lines, overlay, cross, rules };

/** As JSON; parts that are plain are left out. */
export function writeRest(rest: ScreenRest): Readonly<Record<string, unknown>> {
  const written = Object.entries(parts).map(([key, part]) => [key, rounded(part.write(rest))] as const);
  return Object.fromEntries(written.filter(([, value]) => value !== undefined));
}

export interface RestRead {
  readonly rest: ScreenRest;
  /** Parts that could not be read, in words; they are as they come. */
  readonly problems: readonly string[];
}

/** @param count of the viewports of its screen. */
export function readRest(value: unknown, count: number): RestRead {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { rest: plainRest, problems: ['everything but layout and pictures'] };
  const found = Object.entries(value).map(([key, each]) => {
    const part = Object.hasOwn(parts, key) ? parts[key] : undefined;
    const words = part?.words ?? `“${key.slice(0, 40)}”, which is not known here`;
    return { words, read: part?.read(each, count) };
  });
  const rest: ScreenRest = Object.assign({}, plainRest, ...found.map(({ read }) => read));
  return {
    rest,
    problems: found.flatMap(({ words, read }) => (read ? [] : [words])),
  };
}
