import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { organize } from '../../src/core/displaySet/organize.ts';
import { createRegistry } from '../../src/core/extension/registry.ts';
import { builtInHandlers } from '../../src/extensions/builtInHandlers.ts';
import { builtInModes } from '../../src/modes/index.ts';
import { expectedRows, isMode } from '../../src/testing/groupings/grouping.ts';
import { rowsOf } from '../../src/testing/groupings/rows.ts';
import { realCollections } from '../../src/testing/groupings/realCollections.ts';
import { realImages } from '../../src/testing/groupings/realImages.ts';
import { realMixtures } from '../../src/testing/groupings/realMixtures.ts';
import { realObjects } from '../../src/testing/groupings/realObjects.ts';
import { testData } from '../testing/testData.ts';
import { readFolder } from './readFolder.ts';

/** The table of groupings for the real series of the test data, in every mode. */

const registry = createRegistry(builtInHandlers, builtInModes);
const data = testData();

describe.runIf(data !== undefined)('the groupings of real series', () => {
  it.each(Object.entries({ ...realImages, ...realObjects, ...realCollections, ...realMixtures }))(
    '%s',
    async (folder, blocks) => {
      const path = join(data ?? '', folder);
      expect(existsSync(path)).toBe(true);
      const { instances } = await readFolder(path);
      for (const mode of builtInModes) {
        if (!isMode(mode.id)) throw new Error(`the table has no column for the mode ${mode.id}`);
        const rows = rowsOf(organize(instances, registry.handlersFor(mode)));
        expect(rows, `in the mode ${mode.id}`).toEqual(expectedRows(blocks, mode.id));
      }
    },
  );
});
