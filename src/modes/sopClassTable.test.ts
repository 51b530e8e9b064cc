import { expect, it } from 'vitest';
import { sopClasses, sopClassGroups, type SopClassEntry } from '../core/dicom/sopClass.ts';
import { unreadClasses } from '../core/dicom/unread.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from './index.ts';

const registry = createRegistry(builtInHandlers, builtInModes);
const handlersOf = (modeId: string) => {
  const mode = registry.mode(modeId);
  return mode ? registry.handlersFor(mode) : [];
};
const general = handlersOf('viewer');

/** The handlers of the general mode that are offered a class, in order. */
const readersOf = ({ UID }: SopClassEntry): string[] =>
  general
    .filter(({ handler }) => handler.sopClassUids.includes(UID))
    .map(({ id }) => id.replace('.sopClassHandlerModule.', ' '));

it('every storage class has a handler in the general mode, or a reason why not', () => {
  for (const entry of sopClasses) {
    const readers = readersOf(entry);
    const reason = unreadClasses.get(entry.UID);
    expect(readers.length > 0 || (reason ?? '').length > 10, entry.name).toBe(true);
    expect(readers.length > 0 && reason !== undefined, `${entry.name} is both read and unread`).toBe(false);
  }
});

it('every mode reads every class that the general mode reads', () => {
  const read = new Set(general.flatMap(({ handler }) => handler.sopClassUids));
  for (const { id } of builtInModes) {
    if (id === 'raw') continue;
    const own = new Set(handlersOf(id).flatMap(({ handler }) => handler.sopClassUids));
    expect(
      [...read].filter((uid) => !own.has(uid)),
      id,
    ).toEqual([]);
  }
});

it('the table in docs/sop-classes.md is the handlers own', async () => {
  const rows = sopClasses.map((entry) => {
    const readers = readersOf(entry);
    const taken = readers.length > 0 ? readers.join(', ') : `none: ${unreadClasses.get(entry.UID)}`;
    return `| ${entry.name} | ${entry.UID} | ${entry.group} | ${taken} |`;
  });
  const groups = Object.entries(sopClassGroups).map(([letter, name]) => `${letter} ${name}`);
  const page = [
    '# Storage SOP classes',
    '',
    `The ${sopClasses.length} storage classes of PS3.4 annex B with their kind and the handlers of the General mode that are offered their instances, in order: the first that takes one has it. Written by \`npx vitest run src/modes/sopClassTable.test.ts -u\`, and tested.`,
    '',
    `Kinds: ${groups.join('; ')}.`,
    '',
    '| class | UID | kind | handlers |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../docs/sop-classes.md');
});
