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
  return `2.25.${BigInt(`0x${uuidDigits(namespace, name)}`)}`;
}

/** RFC 9562 5.5. @param namespace a UUID, 36 characters. */
export function uuidV5(namespace: string, name: string): string {
  const digits = uuidDigits(namespace, name);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join('-');
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Room for a namespace and a name: one a display set, so none is made anew for those of usual length. */
const nameRoom = new Uint8Array(1024);

/** The 32 digits of a version 5 UUID. */
function uuidDigits(namespace: string, name: string): string {
  const prefix = uuidBytes(namespace);
  const hash = sha1(writtenAscii(prefix, name) ?? joined(prefix, encoder.encode(name)));
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  let digits = '';
  for (let i = 0; i < 16; i++) digits += hexPairs[hash[i] ?? 0] ?? '';
  return digits;
}

/** Names are nearly always ASCII, where a loop is several times faster than the encoder; undefined for others. */
function writtenAscii(prefix: Uint8Array, name: string): Uint8Array | undefined {
  const length = prefix.length + name.length;
  if (length > nameRoom.length) return undefined;
  nameRoom.set(prefix);
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code > 0x7f) return undefined;
    nameRoom[prefix.length + i] = code;
  }
  return nameRoom.subarray(0, length);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

/** Two digits a byte. */
export const bytesToHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => hexPairs[byte] ?? '').join('');

const encoder = new TextEncoder();

/** There are one or two namespaces, and a mode may name every instance of a study under one: each is read once. */
const bytesByUuid = new Map<string, Uint8Array>();
function uuidBytes(uuid: string): Uint8Array {
  let bytes = bytesByUuid.get(uuid);
  if (!bytes) {
    const hex = uuid.replaceAll('-', '');
    bytes = Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16));
    bytesByUuid.set(uuid, bytes);
  }
  return bytes;
}

const initialState = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
/** Room for the words of one block: all of them are written before they are read. */
const w = new Int32Array(80);

/** A message and the states after each of its blocks. */
interface Hashing {
  readonly words: Int32Array;
  readonly states: Int32Array;
  blocks: number;
}

/** A longer message is not the name of a display set. */
const maxBlocksKept = 16;
const roomFor = (blocks: number): Hashing => ({
  words: new Int32Array(blocks * 16),
  states: new Int32Array(blocks * 5),
  blocks: 0,
});

/**
 * The message before. Names of one series begin with the same hundred and more
 * characters, and a mode may give one to every instance: the work on the
 * beginning is done once.
 */
let last = roomFor(maxBlocksKept);
/** Room for the next, which then changes places with the last. */
let spare = roomFor(maxBlocksKept);

/** How many blocks of 16 words are the same from the start. */
function sharedBlocks(a: Hashing, words: Int32Array, blocks: number): number {
  const length = Math.min(a.blocks, blocks) * 16;
  let i = 0;
  while (i < length && a.words[i] === words[i]) i++;
  return i >> 4;
}

/** FIPS 180-4 6.1. @returns 20 bytes. */
export function sha1(message: Uint8Array): Uint8Array {
  const blocks = ((message.length + 8) >> 6) + 1;
  const isKept = blocks <= maxBlocksKept;
  const hashing = isKept ? spare : roomFor(blocks);
  const { words, states } = hashing;
  // The message as big-endian words, then a bit 1, zeros, and the length in bits.
  words.fill(0, 0, blocks * 16);
  for (let i = 0; i < message.length; i++) words[i >> 2] = at(words, i >> 2) | shifted(message[i] ?? 0, i);
  words[message.length >> 2] = at(words, message.length >> 2) | shifted(0x80, message.length);
  words[blocks * 16 - 2] = Math.floor(message.length / 0x20000000);
  words[blocks * 16 - 1] = message.length << 3;

  const from = sharedBlocks(last, words, blocks);
  for (let i = 0; i < from * 5; i++) states[i] = at(last.states, i);
  const state = from > 0 ? states.slice(from * 5 - 5, from * 5) : initialState.slice();
  for (let block = from; block < blocks; block++) {
    for (let i = 0; i < 16; i++) w[i] = at(words, block * 16 + i);
    for (let i = 16; i < 80; i++)
      w[i] = rotate(at(w, i - 3) ^ at(w, i - 8) ^ at(w, i - 14) ^ at(w, i - 16), 1);
    mix(state, w);
    states.set(state, block * 5);
  }
  hashing.blocks = blocks;
  if (isKept) [last, spare] = [hashing, last];
  const out = new Uint8Array(20);
  for (let i = 0; i < 20; i++) out[i] = at(state, i >> 2) >>> (24 - (i & 3) * 8);
  return out;
}

/** A byte at its place in a big-endian word. */
const shifted = (byte: number, i: number) => byte << (24 - (i & 3) * 8);
const at = (words: Int32Array, i: number) => words[i] ?? 0;
const rotate = (x: number, n: number) => (x << n) | (x >>> (32 - n));

/** FIPS 180-4 6.1.2, steps 2 to 4: the eighty rounds of one block. */
function mix(state: Int32Array, w: Int32Array): void {
  let a = at(state, 0);
  let b = at(state, 1);
  let c = at(state, 2);
  let d = at(state, 3);
  let e = at(state, 4);
  for (let i = 0; i < 80; i++) {
    const choice =
      i < 20
        ? ((b & c) | (~b & d)) + 0x5a827999
        : i < 40
          ? (b ^ c ^ d) + 0x6ed9eba1
          : i < 60
            ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
            : (b ^ c ^ d) + 0xca62c1d6;
    const next = (rotate(a, 5) + choice + e + at(w, i)) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  state[0] = at(state, 0) + a;
  state[1] = at(state, 1) + b;
  state[2] = at(state, 2) + c;
  state[3] = at(state, 3) + d;
  state[4] = at(state, 4) + e;
}
