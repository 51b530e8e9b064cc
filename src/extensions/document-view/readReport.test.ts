import { expect, it } from 'vitest';
import type { ContentItem, Instance } from '../../core/dicom/instance.ts';
import { looksLikePdf } from './loadPdf.ts';
import { maxDepth, readReport } from './readReport.ts';

const concept = (CodeMeaning: string) => [{ CodeMeaning }];
const report = (ContentSequence: readonly ContentItem[], rest: Partial<Instance> = {}) =>
  readReport({
    StudyInstanceUID: '1',
    SeriesInstanceUID: '1.1',
    SOPInstanceUID: '1.1.1',
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.22',
    ConceptNameCodeSequence: concept('CT report'),
    ContentSequence,
    ...rest,
  });
const container = (name: string, children: readonly ContentItem[]): ContentItem => ({
  ValueType: 'CONTAINER',
  ConceptNameCodeSequence: concept(name),
  ContentSequence: children,
});
const text = (name: string, TextValue: string): ContentItem => ({
  ValueType: 'TEXT',
  ConceptNameCodeSequence: concept(name),
  TextValue,
});

it('keeps sections and items in reading order with their depth', () => {
  const { title, entries } = report([
    container('Findings', [text('Finding', 'A nodule'), container('Lung', [text('Site', 'Right')])]),
    container('Impression', [text('Impression', 'Benign')]),
  ]);
  expect(title).toBe('CT report');
  expect(entries.map(({ depth, kind, label }) => `${depth} ${kind} ${label}`)).toEqual([
    '0 heading Findings',
    '1 item Finding',
    '1 heading Lung',
    '2 item Site',
    '0 heading Impression',
    '1 item Impression',
  ]);
});

it('writes numbers with their units and leaves out unity', () => {
  const num = (NumericValue: number[], CodeValue: string): ContentItem => ({
    ValueType: 'NUM',
    MeasuredValueSequence: [
      { NumericValue, MeasurementUnitsCodeSequence: [{ CodeValue, CodingSchemeDesignator: 'UCUM' }] },
    ],
  });
  const without: ContentItem = {
    ValueType: 'NUM',
    NumericValueQualifierCodeSequence: concept('Measurement failure'),
  };
  const values = report([num([8.2], 'mm'), num([0.5], '1'), num([0.5], '{ratio}'), without]).entries;
  expect(values.map(({ value }) => value)).toEqual(['8.2 mm', '0.5', '0.5', 'Measurement failure']);
});

it('names what a reference points at, with its frames', () => {
  const [reference] = report([
    {
      ValueType: 'IMAGE',
      ReferencedSOPSequence: [
        {
          ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
          ReferencedSOPInstanceUID: '1.2.3',
          ReferencedFrameNumber: [3, 4],
        },
      ],
    },
  ]).entries;
  expect(reference).toMatchObject({ kind: 'reference', detail: '1.2.3' });
  expect(reference?.value).toMatch(/CT.*frame 3, 4/);
});

it('leaves markup in a value as the text that it is', () => {
  const payload = '<script>alert(1)</script><img src=x onerror=alert(1)>';
  expect(report([text('Note', payload)]).entries[0]?.value).toBe(payload);
});

it('reads 3000 levels without running out of stack, and says what it left out', () => {
  let item = text('Deepest', 'end');
  for (let level = 0; level < 3000; level += 1) item = container(`Level ${level}`, [item]);
  const { entries, notes } = report([item]);
  expect(entries).toHaveLength(maxDepth);
  expect(notes).toEqual([expect.stringContaining('3001 levels deep. 2941 items')]);
});

it('shows a value of a type it does not know as such, instead of dropping it', () => {
  expect(report([{ ValueType: 'TABLE' }]).entries[0]?.value).toBe('a value of type TABLE');
});

it('says whether the report is complete and who verified it', () => {
  const { flags, facts } = report([], {
    CompletionFlag: 'PARTIAL',
    VerificationFlag: 'VERIFIED',
    VerifyingObserverSequence: [{ VerifyingObserverName: { Alphabetic: 'House^Gregory' } }],
  });
  expect(flags).toEqual(['Partial: more is to come', 'Verified']);
  expect(facts).toContainEqual({ label: 'Verified by', value: 'House, Gregory' });
});

it('takes for a PDF only what begins like one', () => {
  const bytes = (content: string) => new TextEncoder().encode(content);
  expect(looksLikePdf(bytes('%PDF-1.7\n'))).toBe(true);
  expect(looksLikePdf(bytes(`${' '.repeat(900)}%PDF-1.4`))).toBe(true);
  expect(looksLikePdf(bytes(`${' '.repeat(1100)}%PDF-1.4`))).toBe(false);
  expect(looksLikePdf(bytes('<html><script>alert(1)</script>'))).toBe(false);
  expect(looksLikePdf(bytes('%PD'))).toBe(false);
});
