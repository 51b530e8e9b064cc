import { echoTimeOnce } from './echoTimes.ts';
import type { Corner } from './overlayCorners.ts';
import {
  ofAcquiredImages,
  onOneLine,
  overlayItems,
  planeLines,
  type OverlayFacts,
  type OverlayItemId,
  type OverlayLine,
} from './overlayItems.ts';

/**
 * The lines of a corner, without those that have nothing to say. A plane of a
 * volume says where it lies instead of what only an acquired image has.
 * @param named whether patient and study must be named, whatever was chosen.
 * @param shown what all corners have: an echo time that one of them says is not said again.
 */
export function linesOf(
  corner: Corner,
  items: readonly OverlayItemId[],
  facts: OverlayFacts,
  named: boolean,
  shown: readonly OverlayItemId[] = items,
): readonly OverlayLine[] {
  const isPlane = (facts.live.plane ?? facts.live.projection ?? facts.live.threeD) !== undefined;
  const hasWindow = facts.live.threeD?.isByWindow ?? true;
  const kept = items.filter((id) => !(isPlane && ofAcquiredImages.has(id)) && (hasWindow || id !== 'window'));
  const lines: OverlayLine[] = [];
  for (const id of kept) {
    const text = echoTimeOnce(id, overlayItems[id].text(facts), facts, shown);
    if (!text || (isOfSide(id) && lines.some((line) => isOfSide(line.id) && isSameSide(line.text, text))))
      continue;
    const last = lines.at(-1);
    if (last && isShort(id) && isShort(last.id))
      lines.splice(-1, 1, { id: last.id, text: `${last.text}  ·  ${text}` });
    else lines.push({ id, text });
  }
  if (isPlane && corner === 'bottomRight') lines.push(...planeLines(facts));
  if (!named || corner !== 'topLeft') return lines;
  const said = new Set(lines.map(({ id }) => id));
  return [...identityLines(facts).filter(({ id }) => !said.has(id)), ...lines];
}

/** A radiograph may be told apart in its series by its side and view: that is said once. */
const isOfSide = (id: string): boolean => id === 'view' || id === 'part';

const sides: Readonly<Record<string, string>> = { R: 'right', L: 'left', B: 'both' };

const isSameSide = (a: string, b: string): boolean => inWords(a) === inWords(b);

const inWords = (text: string): string =>
  text
    .split(' ')
    .map((word) => (sides[word] ?? word).toLowerCase())
    .join(' ');

const isShort = (id: string): boolean => onOneLine.some((each) => each === id);

/** Whose image it is and of which study: what is said wherever two may be taken for one another. */
export function identityLines(facts: OverlayFacts): readonly OverlayLine[] {
  return (['patientName', 'patient', 'studyDate'] as const).flatMap((id) => {
    const text = overlayItems[id].text(facts);
    return text ? [{ id, text }] : [];
  });
}

/** No value of an object holds these: they end a field and a line. */
const [field, line] = ['\u001f', '\u001e'];

/** As one text, which is compared by its value. */
export const writeLines = (lines: readonly OverlayLine[]): string =>
  lines.map(({ id, text }) => `${id}${field}${text.replace(/[\u001e\u001f]/g, ' ')}`).join(line);

export const readLines = (text: string): readonly OverlayLine[] =>
  text === ''
    ? []
    : text.split(line).map((each) => {
        const [id = '', words = ''] = each.split(field);
        return { id, text: words };
      });
