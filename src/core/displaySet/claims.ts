import type { Instance } from '../dicom/instance.ts';
import { ImageSet } from '../extension/imageSet.ts';
import type {
  DisplaySetInput,
  DisplaySetMessage,
  DisplaySetReference,
  GeometryVerdict,
  ImageRef,
} from './displaySet.ts';
import { frameCount } from './images.ts';
import { readParts } from './parts.ts';
import { plainData } from './plainData.ts';
import type { Ledger, Refusal } from './ledger.ts';

/**
 * A handler's answer, believed in nothing: read into claims that hold only
 * instances it was offered, each once, or into the sentence that says what is
 * wrong with it.
 */

export interface Claim {
  readonly instances: readonly Instance[];
  readonly input: Omit<DisplaySetInput, 'instances'>;
}

export type HandlerAnswer =
  | { readonly ok: true; readonly claims: readonly Claim[]; readonly empty: number }
  | { readonly ok: false; readonly error: string };

/** @param claim takes an instance that the handler was offered; @param room for as many: see `Ledger`. */
export function readAnswer(
  answer: unknown,
  claim: Ledger['claim'],
  room: Ledger['room'] = () => [],
): HandlerAnswer {
  if (answer === undefined || answer === null) return nothingClaimed;
  const list: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  if (list.length === 0) return nothingClaimed;
  const claims: Claim[] = [];
  let empty = 0;
  for (const [i, item] of list.entries()) {
    const where = list.length === 1 ? 'its display set' : `display set ${i + 1} of ${list.length}`;
    if (typeof item !== 'object' || item === null) return wrong(`${where} is ${article(item)}`);
    const images = listed(item);
    if (!images) return wrong(`${where} has no list of instances`);
    const instances = room(images.length);
    for (let at = 0; at < images.length; at++) {
      const image = images[at];
      // Ours, not the handler's: it may have made copies.
      const instance = claim(image);
      if (typeof instance === 'string') return wrong(refused(instance, where, image));
      instances[at] = instance;
    }
    if (instances.length === 0) {
      empty++;
      continue;
    }
    const input = readInput(item, instances);
    if (typeof input === 'string') return wrong(`${where} ${input}`);
    claims.push({ instances, input });
  }
  return { ok: true, claims, empty };
}

/** One for all: most handlers take nothing. */
const nothingClaimed: HandlerAnswer = { ok: true, claims: [], empty: 0 };

const wrong = (error: string): HandlerAnswer => ({ ok: false, error });

function article(value: unknown): string {
  return value === null ? 'null' : value === undefined ? 'undefined' : `a ${typeof value}`;
}

/** A classic image set lists its instances under `images`; there `images` never means frames. */
function listed(item: object): readonly unknown[] | undefined {
  if ('instances' in item && Array.isArray(item.instances)) return item.instances;
  if ('images' in item && Array.isArray(item.images)) return item.images;
  return undefined;
}

function refused(refusal: Refusal, where: string, image: unknown): string {
  const uid = typeof image === 'object' && image && 'SOPInstanceUID' in image ? image.SOPInstanceUID : '';
  if (refusal === 'not an instance') return `${where} holds something that is not an instance`;
  if (refusal === 'twice') return `it returned instance ${String(uid)} twice`;
  return `${where} holds instance ${String(uid)}, which it was not offered`;
}

/** Attributes of a plain display set or a classic one; a string says what makes it unusable. */
function readInput(
  item: object,
  instances: readonly Instance[],
): Omit<DisplaySetInput, 'instances'> | string {
  const classic = item instanceof ImageSet || !('instances' in item);
  const given: Readonly<Record<string, unknown>> = { ...item };
  const images = classic ? undefined : readImageRefs(given['images'], instances);
  if (typeof images === 'string') return images;
  const FrameRate = classic && isFrameTime(given['FrameRate'], instances) ? undefined : given['FrameRate'];
  const messages = readMessages(given['messages']);
  const geometry = readGeometry(given['geometry']);
  const references = readReferences(given['references']);
  const parts = classic ? undefined : readParts(given['parts']);
  return {
    ...(images && { images }),
    ...(messages && { messages }),
    ...(geometry && { geometry }),
    ...(references && { references }),
    ...(parts && { parts }),
    ...texts(given, ['splitLabel', 'sortedBy', 'label', 'FrameRateSource', 'reason']),
    ...splitKeyOf(given['splitKey']),
    ...splitValuesOf(given['splitValues']),
    ...splitWordsOf(given['splitWords']),
    ...viewportKindsOf(given['viewportKinds']),
    ...(isPositive(FrameRate) && { FrameRate }),
    ...(typeof given['isMultiFrame'] === 'boolean' && { isMultiFrame: given['isMultiFrame'] }),
    // A classic set counts instances here; frames are what is counted, so it is counted again.
    ...(!classic && isCount(given['numImageFrames']) && { numImageFrames: given['numImageFrames'] }),
    ...(isCount(given['representativeImageIndex']) && {
      representativeImageIndex: given['representativeImageIndex'],
    }),
    attributes: classic ? classicAttributes(given) : plainAttributes(given['attributes']),
  };
}

