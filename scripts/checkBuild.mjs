// What the study list costs before it can be used: fails when its initial JavaScript is over the limit, or when any of
// the rendering libraries has crept into it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './setup.mjs';

const LIMIT_KB = 150;
const FORBIDDEN = [/@cornerstonejs/, /vtk\.js/, /dcmjs/];

const dist = join(root, 'dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
// What index.html names: the early script comes beside it and is imported by it too.
const entry = 'index.html';

/** The entry and everything it imports statically: what the browser must have before the list is drawn. */
const initial = new Set();
(function follow(key) {
  if (initial.has(key)) return;
  initial.add(key);
  manifest[key].imports?.forEach(follow);
})(entry);

const files = [...initial].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'));
let total = 0;
for (const file of files) {
  const text = readFileSync(join(dist, file));
  const size = gzipSync(text, { level: 9 }).length / 1000;
  total += size;
  console.log(`  ${size.toFixed(1).padStart(7)} kB gzip  ${file}`);
  // Names survive minification in messages and in the names of the chunks that hold them.
  const found = FORBIDDEN.find(
    (name) => name.test(file) || markers(text).some((marker) => name.test(marker)),
  );
  if (found) {
    console.error(`${file} holds ${found}: nothing that the study list loads at once may import it.`);
    process.exitCode = 1;
  }
}
console.log(
  `  ${total.toFixed(1).padStart(7)} kB gzip  initial JavaScript of the study list (limit ${LIMIT_KB})`,
);
if (total > LIMIT_KB) {
  console.error('The initial JavaScript of the study list is over its limit.');
  process.exitCode = 1;
}

/** Strings that only these libraries contain: their event and class names. */
function markers(text) {
  const source = text.toString('utf8');
  return [
    source.includes('CORNERSTONE_IMAGE_RENDERED') ? '@cornerstonejs' : '',
    source.includes('vtkOpenGLRenderWindow') || source.includes('vtkRenderWindow') ? 'vtk.js' : '',
    source.includes('DicomMetaDictionary') ? 'dcmjs' : '',
  ];
}
