import type { Code, ContentItem, Instance, SOPInstanceReference } from '../../core/dicom/instance.ts';
import { formatDate, formatPersonName, formatTime } from '../../core/dicom/format.ts';
import { sopClassName } from '../../core/dicom/sopClass.ts';

/** One line of the document, in reading order. Every text is plain text, whatever it looks like. */
export interface ReportEntry {
  /** 0 for the children of the root. */
  readonly depth: number;
  readonly kind: 'heading' | 'item' | 'reference';
  /** The concept name; '' when the item has none. */
  readonly label: string;
  readonly value: string;
  /** What belongs to the value and is quieter: a UID, a unit's meaning. */
  readonly detail: string | undefined;
}

export interface Report {
  readonly title: string;
  /** "Complete", "Not verified", ... */
  readonly flags: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly entries: readonly ReportEntry[];
  /** What could not be shown whole, in words with numbers. */
  readonly notes: readonly string[];
}

export const maxDepth = 60;
export const maxEntries = 20_000;

/**
 * A structured report as a flat outline. Iterative: the depth of the content tree is
 * the sender's choice and must not be our stack's problem.
 * @see PS3.3 C.17.3 SR Document Content Module, PS3.3 C.17.2 SR Document General Module
 */
export function readReport(instance: Instance, locale?: string): Report {
  const entries: ReportEntry[] = [];
  let tooDeep = 0;
  let tooMany = 0;
  let deepest = 0;
  const stack: { item: ContentItem; depth: number }[] = [];
  const pushAll = (items: readonly ContentItem[] | undefined, depth: number) => {
    for (const item of [...(items ?? [])].reverse()) stack.push({ item, depth });
  };
  pushAll(instance.ContentSequence, 0);
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { item, depth } = next;
    deepest = Math.max(deepest, depth + 1);
    if (depth >= maxDepth) tooDeep += 1;
    else if (entries.length >= maxEntries) tooMany += 1;
    else entries.push(readItem(item, depth, locale));
    pushAll(item.ContentSequence, depth + 1);
  }
  const notes: string[] = [];
  if (tooDeep > 0) {
    notes.push(
      `The report is nested ${deepest} levels deep. ${tooDeep} items below level ${maxDepth} are not shown here; the tag view has them.`,
    );
  }
  if (tooMany > 0) notes.push(`The last ${tooMany} items are not shown: only ${maxEntries} fit here.`);
  return {
    title: meaning(instance.ConceptNameCodeSequence) || instance.SeriesDescription || 'Report',
    flags: readFlags(instance),
    facts: readFacts(instance, locale),
    entries,
    notes,
  };
}

function readItem(item: ContentItem, depth: number, locale: string | undefined): ReportEntry {
  const label = meaning(item.ConceptNameCodeSequence);
  const entry = (value: string, detail?: string): ReportEntry => ({
    depth,
    kind: 'item',
    label,
    value,
    detail,
  });
  switch (item.ValueType) {
    case 'CONTAINER':
      return { depth, kind: 'heading', label: label || 'Section', value: '', detail: undefined };
    case 'TEXT':
      return entry(item.TextValue ?? '');
    case 'CODE':
      return entry(meaning(item.ConceptCodeSequence));
    case 'NUM':
      return entry(...readNumber(item));
    case 'PNAME':
      return entry(formatPersonName(item.PersonName));
    case 'DATE':
      return entry(formatDate(item.Date, locale));
    case 'TIME':
      return entry(formatTime(item.Time));
    case 'DATETIME':
      return entry(readDateTime(item.DateTime, locale));
    case 'UIDREF':
      return entry(item.UID ?? '');
    case 'IMAGE':
    case 'COMPOSITE':
    case 'WAVEFORM': {
      const references = item.ReferencedSOPSequence ?? [];
      const value = references.map(readReference).join('; ') || 'a reference without a target';
      const uids = references.map(({ ReferencedSOPInstanceUID = '' }) => ReferencedSOPInstanceUID);
      return { depth, kind: 'reference', label, value, detail: uids.join(', ') || undefined };
    }
    case 'SCOORD':
    case 'SCOORD3D': {
      const perPoint = item.ValueType === 'SCOORD' ? 2 : 3;
      const points = Math.floor((item.GraphicData?.length ?? 0) / perPoint);
      return entry(
        `${(item.GraphicType ?? 'shape').toLowerCase()}, ${points} ${points === 1 ? 'point' : 'points'}`,
      );
    }
    case 'TCOORD':
      return entry('a span of time');
    default:
      // By-reference relationships have no value of their own (PS3.3 C.17.3.2.5).
      return item.ReferencedContentItemIdentifier
        ? entry(`see item ${item.ReferencedContentItemIdentifier.join('.')}`)
        : entry(`a value of type ${item.ValueType ?? '(none given)'}`);
  }
}

