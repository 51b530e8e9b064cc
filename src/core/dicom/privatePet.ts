import type { PrivatePet } from './instance.ts';
import { firstNumber, firstText } from './privateBValue.ts';

/**
 * What manufacturers of PET scanners keep in private elements and SUVs depend on.
 * A private element means something only under its creator's block (PS3.5 7.8.1).
 */
interface Place {
  readonly group: string;
  readonly creator: string;
  /** Last two digits of the element, inside the creator's block. */
  readonly element: string;
}

const suvScale: Place = { group: '7053', creator: 'Philips PET Private Group', element: '00' };
const activityScale: Place = { ...suvScale, element: '09' };
const scanDateTime: Place = { group: '0009', creator: 'GEMS_PETD_01', element: '0D' };

/** Blocks that are looked at: a creator may be in 10 to FF, in practice in the first few. */
const blocks = Array.from({ length: 16 }, (_, i) => (0x10 + i).toString(16).toUpperCase());

type Json = Readonly<Record<string, unknown>>;

/**
 * @param json a data set of the DICOM JSON Model.
 * @returns undefined when it is no PET image, or has nothing of the kind.
 */
export function privatePet(json: Json): PrivatePet | undefined {
  // Units (0054,1001) is in every PET image, and in nuclear medicine; others are not searched.
  if (json['00541001'] === undefined) return undefined;
  const suv = firstNumber(elementAt(json, suvScale));
  const activity = firstNumber(elementAt(json, activityScale));
  const time = textOf(elementAt(json, scanDateTime));
  if (suv === undefined && activity === undefined && time === undefined) return undefined;
  return {
    ...(suv === undefined ? {} : { suvScale: suv }),
    ...(activity === undefined ? {} : { activityScale: activity }),
    ...(time === undefined ? {} : { scanDateTime: time }),
  };
}

function elementAt(json: Json, { group, creator, element }: Place): unknown {
  const block = blocks.find((digits) => firstText(json[`${group}00${digits}`]) === creator);
  return block === undefined ? undefined : json[`${group}${block}${element}`];
}

/** Text, also of an element that was sent without its type (UN). */
function textOf(element: unknown): string | undefined {
  const text = firstText(element) ?? bytesOf(element);
  return text?.replaceAll('\0', '').trim() || undefined;
}

function bytesOf(element: unknown): string | undefined {
  if (typeof element !== 'object' || element === null || !('InlineBinary' in element)) return undefined;
  try {
    return typeof element.InlineBinary === 'string' ? atob(element.InlineBinary) : undefined;
  } catch {
    return undefined; // not base64: the same as no value
  }
}
