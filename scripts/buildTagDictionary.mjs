/**
 * Writes src/extensions/tag-view/dictionary.json, tag -> keyword: the facts of PS3.6
 * chapters 6 to 8 as dcmjs carries them. Run it after updating dcmjs:
 *   node scripts/buildTagDictionary.mjs
 */
import { writeFileSync } from 'node:fs';
import { dictionary } from 'dcmjs/dictionary';

const table = [];
for (const [key, { name }] of Object.entries(dictionary)) {
  const tag = /^\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\)$/.exec(key);
  if (tag && name && /^[A-Za-z0-9]+$/.test(name)) table.push([`${tag[1]}${tag[2]}`.toUpperCase(), name]);
}
table.sort(([a], [b]) => (a < b ? -1 : 1));
const file = new URL('../src/extensions/tag-view/dictionary.json', import.meta.url);
// One tag a line: an update then shows what it changed.
writeFileSync(file, `{\n${table.map(([tag, name]) => `"${tag}":"${name}"`).join(',\n')}\n}\n`);
console.log(`${table.length} tags`);