function readNumber(item: ContentItem): [value: string, detail: string | undefined] {
  const measured = item.MeasuredValueSequence?.[0];
  const number = measured?.NumericValue?.join(', ');
  if (number === undefined) return [meaning(item.NumericValueQualifierCodeSequence) || 'no value', undefined];
  const unit = measured?.MeasurementUnitsCodeSequence?.[0];
  const symbol = unit?.CodingSchemeDesignator === 'UCUM' ? unit.CodeValue : unit?.CodeMeaning;
  // UCUM's unity and its annotations ("{ratio}") are no units to read.
  const shown = symbol === undefined || symbol === '1' || symbol.startsWith('{') ? '' : ` ${symbol}`;
  return [`${number}${shown}`, undefined];
}

function readReference(reference: SOPInstanceReference): string {
  const { ReferencedSOPClassUID, ReferencedFrameNumber } = reference;
  const what = ReferencedSOPClassUID === undefined ? 'Object' : sopClassName(ReferencedSOPClassUID);
  if (!ReferencedFrameNumber?.length) return what;
  return `${what}, frame ${ReferencedFrameNumber.slice(0, 20).join(', ')}${ReferencedFrameNumber.length > 20 ? ', …' : ''}`;
}

function readFlags({ CompletionFlag, VerificationFlag }: Instance): string[] {
  const words: Readonly<Record<string, string>> = {
    COMPLETE: 'Complete',
    PARTIAL: 'Partial: more is to come',
    VERIFIED: 'Verified',
    UNVERIFIED: 'Not verified',
  };
  return [CompletionFlag, VerificationFlag].flatMap((flag) => (flag ? [words[flag] ?? flag] : []));
}

function readFacts(instance: Instance, locale: string | undefined): { label: string; value: string }[] {
  const { ContentDate, ContentTime, VerifyingObserverSequence = [] } = instance;
  const observers = VerifyingObserverSequence.map((observer) =>
    [
      formatPersonName(observer.VerifyingObserverName),
      observer.VerifyingOrganization,
      readDateTime(observer.VerificationDateTime, locale),
    ]
      .filter(Boolean)
      .join(', '),
  );
  const facts = [
    { label: 'Patient', value: formatPersonName(instance.PatientName) },
    { label: 'Patient ID', value: instance.PatientID ?? '' },
    {
      label: 'Study',
      value: [instance.StudyDescription, formatDate(instance.StudyDate, locale)].filter(Boolean).join(', '),
    },
    { label: 'Accession number', value: instance.AccessionNumber ?? '' },
    {
      label: 'Written',
      value: [formatDate(ContentDate, locale), formatTime(ContentTime)].filter(Boolean).join(' '),
    },
    { label: 'Referring physician', value: formatPersonName(instance.ReferringPhysicianName) },
    { label: 'Institution', value: instance.InstitutionName ?? '' },
    ...observers.map((value) => ({ label: 'Verified by', value })),
    {
      label: 'Replaces',
      value: instance.PredecessorDocumentsSequence?.length ? 'an earlier version of this report' : '',
    },
  ];
  return facts.filter(({ value }) => value !== '');
}

/** PS3.5 6.2: DT, of which the reader wants the day and the minute. */
function readDateTime(dateTime: string | undefined, locale: string | undefined): string {
  if (!dateTime) return '';
  return [formatDate(dateTime.slice(0, 8), locale), dateTime.length > 8 ? formatTime(dateTime.slice(8)) : '']
    .filter(Boolean)
    .join(' ');
}

function meaning(codes: readonly Code[] | undefined): string {
  const code = codes?.[0];
  return code?.CodeMeaning || code?.CodeValue || code?.LongCodeValue || code?.URNCodeValue || '';
}
