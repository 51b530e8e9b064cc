import { createHash } from 'node:crypto';

/** The name space of every UID this writer derives (a UUID, chosen once). */
const nameSpace = Buffer.from('6f1d3c5e8a244f0d9c52b7a1e0d94371', 'hex');

/**
 * A UID that is always the same for the same name: a name-based UUID (RFC 9562,
 * version 5) in the `2.25.` form of PS3.5 B.2. Names are paths such as
 * `demo/ct-head/series-2/17`.
 */
export function uidFromName(name: string): string {
  const hash = createHash('sha1').update(nameSpace).update(name, 'utf8').digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return `2.25.${BigInt(`0x${hash.toString('hex')}`).toString(10)}`;
}
