import type { Instance } from './instance.ts';

/**
 * Whether the frames are one video stream, and of which kind (PS3.5 10.7 to
 * 10.13), as far as AvailableTransferSyntaxUID tells: many archives leave it out.
 */
export function videoCodec({ AvailableTransferSyntaxUID = [] }: Instance): string | undefined {
  for (const uid of AvailableTransferSyntaxUID) {
    // Asked of every instance: what cannot be video is told without taking the UID apart.
    if (!uid.startsWith('1.2.840.10008.1.2.4.1')) continue;
    const number = /^1\.2\.840\.10008\.1\.2\.4\.(1\d\d)(\.1)?$/.exec(uid)?.[1];
    if (number === undefined) continue;
    if (number === '100' || number === '101') return 'MPEG-2';
    if (number >= '102' && number <= '106') return 'H.264';
    if (number === '107' || number === '108') return 'HEVC';
  }
  return undefined;
}
