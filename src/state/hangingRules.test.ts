import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstRule } from '../core/hanging/match.ts';
import type { HangingRule } from '../core/hanging/rule.ts';
import { displaySetsOf, fourViews, mrBrain, openOf } from '../testing/hangingStudies.ts';
import { generalRules, projectionRules } from '../modes/hanging/index.ts';
import { groupsOf, hangStage, stageInForce, type StageToHang } from './hangingRulesApply.ts';
import { hang, visibleCells } from './hanging.ts';
import { emptyHanging, type Hanging } from './viewerState.ts';

function stageOf(
  rules: readonly HangingRule[] | undefined,
  sets: ReturnType<typeof displaySetsOf>,
): StageToHang {
  const result = firstRule(rules ?? [], openOf(sets));
  if (!result?.first) throw new Error('no rule fits');
  return { rule: result.rule, result: result.first };
}

const brain = displaySetsOf(mrBrain());
const brainStage = () => stageOf(generalRules, brain);
const opened = (index: number): Hanging => {
  const set = brain[index];
  if (!set) throw new Error('no such display set');
  return hang(emptyHanging({ rows: 1, columns: 2 }), 'viewport-1', set, 'stack');
};
const uids = (hanging: Hanging) =>
  visibleCells(hanging).map(({ displaySetInstanceUID }) => displaySetInstanceUID);
const described = (hanging: Hanging) =>
  uids(hanging).map((uid) => brain.find((set) => set.displaySetInstanceUID === uid)?.SeriesDescription ?? '');

describe('a stage on the screen', () => {
  it('gives every viewport its picture and says which rule hung it', () => {
    const hanging = hangStage(opened(0), brainStage());
    expect(described(hanging)).toEqual(['ax', 'ax tse', 'tirm dark-fluid', 'ep2d_diff']);
    expect(stageInForce(hanging)).toMatchObject({ ruleId: 'mr-brain', stage: 0 });
    expect(groupsOf(hanging, brainStage())).toEqual([
      ['viewport-1', 'viewport-2', 'viewport-3', 'viewport-4'],
    ]);
  });

  it('leaves kept viewports as they are; their picture changes places with what would be there', () => {
    const tse = brain.findIndex(({ SeriesDescription }) => SeriesDescription === 'ax tse');
    const before = opened(tse);
    const hanging = hangStage(before, brainStage(), new Set(['viewport-1']));
    expect(described(hanging)).toEqual(['ax tse', 'ax', 'tirm dark-fluid', 'ep2d_diff']);
    expect(hanging.cells[0]).toBe(before.cells[0]);
  });

  it('never touches a kept viewport, and never shows one picture twice, whatever is kept', () => {
    fc.assert(
      fc.property(fc.nat(brain.length - 1), fc.subarray(['viewport-1', 'viewport-2']), (index, kept) => {
        const before = opened(index);
        const hanging = hangStage(before, brainStage(), new Set(kept));
        for (const id of kept)
          expect(hanging.cells.find((cell) => cell.id === id)).toBe(
            before.cells.find((cell) => cell.id === id),
          );
        const shown = uids(hanging).filter((uid) => uid !== undefined);
        expect(new Set(shown).size).toBe(shown.length);
      }),
    );
  });

  it('keeps on the canvas what is there already and is hung as it comes', () => {
    const ax = brain.findIndex(({ SeriesDescription }) => SeriesDescription === 'ax');
    const before = opened(ax);
    const hanging = hangStage(before, brainStage());
    expect(hanging.cells[0]?.assignment).toBe(before.cells[0]?.assignment);
  });

  it('says by name what is missing', () => {
    const sets = displaySetsOf(fourViews().slice(1), 'mammography');
    const hanging = hangStage(emptyHanging({ rows: 2, columns: 2 }), stageOf(projectionRules, sets));
    expect(visibleCells(hanging)[3]).toMatchObject({
      displaySetInstanceUID: undefined,
      absence: { title: 'L MLO', reason: 'Nothing where side is L and view is MLO.' },
    });
    // Stored with the chest wall where it belongs: neither turned nor mirrored.
    expect(visibleCells(hanging)[0]?.presentation).toMatchObject({ rotation: 0, flipHorizontal: false });
  });

  it('is no longer in force once the reader has hung every viewport anew', () => {
    let hanging = hangStage(opened(0), brainStage());
    for (const { id } of visibleCells(hanging)) {
      const [set] = brain;
      if (set) hanging = hang(hanging, id, set, 'stack');
    }
    expect(stageInForce(hanging)).toBeUndefined();
  });
});
