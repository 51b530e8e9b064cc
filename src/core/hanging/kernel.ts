import { hasWord } from './words.ts';
import type { Derived } from './weighting.ts';

export const kernelKinds = ['soft', 'lung', 'bone', 'sharp'] as const;

/** Names that makers give to kernels for one purpose (GE, Canon, Philips). */
const named: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['lung', /^(lung|chest lung|yc|l|fc5\d)$/i],
  ['bone', /^(bone|bone ?plus|boneplus|edge|ultra|yd|d|fc3\d|fc8\d)$/i],
  ['soft', /^(standard|stnd|soft|detail|a|b|c|ub|ua|fc0\d|fc1\d)$/i],
];

const words: readonly (readonly [kind: string, words: readonly string[]])[] = [
  ['lung', ['lung', 'lungs', 'lunge', 'poumon', 'pulmon', 'pulmonary parenchyma', 'polmone']],
  ['bone', ['bone', 'bones', 'knochen', 'os', 'hueso', 'osseous', 'osso']],
  [
    'soft',
    [
      'soft',
      'soft tissue',
      'weichteil',
      'weichteile',
      'mediastinum',
      'mediastin',
      'std',
      'standard',
      'abdomen',
    ],
  ],
];

/**
 * What a CT reconstruction is sharp for: soft tissue, lung or bone; `sharp` where
 * only the kernel's number tells. The description's word goes before the kernel's
 * number, which says how sharp, not for what.
 */
export function kernelKindOf(
  kernel: readonly string[] | undefined,
  description: string,
): Derived | undefined {
  const name = kernel?.[0]?.trim() ?? '';
  const byName = named.find(([, pattern]) => pattern.test(name));
  if (byName) return { value: byName[0], how: `kernel ${name}` };
  const byWord = words.find(([, each]) => hasWord(description, each));
  if (byWord) return { value: byWord[0], how: `the description says “${description.trim()}”` };
  // Siemens: B31f, Br40d, Bl57, Hr60: the number grows with the sharpness.
  const number = /^[a-z]{1,2}(\d{2})/i.exec(name)?.[1];
  if (number === undefined) return undefined;
  return { value: Number(number) >= 50 ? 'sharp' : 'soft', how: `kernel ${name}` };
}
