// What has to be fetched before something can be seen: fails when the JavaScript of the study list, or all that a link
// needs before its first image, is over its limit, or when a rendering library has crept into the list. What the
// browser really asks for until the first image is counted by e2e/budgets.spec.ts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './setup.mjs';

const LIMIT_KB = 133;
/** All that stands between a link and a stack on the screen, without workers and decoders. */
const FIRST_IMAGE_LIMIT_KB = 450;
/** In how many files: each is a request of its own, and known only when another one names it. */
const FIRST_IMAGE_LIMIT_FILES = 10;
const FORBIDDEN = [/@cornerstonejs/, /vtk\.js/, /dcmjs/];

const dist = join(root, 'dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
// What index.html names: the early script comes beside it and is imported by it too.
const entry = 'index.html';

/** The JavaScript of modules and of everything they import statically, each file once. */
function filesOf(...keys) {
  const found = new Set();
  const follow = (key) => {
    if (found.has(key)) return;
    if (!manifest[key]) throw new Error(`the build has no ${key}`);
    found.add(key);
    manifest[key].imports?.forEach(follow);
  };
  keys.forEach(follow);
  return [...found].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'));
}
const gzipKB = (text) => gzipSync(text, { level: 9 }).length / 1000;

/** What the browser must have before the list is drawn. */
const files = filesOf(entry);
let total = 0;
for (const file of files) {
  const text = readFileSync(join(dist, file));
  const size = gzipKB(text);
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

const filesUntilImage = filesOf(entry, 'src/app/StudyPage.tsx', 'src/adapters/cornerstone/mountStack.ts');
const untilImage = filesUntilImage.reduce((sum, file) => sum + gzipKB(readFileSync(join(dist, file))), 0);
console.log(
  `  ${untilImage.toFixed(1).padStart(7)} kB gzip  JavaScript from a link to the first image (limit ${FIRST_IMAGE_LIMIT_KB}), in ${filesUntilImage.length} files (limit ${FIRST_IMAGE_LIMIT_FILES})`,
);
if (filesUntilImage.length > FIRST_IMAGE_LIMIT_FILES) {
  console.error(`The JavaScript before the first image is in too many files: ${filesUntilImage.join(' ')}`);
  process.exitCode = 1;
}
if (untilImage > FIRST_IMAGE_LIMIT_KB) {
  console.error('The JavaScript that a link needs before its first image is over its limit.');
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
