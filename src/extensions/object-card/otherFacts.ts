import { formatPersonName } from '../../core/dicom/format.ts';
import type { ContentItem, Instance } from '../../core/dicom/instance.ts';
import { videoCodec } from '../../core/dicom/transferSyntax.ts';
import { frameCount } from '../../core/displaySet/images.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { rejectionOf } from '../../core/displaySet/rejection.ts';
import { fact, joined, list, meaning, plural, word, type ObjectFactSheet } from './fact.ts';
import { sizeText } from './overlayFacts.ts';

export function keyObjectFacts(instance: Instance): ObjectFactSheet {
  const { ContentSequence = [] } = instance;
  const said = (code: string) =>
    ContentSequence.find((item) => item.ConceptNameCodeSequence?.[0]?.CodeValue === code);
  const rejection = rejectionOf(instance);
  return {
    facts: [
      ...fact('Title', meaning(instance.ConceptNameCodeSequence)),
      // PS3.16 TID 2010: modifier, key object description, observer
      ...fact('Reason', meaning(said('113011')?.ConceptCodeSequence)),
      ...fact('Description', said('113012')?.TextValue),
      ...fact('Chosen by', formatPersonName(said('121008')?.PersonName) || undefined),
      ...fact('Means', rejection && `the images are ${rejection.text}`),
    ],
    lists: [],
  };
}

export function presentationStateFacts(instance: Instance): ObjectFactSheet {
  const { GraphicAnnotationSequence = [] } = instance;
  const layers = new Set(GraphicAnnotationSequence.flatMap(({ GraphicLayer }) => GraphicLayer ?? []));
  return {
    facts: [
      ...fact(
        'Drawn on it',
        GraphicAnnotationSequence.length > 0
          ? joined(plural(GraphicAnnotationSequence.length, 'annotation'), plural(layers.size, 'layer'))
          : undefined,
      ),
    ],
    lists: [],
  };
}

export function waveformFacts({ WaveformSequence = [] }: Instance): ObjectFactSheet {
  const [first] = WaveformSequence;
  return {
    facts: [...fact('Duration', first && durationText(first))],
    lists: WaveformSequence.flatMap((group, index) => {
      const leads = (group.ChannelDefinitionSequence ?? []).map((channel, number) => ({
        name: channel.ChannelLabel ?? meaning(channel.ChannelSourceSequence) ?? `Channel ${number + 1}`,
      }));
      const name = group.MultiplexGroupLabel ?? `Group ${index + 1}`;
      const count = group.NumberOfWaveformChannels ?? leads.length;
      return list(joined(name, plural(count, 'channel'), durationText(group), rateText(group)), leads);
    }),
  };
}

type WaveformGroup = NonNullable<Instance['WaveformSequence']>[number];

function durationText({ NumberOfWaveformSamples = 0, SamplingFrequency = 0 }: WaveformGroup) {
  if (NumberOfWaveformSamples <= 0 || SamplingFrequency <= 0) return undefined;
  const seconds = NumberOfWaveformSamples / SamplingFrequency;
  return `${seconds.toLocaleString(undefined, { maximumFractionDigits: 2 })} s`;
}

const rateText = ({ SamplingFrequency }: WaveformGroup) =>
  SamplingFrequency === undefined ? undefined : `${SamplingFrequency.toLocaleString()} Hz`;

export function planFacts(instance: Instance): ObjectFactSheet {
  const beams = [...(instance.BeamSequence ?? []), ...(instance.IonBeamSequence ?? [])];
  const fractions = (instance.FractionGroupSequence ?? []).flatMap(
    ({ NumberOfFractionsPlanned }) => NumberOfFractionsPlanned ?? [],
  );
  return {
    facts: [
      ...fact('Name', instance.RTPlanName),
      ...fact('Intent', word(instance.PlanIntent)),
      ...fact('Approval', word(instance.ApprovalStatus)),
      ...fact('Fractions planned', fractions.length > 0 ? fractions.join(' + ') : undefined),
      ...fact('Fraction treated', instance.CurrentFractionNumber),
    ],
    lists: list(
      plural(beams.length, 'beam'),
      beams.map(({ BeamNumber, BeamName, BeamType, RadiationType }) => ({
        name: BeamName ?? `Beam ${BeamNumber ?? ''}`.trim(),
        detail: joined(word(RadiationType), word(BeamType)),
      })),
    ),
  };
}

export function registrationFacts(instance: Instance): ObjectFactSheet {
  const { RegistrationSequence = [], DeformableRegistrationSequence = [] } = instance;
  const { FiducialSetSequence = [], StereoPairsSequence = [] } = instance;
  const fiducials = FiducialSetSequence.flatMap((set) => set.FiducialSequence ?? []);
  const some = (count: number) => (count > 0 ? count : undefined);
  return {
    facts: [
      ...fact('Rigid registrations', some(RegistrationSequence.length)),
      ...fact('Deformable registrations', some(DeformableRegistrationSequence.length)),
      ...fact('Fiducials', some(fiducials.length)),
      ...fact('Stereo pairs', some(StereoPairsSequence.length)),
    ],
    lists: [],
  };
}

export function encapsulatedFacts(instance: Instance): ObjectFactSheet {
  const { MIMETypeOfEncapsulatedDocument, EncapsulatedDocumentLength } = instance;
  return {
    facts: [
      ...fact('Title', instance.DocumentTitle),
      ...fact('Type', MIMETypeOfEncapsulatedDocument),
      ...fact('Bytes', EncapsulatedDocumentLength),
      ...fact('Kind of document', meaning(instance.ConceptNameCodeSequence)),
    ],
    lists: [],
  };
}

export function videoFacts(instance: Instance, { FrameRate, FrameRateSource }: DisplaySet): ObjectFactSheet {
  const frames = frameCount(instance);
  const rate = FrameRate === undefined ? undefined : Math.round(FrameRate * 100) / 100;
  const seconds = rate === undefined || frames < 2 ? undefined : frames / rate;
  return {
    facts: [
      ...fact('Compressed as', videoCodec(instance) ?? 'the archive does not say'),
      ...fact('Size', sizeText(instance)),
      ...fact('Frames', frames > 1 ? frames : undefined),
      ...fact(
        'Rate',
        rate === undefined ? undefined : `${rate} frames per second (${FrameRateSource ?? ''})`,
      ),
      ...fact('Duration', seconds === undefined ? undefined : `${seconds.toFixed(1)} s`),
    ],
    lists: [],
  };
}

export function documentFacts(instance: Instance): ObjectFactSheet {
  return {
    facts: [
      ...fact('Title', meaning(instance.ConceptNameCodeSequence)),
      ...fact('Completion', word(instance.CompletionFlag)),
      ...fact('Verification', word(instance.VerificationFlag)),
      ...fact('Content items', contentItems(instance.ContentSequence ?? []) || undefined),
    ],
    lists: [],
  };
}

const contentItems = (items: readonly ContentItem[]): number =>
  items.reduce((sum, item) => sum + 1 + contentItems(item.ContentSequence ?? []), 0);

export function protocolFacts(instance: Instance): ObjectFactSheet {
  return {
    facts: [
      ...fact('Name', instance.HangingProtocolName),
      ...fact('Description', instance.HangingProtocolDescription),
      ...fact('About', 'no patient: it says how others are shown, made or planned'),
    ],
    lists: [],
  };
}
