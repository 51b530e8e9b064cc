/**
 * Name-based UIDs: a version 5 UUID (RFC 9562 5.5) written as a decimal under
 * 2.25 (PS3.5 B.2). The same name gives the same UID everywhere and for ever.
 * SHA-1 here names things, it protects nothing; it is our own because Web
 * Crypto answers only later and only in secure contexts.
 */

/**
 * The namespace of display set identities. Made once, random; never change it:
 * links and tests hold UIDs that come from it.
 */
export const displaySetNamespace = '6f2d9c1e-0b7a-4d53-9a8e-3c51f47b2d60';

/** PS3.5 9.1 as far as a viewer must care: digits and dots, at most 64 of them. */
export function isUid(text: string): boolean {
  return /^[0-9.]{1,64}$/.test(text);
}

/** @returns `2.25.` and the UUID's 128 bits as a decimal number: a legal UID of at most 44 characters. */
export function nameBasedUid(namespace: string, name: string): string {
  return `2.25.${BigInt(`0x${uuidV5(namespace, name).replaceAll('-', '')}`)}`;
}

/** RFC 9562 5.5. @param namespace a UUID, 36 characters. */
export function uuidV5(namespace: string, name: string): string {
  const text = new TextEncoder().encode(name);
  const bytes = new Uint8Array(16 + text.length);
  const hex = namespace.replaceAll('-', '');
  for (let i = 0; i < 16; i++) bytes[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  bytes.set(text, 16);
  const hash = sha1(bytes).slice(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const digits = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join('-');
}

/** FIPS 180-4 6.1. @returns 20 bytes. */
export function sha1(message: Uint8Array): Uint8Array {
  const blocks = ((message.length + 8) >> 6) + 1;
  const padded = new Uint8Array(blocks * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(message.length / 0x20000000));
  view.setUint32(padded.length - 4, message.length << 3);

  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const w = new Int32Array(80);
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(block * 64 + i * 4);
    for (let i = 16; i < 80; i++)
      w[i] = rotate(at(w, i - 3) ^ at(w, i - 8) ^ at(w, i - 14) ^ at(w, i - 16), 1);
    mix(state, w);
  }
  const out = new Uint8Array(20);
  const outView = new DataView(out.buffer);
  state.forEach((value, i) => outView.setInt32(i * 4, value));
  return out;
}

const at = (words: Int32Array, i: number) => words[i] ?? 0;
const rotate = (x: number, n: number) => (x << n) | (x >>> (32 - n));

/** FIPS 180-4 6.1.2, steps 2 to 4: the eighty rounds of one block. */
function mix(state: Int32Array, w: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let i = 0; i < 80; i++) {
    const choice =
      i < 20
        ? ((b & c) | (~b & d)) + 0x5a827999
        : i < 40
          ? (b ^ c ^ d) + 0x6ed9eba1
          : i < 60
            ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
            : (b ^ c ^ d) + 0xca62c1d6;
    const next = (rotate(a, 5) + choice + e + (w[i] ?? 0)) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
}
