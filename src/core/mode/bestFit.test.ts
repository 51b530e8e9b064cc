import { describe, expect, it } from 'vitest';
import { aHandler, takeAll } from '../../testing/factories.ts';
import { bestFit, type FitCandidate, modeFits } from './bestFit.ts';
import type { Applicability } from './mode.ts';

const handlers = new Map(
  [
    aHandler('stack', ['1'], takeAll),
    aHandler('clip', ['2'], takeAll),
    aHandler('volume', ['1'], takeAll),
    aHandler('report', ['3'], takeAll),
    aHandler('all', ['*'], takeAll),
  ].map((one) => [one.id, one]),
);
const id = (name: string) => `test.sopClassHandlerModule.${name}`;
const suits: Applicability = { applicable: true };

/** A mode and what its handlers take of one series. */
function candidate(
  name: string,
  order: readonly string[],
  took: Readonly<Record<string, number>>,
  {
    listing = 'series' as const,
    applicability = suits,
  }: { listing?: 'series' | 'handlers'; applicability?: Applicability } = {},
): FitCandidate {
  const received = Object.values(took).reduce((sum, count) => sum + count, 0);
  return {
    mode: { id: name, sopClassHandlers: order.map(id), order: listing },
    applicability,
    organized: [
      {
        trace: {
          StudyInstanceUID: '1',
          SeriesInstanceUID: '2',
          received,
          unclaimed: 0,
          handlers: order.map((handler) => ({
            SOPClassHandlerId: id(handler),
            outcome: 'took' as const,
            offered: took[handler] ?? 0,
            took: took[handler] ?? 0,
            sopClasses: [],
            reason: '',
            displaySets: [],
          })),
        },
      },
    ],
  };
}

/** Three slices (which make a volume), clips, and a report, in each mode. */
const modes = ({ slices = 0, clips = 0, reports = 0 }) => [
  candidate('viewer', ['report', 'clip', 'stack'], { stack: slices, clip: clips, report: reports }),
  candidate('volume', ['volume', 'report', 'clip', 'stack'], {
    volume: slices,
    clip: clips,
    report: reports,
  }),
  candidate(
    'cine',
    ['clip', 'report', 'stack'],
    { stack: slices, clip: clips, report: reports },
    { listing: 'handlers' },
  ),
  candidate(
    'reports',
    ['report', 'clip', 'stack'],
    { stack: slices, clip: clips, report: reports },
    {
      listing: 'handlers',
      applicability: reports > 0 ? suits : { applicable: false, reason: 'There is no report' },
    },
  ),
  candidate('raw', ['all'], { all: slices + clips + reports }),
];
const best = (study: Parameters<typeof modes>[0]) => bestFit(modeFits(modes(study), handlers));

describe('the mode that fits best', () => {
  it('is the one whose specific handlers take most', () => {
    expect(best({ clips: 12, slices: 3, reports: 1 })).toMatchObject({
      modeId: 'cine',
      reason: 'clip and report take 13 of 16 instances',
    });
    expect(best({ slices: 240, reports: 1 })).toMatchObject({
      modeId: 'volume',
      reason: 'volume takes 240 of 241 instances',
    });
    expect(best({ reports: 2 })?.modeId).toBe('reports');
  });

  it('is never one that does not suit, and never one for taking anything', () => {
    const fits = modeFits(modes({ slices: 5 }), handlers);
    expect(fits.map(({ modeId }) => modeId)).toEqual(['viewer', 'volume', 'cine', 'raw']);
    expect(fits.find(({ modeId }) => modeId === 'raw')?.score).toBe(0);
  });

  it('is the first that suits where nothing asks for more', () => {
    const plain = modes({ slices: 5 }).filter(({ mode }) => mode.id !== 'volume' && mode.id !== 'cine');
    expect(bestFit(modeFits(plain, handlers))).toMatchObject({
      modeId: 'viewer',
      reason: 'no other mode has handlers for more of this study',
    });
  });

  it('is none where no mode suits; an empty study has no score', () => {
    expect(bestFit([])).toBeUndefined();
    expect(modeFits(modes({}), handlers).every(({ score }) => score === 0)).toBe(true);
  });

  it('has scores from 0 to 1', () => {
    for (const { score } of modeFits(modes({ slices: 7, clips: 3, reports: 2 }), handlers)) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
  });
});
