import type { NaturalDataset } from '../dicomWriter/dataset.ts';
import { SOPClass } from '../dicomWriter/sopClass.ts';
import { writePart10 } from '../dicomWriter/writePart10.ts';
import { ctHeadSeries, ctHeadStudy, haematomaInstance } from './ctHead.ts';
import {
  commonModules,
  type DemoFile,
  type DemoSeries,
  filePath,
  instanceUID,
  seriesUID,
  studyUID,
} from './identity.ts';

const reportSeries: DemoSeries = {
  number: 90,
  Modality: 'SR',
  SeriesDescription: 'Radiology report',
  startSeconds: 2460,
  ManufacturerModelName: 'Reporting',
};

const code = (CodeValue: string, CodingSchemeDesignator: string, CodeMeaning: string): NaturalDataset => ({
  CodeValue,
  CodingSchemeDesignator,
  CodeMeaning,
});

type Item = NaturalDataset;
type Relationship = 'CONTAINS' | 'HAS OBS CONTEXT' | 'HAS CONCEPT MOD' | 'INFERRED FROM';

const text = (name: NaturalDataset, TextValue: string, children: readonly Item[] = []): Item => ({
  RelationshipType: 'CONTAINS',
  ValueType: 'TEXT',
  ConceptNameCodeSequence: [name],
  TextValue,
  ...(children.length > 0 && { ContentSequence: children }),
});

const section = (name: NaturalDataset, children: readonly Item[]): Item => ({
  RelationshipType: 'CONTAINS',
  ValueType: 'CONTAINER',
  ConceptNameCodeSequence: [name],
  ContinuityOfContent: 'SEPARATE',
  ContentSequence: children,
});

const measurement = (name: NaturalDataset, value: number, unit: NaturalDataset): Item => ({
  RelationshipType: 'CONTAINS',
  ValueType: 'NUM',
  ConceptNameCodeSequence: [name],
  MeasuredValueSequence: [{ NumericValue: value, MeasurementUnitsCodeSequence: [unit] }],
});

const image = (relationship: Relationship, instance: number): Item => ({
  RelationshipType: relationship,
  ValueType: 'IMAGE',
  ReferencedSOPSequence: [
    {
      ReferencedSOPClassUID: SOPClass.CTImage,
      ReferencedSOPInstanceUID: instanceUID(ctHeadStudy, ctHeadSeries.axial, instance),
    },
  ],
});

const concept = {
  report: code('11528-7', 'LN', 'Radiology Report'),
  language: code('121049', 'DCM', 'Language of Content Item and Descendants'),
  english: code('en', 'RFC5646', 'English'),
  observer: code('121008', 'DCM', 'Person Observer Name'),
  history: code('121060', 'DCM', 'History'),
  request: code('121062', 'DCM', 'Request'),
  procedure: code('121065', 'DCM', 'Procedure Description'),
  findings: code('121070', 'DCM', 'Findings'),
  finding: code('121071', 'DCM', 'Finding'),
  impressions: code('121072', 'DCM', 'Impressions'),
  impression: code('121073', 'DCM', 'Impression'),
  recommendations: code('121074', 'DCM', 'Recommendations'),
  recommendation: code('121075', 'DCM', 'Recommendation'),
  longAxis: code('103339001', 'SCT', 'Long axis'),
  shortAxis: code('103340004', 'SCT', 'Short axis'),
  volume: code('118565006', 'SCT', 'Volume'),
  millimetre: code('mm', 'UCUM', 'millimeter'),
  millilitre: code('ml', 'UCUM', 'milliliter'),
};

