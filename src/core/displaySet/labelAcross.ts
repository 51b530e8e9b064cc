import { seriesLabel } from './complete.ts';
import { patientsAmong, patientText } from './patients.ts';
import { withoutSplit, type RuledSet } from './ruledSet.ts';

/**
 * Labels between handlers. A handler tells apart what it is offered, so a group
 * that an earlier one left may be the only one of its kind and say nothing: beside
 * "DWI, b = 0" it would read "DWI". Such a display set says its own words for the
 * attributes by which the others of its series are told apart.
 * @param sets of one series.
 * @param mixedPatients whether the series holds images of several patients: then each label names its own.
 */
export function labelAcross(sets: readonly RuledSet[], mixedPatients: boolean): readonly RuledSet[] {
  const named = mixedPatients ? sets.map(withPatient) : sets;
  if (named.length < 2 || !named.some(isUnsaid)) return named;
  const said = wordsSaid(named);
  if (said.size === 0) return named;
  return named.map((set) => (isUnsaid(set) ? withWords(set, said) : set));
}

const isUnsaid = ({ claim: { input } }: RuledSet) =>
  input.splitWords !== undefined && input.splitLabel === undefined;

const says = (label: string, word: string) => word !== '' && `, ${label}, `.includes(`, ${word}, `);

/** By attribute: the words in the labels of the series' display sets. */
function wordsSaid(sets: readonly RuledSet[]): ReadonlyMap<string, ReadonlySet<string>> {
  const said = new Map<string, Set<string>>();
  for (const { claim } of sets) {
    const { splitLabel, splitWords = {} } = claim.input;
    // A localizer is told apart by being one; what it differs in besides tells nothing of the others.
    if (splitLabel === undefined || splitWords['type'] === 'localizer') continue;
    for (const [id, word] of Object.entries(splitWords))
      if (says(splitLabel, word)) said.set(id, (said.get(id) ?? new Set()).add(word));
  }
  return said;
}

function withWords(set: RuledSet, said: ReadonlyMap<string, ReadonlySet<string>>): RuledSet {
  const words = Object.entries(set.claim.input.splitWords ?? {}).flatMap(([id, word]) => {
    const others = said.get(id);
    return others && word !== '' && !others.has(word) ? [word] : [];
  });
  return words.length > 0 ? withSplit(set, [...new Set(words)].join(', ')) : set;
}

function withPatient(set: RuledSet): RuledSet {
  const [patient, ...others] = patientsAmong(set.claim.instances);
  if (!patient || others.length > 0) return set;
  const name = patientText(patient);
  return says(set.claim.input.label ?? '', name) ? set : withSplit(set, name);
}

function withSplit(set: RuledSet, words: string): RuledSet {
  const { claim } = set;
  const { input, instances } = claim;
  const splitLabel = input.splitLabel === undefined ? words : `${words}, ${input.splitLabel}`;
  const label = `${withoutSplit(input) ?? seriesLabel(instances)}, ${splitLabel}`;
  return { ...set, claim: { ...claim, input: { ...input, splitLabel, label } } };
}
