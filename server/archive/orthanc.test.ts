import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareDataSets, type Difference } from '../testing/compareJson.ts';
import { hasOrthanc, startOrthanc, type RunningOrthanc } from '../testing/orthanc.ts';
import { partsOf } from '../testing/request.ts';
import { testData } from '../testing/testData.ts';
import { createArchive, type Archive } from './archive.ts';
import type { JsonDataSet } from './dicom/jsonModel.ts';
import type { FileRecord } from './indexing/fileRecord.ts';
import { withUrl } from './retrieve/metadata.ts';

const data = testData();
if (!hasOrthanc()) console.log('The comparison with Orthanc is skipped: it is not installed.');

/** What we answer otherwise than Orthanc 1.10.1, each with the reason. Everything else has to be equal. */
const knownDifferences: ReadonlyArray<{
  readonly reason: string;
  readonly when: (difference: Difference, file: FileRecord) => boolean;
}> = [
  {
    reason: 'Available Transfer Syntax UID is ours to add (PS3.18 10.4.1.1.2); Orthanc leaves it out',
    when: ({ path, kind }) => path === '00083002' && kind === 'only ours',
  },
  {
    reason:
      'Orthanc 1.10 leaves compressed pixel data out of the metadata; clients need its reference for video',
    when: ({ path, kind }, { transferSyntax }) =>
      path === '7FE00010' &&
      kind === 'only ours' &&
      !/^1\.2\.840\.10008\.1\.2(\.1|\.2)?$/.test(transferSyntax),
  },
  {
    reason:
      'binary values of at most 1 KiB are inline here; Orthanc refers to each of them (the bytes are compared below)',
    when: ({ kind, ours, theirs }) =>
      kind === 'bulk' && ours?.InlineBinary !== undefined && theirs?.BulkDataURI !== undefined,
  },
  {
    reason:
      'our dictionary of private attributes knows what the file calls UN and Orthanc then omits or refers to',
    when: ({ path, kind, ours, theirs }) =>
      isPrivate(path) &&
      (kind === 'only ours' || (kind === 'vr' && theirs?.vr === 'UN')) &&
      ours?.vr !== 'UN',
  },
  {
    reason:
      'an empty first value of a list has its place here (PS3.18 F.2.5); Orthanc drops it in Specific Character Set',
    when: ({ path, ours }) => path === '00080005' && ours?.Value?.includes(null) === true,
  },
  {
    reason: 'padding of each value of a list is removed here (PS3.5 6.2), Orthanc removes it from some only',
    when: ({ kind, ours, theirs }) =>
      kind === 'value' &&
      JSON.stringify(ours?.Value) ===
        JSON.stringify(theirs?.Value?.map((v) => (typeof v === 'string' ? v.trim() : v))),
  },
  {
    reason: 'Orthanc 1.10 reads only the first representation of names with code extensions',
    when: ({ ours, kind }, file) => kind === 'value' && ours?.vr === 'PN' && file.path.includes('charsets/'),
  },
  {
    reason:
      'a backslash in JIS X 0201 text is the delimiter (PS3.5 6.1.2.3); Orthanc reads it as a yen sign and does not split',
    when: (_, file) => file.path.endsWith('J2K_pixelrep_mismatch.dcm'),
  },
  {
    reason: 'decimals are not rounded here: Orthanc writes 1e-16 as 0',
    when: ({ kind, ours, theirs }) =>
      kind === 'value' && (ours?.vr === 'DS' || ours?.vr === 'FL') && closeNumbers(ours, theirs),
  },
  {
    reason: 'what is no number stays text here; Orthanc drops it',
    when: ({ kind, ours }) =>
      kind === 'value' &&
      (ours?.vr === 'IS' || ours?.vr === 'DS') &&
      ours.Value?.some((v) => typeof v === 'string') === true,
  },
  {
    reason: 'an item without attributes is an item here; Orthanc drops it',
    when: ({ ours }) =>
      ours?.vr === 'SQ' && ours.Value?.some((item) => JSON.stringify(item) === '{}') === true,
  },
  {
    reason: 'OD and OF are binary (PS3.18 F.2.3); Orthanc 1.10 gives their first number',
    when: ({ ours }) => ours?.vr === 'OD' || ours?.vr === 'OF',
  },
  {
    reason: 'ST and UT have one value in which a backslash is a character (PS3.5 6.2); Orthanc splits there',
    when: ({ kind, ours }) => kind === 'value' && ['ST', 'LT', 'UT'].includes(ours?.vr ?? ''),
  },
  {
    reason:
      'palette descriptors of three numbers are given here; Orthanc leaves them out when they begin with 0',
    when: ({ path, kind }) => /^0028110[1-3]$/.test(path) && kind === 'only ours',
  },
];

