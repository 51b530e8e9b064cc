import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUid, nameBasedUid, sha1, uuidV5 } from './uid.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

describe('sha1', () => {
  it('gives the digests of FIPS 180', () => {
    const text = (s: string) => new TextEncoder().encode(s);
    expect(hex(sha1(text('abc')))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
    expect(hex(sha1(text('')))).toBe('da39a3ee5e6b4b0d3255bfef95601890afd80709');
    expect(hex(sha1(text('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')))).toBe(
      '84983e441c3bd26ebaae4aa1f95129e5e54670f1',
    );
  });
  it('agrees with another implementation at every length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(hex(sha1(bytes))).toBe(createHash('sha1').update(bytes).digest('hex'));
      }),
    );
  });
});

describe('sha1 of messages that begin alike', () => {
  it('agrees with another implementation, whatever was hashed before', () => {
    const tails = fc.array(fc.uint8Array({ maxLength: 100 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), tails, (start, ends) => {
        for (const end of ends) {
          const bytes = Uint8Array.from([...start, ...end]);
          expect(hex(sha1(bytes))).toBe(createHash('sha1').update(bytes).digest('hex'));
        }
      }),
    );
  });
});

describe('name-based UIDs', () => {
  it('gives the UUID of RFC 9562 A.4 for www.example.com', () => {
    expect(uuidV5(dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });
  it('writes it as a decimal under 2.25, a legal UID', () => {
    const uid = nameBasedUid(dns, 'www.example.com');
    expect(uid).toBe(`2.25.${BigInt('0x2ed6657de927568b95e12665a8aea6a2')}`);
    expect(isUid(uid)).toBe(true);
    expect(uid.length).toBeLessThanOrEqual(44);
  });
  it('knows what is no UID', () => {
    expect(['1.2.840', '2.25.1'].every(isUid)).toBe(true);
    expect(['', '../..', '@host/', '1.2\r\n', '1'.repeat(65), '__proto__'].some(isUid)).toBe(false);
  });
});