/**
 * The published example of the classic style sets FrameRate to FrameTime, which
 * is milliseconds. FrameRate here is frames per second, so that value is set
 * aside and the rate worked out from the instance.
 */
function isFrameTime(value: unknown, instances: readonly Instance[]): boolean {
  return value !== undefined && value === instances[0]?.FrameTime;
}

function readImageRefs(
  value: unknown,
  instances: readonly Instance[],
): readonly ImageRef[] | undefined | string {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return 'has `images` that is not a list';
  const refs: ImageRef[] = [];
  for (const ref of value as readonly unknown[]) {
    if (typeof ref !== 'object' || ref === null || !('instanceIndex' in ref) || !('frame' in ref))
      return 'has `images` without instanceIndex and frame';
    const { instanceIndex, frame } = ref;
    if (typeof instanceIndex !== 'number' || typeof frame !== 'number')
      return 'has `images` without instanceIndex and frame';
    const instance = instances[instanceIndex];
    if (!instance) return `has an image of instance ${instanceIndex}, of ${instances.length}`;
    if (!Number.isInteger(frame) || frame < 1 || frame > Math.max(1, frameCount(instance)))
      return `has an image of frame ${frame}, of ${frameCount(instance)}`;
    refs.push({ instanceIndex, frame });
  }
  return refs;
}

function readMessages(value: unknown): readonly DisplaySetMessage[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return (value as readonly unknown[]).filter(isMessage);
}

function isMessage(value: unknown): value is DisplaySetMessage {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'text' in value &&
    typeof value.text === 'string' &&
    'code' in value &&
    typeof value.code === 'string' &&
    (!('imageIndices' in value) || value.imageIndices === undefined || isNumbers(value.imageIndices)) &&
    'severity' in value &&
    (value.severity === 'info' || value.severity === 'warning' || value.severity === 'error')
  );
}

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'number');

function readGeometry(value: unknown): GeometryVerdict | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('reconstructable' in value) || typeof value.reconstructable !== 'boolean') return undefined;
  if (!('summary' in value) || typeof value.summary !== 'string') return undefined;
  const { reconstructable, summary } = value;
  const findings = 'findings' in value ? readMessages(value.findings) : undefined;
  return {
    reconstructable,
    summary,
    findings: findings ?? [],
    ...('spacingMm' in value && typeof value.spacingMm === 'number' && { spacingMm: value.spacingMm }),
    ...('positions' in value && typeof value.positions === 'number' && { positions: value.positions }),
  };
}

function readReferences(value: unknown): readonly DisplaySetReference[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return (value as readonly unknown[]).filter(isReference);
}

function isReference(value: unknown): value is DisplaySetReference {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'purpose' in value &&
    typeof value.purpose === 'string' &&
    'SOPInstanceUIDs' in value &&
    Array.isArray(value.SOPInstanceUIDs) &&
    value.SOPInstanceUIDs.every((uid) => typeof uid === 'string')
  );
}

function texts<K extends string>(
  given: Readonly<Record<string, unknown>>,
  keys: readonly K[],
): { [P in K]?: string } {
  const found: { [P in K]?: string } = {};
  for (const key of keys) {
    const value = given[key];
    if (typeof value === 'string' && value !== '') found[key] = value;
  }
  return found;
}

function splitKeyOf(value: unknown): { splitKey?: string } {
  if (typeof value === 'string') return { splitKey: value };
  if (typeof value === 'number') return { splitKey: String(value) };
  return {};
}

function splitValuesOf(value: unknown): { splitValues?: Readonly<Record<string, string>> } {
  const splitValues = textsByName(value);
  return splitValues ? { splitValues } : {};
}

function splitWordsOf(value: unknown): { splitWords?: Readonly<Record<string, string>> } {
  const splitWords = textsByName(value);
  return splitWords ? { splitWords } : {};
}

function textsByName(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const texts: Record<string, string> = {};
  for (const [key, text] of Object.entries(value)) texts[key] = String(text);
  return texts;
}

function viewportKindsOf(value: unknown): { viewportKinds?: readonly string[] } {
  if (!Array.isArray(value)) return {};
  const kinds = (value as readonly unknown[]).filter((kind) => typeof kind === 'string');
  return kinds.length > 0 ? { viewportKinds: kinds } : {};
}

const isPositive = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

function plainAttributes(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? plainData({ ...value }) : {};
}

/** Everything that the author set, under its own name; the images themselves are `instances`. */
function classicAttributes(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { images: _images, uid: _uid, ...attributes } = given;
  return plainData(attributes);
}
