import { SOPClass } from '../dicomWriter/sopClass.ts';
import { writePart10 } from '../dicomWriter/writePart10.ts';
import { ctHeadStudy, haematomaPicture } from './ctHead.ts';
import { commonModules, type DemoFile, type DemoSeries, filePath } from './identity.ts';
import { type PdfPage, writePdf } from './pdf.ts';

const documentSeries: DemoSeries = {
  number: 91,
  Modality: 'DOC',
  SeriesDescription: 'Stroke pathway summary',
  startSeconds: 3300,
  ManufacturerModelName: 'Document gateway',
};

const left = 56;
const width = 483;

function header(page: PdfPage, subtitle: string): void {
  page.rectangle(0, 0, 595, 64, [0.09, 0.2, 0.33]);
  page.rectangle(0, 64, 595, 3, [0.93, 0.6, 0.16]);
  page.text(left, 92, 8, 'Hangar Demo Hospital · Neuroradiology · invented patient, generated data');
  page.text(left, 122, 19, 'Stroke pathway summary', true);
  page.text(left, 142, 11, subtitle);
  page.line(
    [
      [left, 152],
      [left + width, 152],
    ],
    0.7,
    0.7,
  );
}

function firstPage(page: PdfPage): void {
  header(page, 'Lena Marchetti · HGR-0001 · 14 March 1961 · 12 January 2026');
  const rows: readonly (readonly [string, string])[] = [
    ['Referred by', 'Dr. Daniel Okonkwo, Emergency department'],
    ['Symptom onset', '06:10, last seen well 05:40'],
    ['Arrival', '06:58, NIHSS 9, blood pressure 198/104 mmHg'],
    ['CT of the head', '07:14, without contrast medium'],
    ['Report by telephone', '07:51, Dr. med. Jörg Weißmüller'],
  ];
  rows.forEach(([name, value], index) => {
    const y = 178 + index * 20;
    if (index % 2 === 0) page.rectangle(left, y - 13, width, 19, [0.95, 0.96, 0.98]);
    page.text(left + 6, y, 10.5, name, true);
    page.text(left + 150, y, 10.5, value);
  });
  page.text(left, 306, 13, 'Key image', true);
  page.picture(left, 318, 230, haematomaPicture(), 256);
  page.line(
    [
      [left + 38, 452],
      [left + 75, 438],
    ],
    1,
    1.6,
  );
  page.text(left, 562, 8.5, 'Axial slice at the level of the basal ganglia, window 40/80 HU.');
  page.text(left + 254, 332, 11, 'Finding', true);
  page.paragraph(
    left + 254,
    350,
    10.5,
    225,
    'Acute haemorrhage in the right putamen, 31 x 20 mm, about 7 ml, with a thin rim of oedema. No extension into the ventricles, no midline shift.',
  );
  page.text(left + 254, 440, 11, 'Decision', true);
  page.paragraph(
    left + 254,
    458,
    10.5,
    225,
    'No thrombolysis. Blood pressure target below 140 mmHg. Stroke unit, neurosurgical consultation, follow-up CT after 6 hours.',
  );
  page.text(left, 800, 8.5, 'Page 1 of 2');
}

function secondPage(page: PdfPage): void {
  header(page, 'Course during the first 24 hours');
  const [x0, y0, w, h] = [left + 36, 190, 430, 200];
  page.text(left, 178, 11, 'Systolic blood pressure (mmHg)', true);
  for (let value = 100; value <= 200; value += 20) {
    const y = y0 + h - ((value - 100) / 100) * h;
    page.line(
      [
        [x0, y],
        [x0 + w, y],
      ],
      0.85,
      0.5,
    );
    page.text(left + 10, y + 3, 8.5, String(value));
  }
  for (let hour = 0; hour <= 24; hour += 4)
    page.text(x0 + (hour / 24) * w - 6, y0 + h + 15, 8.5, `${hour} h`);
  const pressures = [198, 188, 171, 158, 149, 142, 139, 137, 141, 138, 134, 136, 133];
  const points = pressures.map(
    (value, index) => [x0 + (index / 12) * w, y0 + h - ((value - 100) / 100) * h] as const,
  );
  const target = y0 + h - 0.4 * h;
  page.rectangle(x0, target, w, 1.2, [0.93, 0.6, 0.16]);
  page.text(x0 + w - 66, target - 5, 8.5, 'Target 140');
  page.line(points, 0.15, 1.8);
  for (const [x, y] of points) page.rectangle(x - 2.2, y - 2.2, 4.4, 4.4, [0.09, 0.3, 0.55]);
  page.text(left, 442, 11, 'Notes', true);
  let y = 460;
  for (const note of [
    'Follow-up CT at 13:20: haemorrhage unchanged in size, oedema slightly wider, no hydrocephalus.',
    'NIHSS 7 after 24 hours. Swallowing test passed; physiotherapy and speech therapy begun.',
    'MRI with susceptibility weighting planned for day 5 to look for microbleeds and an underlying lesion.',
    'Next of kin informed by Frau Schäfer (social services).',
  ]) {
    page.text(left, y, 10.5, '\xb7');
    y = page.paragraph(left + 12, y, 10.5, width - 12, note) + 4;
  }
  page.text(left, 800, 8.5, 'Page 2 of 2');
}

/** A PDF in the CT study (PS3.3 A.45.1). */
export function ctDocumentFile(): DemoFile {
  const pdf = writePdf('Stroke pathway summary', [firstPage, secondPage]);
  return {
    path: filePath(ctHeadStudy, documentSeries, 1),
    bytes: writePart10({
      ...commonModules(ctHeadStudy, documentSeries, 1, SOPClass.EncapsulatedPDF),
      ConversionType: 'WSD',
      BurnedInAnnotation: 'YES',
      AcquisitionDateTime: '20260112080900',
      DocumentTitle: 'Stroke pathway summary',
      ConceptNameCodeSequence: [
        { CodeValue: '34133-9', CodingSchemeDesignator: 'LN', CodeMeaning: 'Summary of episode note' },
      ],
      MIMETypeOfEncapsulatedDocument: 'application/pdf',
      EncapsulatedDocument: pdf,
      EncapsulatedDocumentLength: pdf.length,
    }),
  };
}