const isPrivate = (path: string): boolean =>
  Number.parseInt(path.split('/').at(-1)?.slice(3, 4) ?? '0', 16) % 2 === 1;

const closeNumbers = (a: Difference['ours'], b: Difference['theirs']): boolean =>
  a?.Value?.length === b?.Value?.length &&
  a?.Value?.every((value, i) => Math.abs(Number(value) - Number(b?.Value?.[i])) < 1e-10) === true;

describe.skipIf(data === undefined || !hasOrthanc())(
  'metadata compared with Orthanc, attribute by attribute',
  () => {
    let archive: Archive;
    let orthanc: RunningOrthanc;
    let files: FileRecord[] = [];

    beforeAll(async () => {
      archive = createArchive({ folders: [data ?? ''], rescanMs: 600_000 });
      await archive.whenIndexed();
      files = choose(archive);
      orthanc = await startOrthanc({ files: files.map((file) => file.path) });
    }, 120_000);
    afterAll(async () => {
      await orthanc?.stop();
      await archive?.close();
    });

    const theirAnswer = async (file: FileRecord): Promise<JsonDataSet | undefined> => {
      const url = `${orthanc.root}/studies/${file.StudyInstanceUID}/series/${file.SeriesInstanceUID}/instances/${file.SOPInstanceUID}/metadata`;
      const response = await fetch(url);
      if (!response.ok) return undefined;
      const [answer]: JsonDataSet[] = JSON.parse(await response.text());
      return answer;
    };

    it('agrees but for the differences listed', async () => {
      const unexplained: string[] = [];
      const used = new Set<string>();
      let compared = 0;
      for (const file of files) {
        const theirs = await theirAnswer(file);
        if (theirs === undefined) continue;
        compared++;
        const ours: JsonDataSet = JSON.parse(withUrl(await archive.metadata(file), ''));
        for (const difference of compareDataSets(ours, theirs)) {
          const known = knownDifferences.find(({ when }) => when(difference, file));
          if (known !== undefined) used.add(known.reason);
          else
            unexplained.push(
              `${file.path.slice(data?.length)} ${difference.kind} ${difference.path}: ${short(difference.ours)} | ${short(difference.theirs)}`,
            );
        }
      }
      expect(unexplained).toEqual([]);
      expect(compared).toBeGreaterThan(140);
      expect(knownDifferences.map(({ reason }) => reason).filter((reason) => !used.has(reason))).toEqual([]);
    }, 120_000);

    it('holds the same bytes in its inline values', async () => {
      let compared = 0;
      for (const file of files.filter((_, i) => i % 4 === 0)) {
        const theirs = await theirAnswer(file);
        if (theirs === undefined) continue;
        const ours: JsonDataSet = JSON.parse(withUrl(await archive.metadata(file), ''));
        for (const [tag, { InlineBinary }] of Object.entries(ours)) {
          const reference = theirs[tag]?.BulkDataURI;
          if (InlineBinary === undefined || reference === undefined) continue;
          const response = await fetch(reference, {
            headers: { Accept: 'multipart/related; type="application/octet-stream"' },
          });
          const body = Buffer.from(await response.arrayBuffer());
          const [part] = partsOf(response.headers.get('Content-Type') ?? '', body);
          expect([tag, part?.body.toString('base64')]).toEqual([tag, InlineBinary]);
          compared++;
        }
      }
      expect(compared).toBeGreaterThan(5);
    }, 120_000);
  },
);

const short = (value: unknown): string => JSON.stringify(value)?.slice(0, 150) ?? 'absent';

/** One instance a series, SOP class and transfer syntax; Orthanc knows an instance and a study's patient only once. */
function choose(archive: Archive): FileRecord[] {
  const seen = new Set<string>();
  const patients = new Map<string, string>();
  const chosen: FileRecord[] = [];
  for (const study of archive.index.studies.values())
    for (const series of study.series.values())
      for (const file of series.files()) {
        const kind = series.uid + file.transferSyntax + JSON.stringify(file.instance['00080016']);
        const patient = JSON.stringify(file.study['00100020'] ?? null);
        if (seen.has(kind) || seen.has(file.SOPInstanceUID)) continue;
        if ((patients.get(study.uid) ?? patient) !== patient) continue;
        patients.set(study.uid, patient);
        seen.add(kind).add(file.SOPInstanceUID);
        chosen.push(file);
      }
  return chosen;
}