const content: readonly Item[] = [
  {
    RelationshipType: 'HAS CONCEPT MOD',
    ValueType: 'CODE',
    ConceptNameCodeSequence: [concept.language],
    ConceptCodeSequence: [concept.english],
  },
  {
    RelationshipType: 'HAS OBS CONTEXT',
    ValueType: 'PNAME',
    ConceptNameCodeSequence: [concept.observer],
    PersonName: 'Weißmüller^Jörg^^Dr. med.',
  },
  section(concept.history, [
    text(
      concept.history,
      'Sudden weakness of the left arm and leg since 06:10, slurred speech. Known hypertension, blood pressure 198/104 mmHg on arrival. No anticoagulation. Referred by Dr. Okonkwo; transferred from the Klinik Schönbühl.',
    ),
    text(concept.request, 'Haemorrhage? Early signs of ischaemia?'),
  ]),
  section(concept.procedure, [
    text(
      concept.procedure,
      'CT of the head without contrast medium: lateral scout, 60 axial slices of 2.5 mm (soft tissue kernel H30) and coronal reformats of 5 mm (bone kernel H60). No earlier studies for comparison.',
    ),
  ]),
  section(concept.findings, [
    text(
      concept.finding,
      'Hyperdense, slightly lobulated lesion in the right putamen (about 70 HU) with a thin hypodense rim, in keeping with acute intraparenchymal haemorrhage and beginning perifocal oedema.',
      [
        measurement(concept.longAxis, 31, concept.millimetre),
        measurement(concept.shortAxis, 20, concept.millimetre),
        measurement(concept.volume, 6.8, concept.millilitre),
        image('INFERRED FROM', haematomaInstance),
      ],
    ),
    text(concept.finding, 'No extension into the ventricles. No midline shift. Basal cisterns open.'),
    text(
      concept.finding,
      'Lateral and third ventricles of normal width for age. Physiological calcification of the pineal gland and of the choroid plexus on both sides. Grey and white matter are well distinguished elsewhere.',
    ),
    text(
      concept.finding,
      'Calvaria and skull base intact. Paranasal sinuses and mastoid cells aerated. Orbits unremarkable.',
    ),
  ]),
  section(concept.impressions, [
    text(concept.impression, 'Acute right putaminal haemorrhage of about 7 ml, most likely hypertensive.', [
      image('INFERRED FROM', haematomaInstance),
    ]),
    text(concept.impression, 'No hydrocephalus, no herniation, no sign of territorial ischaemia.'),
  ]),
  section(concept.recommendations, [
    text(
      concept.recommendation,
      'Admission to the stroke unit, blood pressure control, and a follow-up CT after 6 hours (earlier should consciousness change). Result given by telephone to Dr. Okonkwo at 07:51.',
    ),
  ]),
];

/** The report on the CT: a Comprehensive SR (PS3.3 A.35.3) after the manner of TID 2000. */
export function ctReportFile(): DemoFile {
  return {
    path: filePath(ctHeadStudy, reportSeries, 1),
    bytes: writePart10({
      ...commonModules(ctHeadStudy, reportSeries, 1, SOPClass.ComprehensiveSR),
      CompletionFlag: 'COMPLETE',
      VerificationFlag: 'VERIFIED',
      VerifyingObserverSequence: [
        {
          VerifyingObserverName: 'Weißmüller^Jörg^^Dr. med.',
          VerifyingObserverIdentificationCodeSequence: [],
          VerifyingOrganization: 'Hangar Demo Hospital',
          VerificationDateTime: '20260112080102',
        },
      ],
      ReferencedPerformedProcedureStepSequence: [],
      PerformedProcedureCodeSequence: [],
      CurrentRequestedProcedureEvidenceSequence: [
        {
          StudyInstanceUID: studyUID(ctHeadStudy),
          ReferencedSeriesSequence: [
            {
              SeriesInstanceUID: seriesUID(ctHeadStudy, ctHeadSeries.axial),
              ReferencedSOPSequence: [
                {
                  ReferencedSOPClassUID: SOPClass.CTImage,
                  ReferencedSOPInstanceUID: instanceUID(ctHeadStudy, ctHeadSeries.axial, haematomaInstance),
                },
              ],
            },
          ],
        },
      ],
      ValueType: 'CONTAINER',
      ConceptNameCodeSequence: [concept.report],
      ContinuityOfContent: 'SEPARATE',
      ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: '2000' }],
      ContentSequence: content,
    }),
  };
}
