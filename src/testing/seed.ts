import fc from 'fast-check';

/**
 * The seed of every property test. It is fixed, so that a commit gives the same answer on every machine; a wider
 * search is `HANGAR_SEED=random npm test -- unit`, and a failure found there is repeated by giving its number.
 */
const FIXED = 20_261_126;

const given = process.env['HANGAR_SEED'];
if (given !== 'random') {
  const seed = given === undefined ? FIXED : Number(given);
  if (!Number.isSafeInteger(seed))
    throw new Error(`HANGAR_SEED is neither a whole number nor "random": ${given}`);
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
}
