import { describe, expect, it, vi } from 'vitest';
import type { Instance } from '../core/dicom/instance.ts';
import type { Extension } from '../core/extension/extension.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { splitRule } from '../core/displaySet/proposeRule.ts';
import { changeGroup } from '../core/linking/linking.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { aSeries, slices } from '../testing/factories.ts';
import { fakeDataSource } from '../testing/fakeDataSource.ts';
import { mrBrain } from '../testing/hangingStudies.ts';
import { instancesOf } from '../testing/series/series.ts';
import { readersRules, rulesOfScreen } from './borrowedRules.ts';
import { visibleCells } from './hanging.ts';
import { stageInForce } from './hangingRulesApply.ts';
import type { OpenRequest } from './openRequest.ts';
import { readScreen, screenOf, writeScreen } from './screenLink.ts';
import { restOf, type ScreenRest } from './screenRest.ts';
import { isLoading } from './selectors.ts';
import { createViewer, type Viewer } from './viewer.ts';

const views: Extension = {
  id: 'views',
  getViewportModule: () => [
    { kinds: ['stack', 'tags'], isImage: true, mount: () => Promise.reject(new Error('nothing is mounted')) },
  ],
};
const registry = createRegistry([...builtInHandlers, views], builtInModes);
const echoes = aSeries(
  slices(8).map((slice, i) => ({ ...slice, EchoTime: i % 2 === 0 ? 20 : 80 })),
  { SeriesInstanceUID: '1.2.3.4' },
);

const brain = mrBrain().flatMap((recipe, at) => instancesOf(recipe, at + 1));

async function opened(
  instances: readonly Instance[] = echoes,
  request: Partial<OpenRequest> = {},
  of?: Viewer,
) {
  const viewer = of ?? createViewer({ registry, dataSources: [fakeDataSource(instances)], modeId: 'viewer' });
  const uid = instances[0]?.StudyInstanceUID ?? '';
  viewer.openStudies({ sourceId: 'fake', modeId: 'viewer', StudyInstanceUIDs: [uid], ...request });
  await vi.waitFor(() => expect(isLoading(viewer.store.getState())).toBe(false));
  return viewer;
}

/** The screen as a link has it, through its text. */
function screenThrough(viewer: Viewer, change: Partial<ScreenRest> = {}) {
  const state = viewer.store.getState();
  const rest = restOf(state, {
    cells: visibleCells(state.hanging),
    crosshair: viewer.crosshair.get(),
    rules: rulesOfScreen(state).rules,
    sayLines: true,
    isKnownRule: () => true,
  });
  const screen = readScreen(
    writeScreen({ ...screenOf(state.hanging, undefined), rest: { ...rest, ...change } }),
  );
  if ('problem' in screen) throw new Error(screen.problem);
  return screen;
}

function split(viewer: Viewer) {
  const [whole] = viewer.store.getState().displaySets.values();
  const rule = whole && splitRule(whole, { kind: 'attribute', attribute: 'EchoTime' }, 'like');
  if (!rule) throw new Error('no rule');
  viewer.addRule(rule);
  return rule;
}

const uids = (viewer: Viewer) => [...viewer.store.getState().displaySets.keys()];

describe('the rest of a link’s screen', () => {
  it('brings splits that make the same display sets, and leaves the reader’s own where they are', async () => {
    const sender = await opened();
    const plain = screenThrough(sender);
    split(sender);
    const screen = screenThrough(sender);
    // A rule for every series like it is said of the open series alone, without its description.
    expect(screen.rest?.rules).toMatchObject([{ scope: { kind: 'series', SeriesDescription: '' } }]);

    const receiver = await opened(echoes, { screen });
    expect(uids(receiver)).toEqual(uids(sender));
    expect(readersRules(receiver.store.getState())).toEqual([]);
    // What is split besides is the reader's.
    receiver.setRuleEnabled(screen.rest?.rules?.[0]?.id ?? '', false);
    expect(readersRules(receiver.store.getState())).toEqual([]);
    const own = split(receiver);
    expect(readersRules(receiver.store.getState()).map(({ id }) => id)).toEqual([own.id]);

    // Who has split it himself opens the link of before as it was then, and has his own again after it.
    const kept = readersRules(sender.store.getState());
    sender.closeStudies();
    await opened(echoes, { screen: plain }, sender);
    expect(uids(sender)).toHaveLength(1);
    expect(readersRules(sender.store.getState())).toEqual(kept);
    expect(
      sender.store
        .getState()
        .notices.map(({ text }) => text)
        .join(),
    ).toContain('stands aside');
    sender.adoptRules([]);
    expect(readersRules(sender.store.getState())).toEqual([]);
    sender.adoptRules(kept);
    sender.closeStudies();
    await opened(echoes, {}, sender);
    expect(uids(sender)).toHaveLength(2);
  });

  it('says which rule hung it by the names that the rule has here; another reader’s own is not taken for one of here', async () => {
    const sender = await opened(brain);
    await vi.waitFor(() => expect(stageInForce(sender.store.getState().hanging)?.ruleId).toBe('mr-brain'));
    const screen = screenThrough(sender);
    expect(screen.rest?.hungBy[0]).toMatchObject({ ruleId: 'mr-brain', ruleName: '', placeName: '' });
    const receiver = await opened(brain, { screen });
    expect(receiver.store.getState().hanging.cells.map(({ hungBy }) => hungBy)).toEqual(
      sender.store.getState().hanging.cells.map(({ hungBy }) => hungBy),
    );

    const by = { ruleId: 'own-1', ruleName: 'Hers', stage: 0, stageName: 'One', place: 0, placeName: 'Left' };
    const foreign = { ...screen, rest: { ...screen.rest!, hungBy: [by] } };
    const known = await opened(brain, { screen: foreign });
    expect(known.store.getState().hanging.cells[0]?.hungBy).toEqual(by);
    known.editHangingRule();
    const mine = known.store.getState().hangingEdit;
    if (!mine) throw new Error('no rule');
    known.saveHangingRule({ ...mine, id: 'own-1', name: 'Mine' });
    known.closeStudies();
    await opened(brain, { screen: foreign }, known);
    expect(known.store.getState().hanging.cells[0]?.hungBy).toMatchObject({
      ruleId: 'own-1@link',
      ruleName: 'Hers',
    });
  });

  it('names a rule that is not here, and hangs the rest', async () => {
    const sender = await opened(brain);
    const screen = screenThrough(sender);
    const by = { ruleId: 'gone', ruleName: '', stage: 0, stageName: '', place: 0, placeName: '' };
    const receiver = await opened(brain, {
      screen: { ...screen, rest: { ...screen.rest!, hungBy: [by] } },
    });
    const { hanging, notices } = receiver.store.getState();
    expect(stageInForce(hanging)).toBeUndefined();
    expect(notices.map(({ text }) => text).join()).toContain('the hanging rule “gone”');
    expect(hanging.cells[0]?.displaySetInstanceUID).toBe(
      sender.store.getState().hanging.cells[0]?.displaySetInstanceUID,
    );
  });

  it('links of a stage go with it, also after they have learnt where they began, and after a link', async () => {
    const viewer = await opened(brain);
    const { store } = viewer;
    await vi.waitFor(() => expect(store.getState().linking.byRule).toBe(true));
    const learn = (of: Viewer) =>
      of.store.setState(({ linking }) => ({
        linking: changeGroup(linking, linking.groups[0]?.id ?? '', {
          starts: { 'viewport-1': { point: [0, 0, 1] } },
        }),
      }));
    learn(viewer);
    const receiver = await opened(brain, { screen: screenThrough(viewer) });
    expect(receiver.store.getState().linking).toEqual(store.getState().linking);
    for (const each of [viewer, receiver]) {
      for (const { id } of visibleCells(each.store.getState().hanging)) each.clearViewport(id);
      expect(each.store.getState().linking.groups).toEqual([]);
    }
    // The reader's own stay.
    viewer.hangByRule('mr-brain');
    viewer.setLinked('zoomPan', true);
    for (const { id } of visibleCells(store.getState().hanging)) viewer.clearViewport(id);
    expect(store.getState().linking.groups).toHaveLength(1);
  });
});
