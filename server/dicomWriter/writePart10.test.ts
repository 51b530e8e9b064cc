import dicomParser from 'dicom-parser';
import { describe, expect, it } from 'vitest';
import { DatasetError, decimalString } from './dataset.ts';
import { SOPClass, TransferSyntax } from './sopClass.ts';
import { uidFromName } from './uid.ts';
import { writePart10 } from './writePart10.ts';

const base = { SOPClassUID: SOPClass.CTImage, SOPInstanceUID: uidFromName('test/1') };
const read = (bytes: Uint8Array): dicomParser.DataSet => dicomParser.parseDicom(bytes);

describe('uidFromName', () => {
  it('is a valid 2.25 UID, the same for the same name and another for another', () => {
    const uid = uidFromName('a/b');
    expect(uid).toMatch(/^2\.25\.[1-9]\d{0,38}$/);
    expect(uid.length).toBeLessThanOrEqual(64);
    expect(uidFromName('a/b')).toBe(uid);
    expect(uidFromName('a/c')).not.toBe(uid);
  });

  it('carries version 5 and the RFC 9562 variant', () => {
    const hex = BigInt(uidFromName('x').slice(5)).toString(16).padStart(32, '0');
    expect(hex[12]).toBe('5');
    expect('89ab').toContain(hex[16]);
  });
});

describe('writePart10', () => {
  it('writes text as UTF-8, several values, sequences and empty attributes', () => {
    const data = read(
      writePart10({
        ...base,
        PatientName: 'Weißmüller^Jörg',
        ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
        ReferringPhysicianName: '',
        PixelSpacing: [0.48828125, 1 / 3],
        ContentSequence: [
          { ValueType: 'TEXT', TextValue: 'Größe', ContentSequence: [{ ValueType: 'CODE' }] },
        ],
      }),
    );
    expect(data.string('x00080005')).toBe('ISO_IR 192');
    const name = data.elements['x00100010'];
    expect(
      Buffer.from(data.byteArray.subarray(name?.dataOffset, (name?.dataOffset ?? 0) + (name?.length ?? 0)))
        .toString('utf8')
        .trimEnd(),
    ).toBe('Weißmüller^Jörg');
    expect(data.string('x00080008')).toBe('ORIGINAL\\PRIMARY\\AXIAL');
    expect(data.elements['x00080090']?.length).toBe(0);
    expect(data.floatString('x00280030', 1)).toBeCloseTo(1 / 3, 12);
    const item = data.elements['x0040a730']?.items?.[0]?.dataSet;
    expect(item?.string('x0040a040')).toBe('TEXT');
    expect(item?.elements['x0040a730']?.items?.[0]?.dataSet?.string('x0040a040')).toBe('CODE');
  });

  it('chooses US or SS by the pixel representation', () => {
    const signed = read(writePart10({ ...base, PixelRepresentation: 1, PixelPaddingValue: -2000 }));
    expect(signed.elements['x00280120']?.vr).toBe('SS');
    expect(signed.int16('x00280120')).toBe(-2000);
    const unsigned = read(writePart10({ ...base, PixelRepresentation: 0, PixelPaddingValue: 63_000 }));
    expect(unsigned.elements['x00280120']?.vr).toBe('US');
    expect(unsigned.uint16('x00280120')).toBe(63_000);
  });

  it('reserves a block for each private creator', () => {
    const data = read(
      writePart10(base, {
        privateElements: [
          { group: 0x99, creator: 'ONE', element: 1, vr: 'LO', value: 'a' },
          { group: 0x99, creator: 'TWO', element: 1, vr: 'LO', value: 'b' },
        ],
      }),
    );
    expect(data.string('x00990010')).toBe('ONE');
    expect(data.string('x00991001')).toBe('a');
    expect(data.string('x00990011')).toBe('TWO');
    expect(data.string('x00991101')).toBe('b');
  });

  it('writes native pixel data as it is, padded to an even length', () => {
    const pixelData = Uint8Array.from([1, 2, 3]);
    const data = read(writePart10({ ...base, BitsAllocated: 8, Rows: 1, Columns: 3 }, { pixelData }));
    const element = data.elements['x7fe00010'];
    expect(element?.length).toBe(4);
    expect([...data.byteArray.subarray(element?.dataOffset, (element?.dataOffset ?? 0) + 3)]).toEqual([
      1, 2, 3,
    ]);
  });

  it('writes compressed frames as one fragment each', () => {
    const frames = [Uint8Array.from([9, 8, 7, 6]), Uint8Array.from([1, 2])];
    const data = read(
      writePart10(
        { ...base, BitsAllocated: 8, NumberOfFrames: 2 },
        { transferSyntaxUID: TransferSyntax.JPEGBaseline, pixelData: frames },
      ),
    );
    expect(data.string('x00020010')).toBe(TransferSyntax.JPEGBaseline);
    const element = data.elements['x7fe00010'];
    expect(element?.fragments?.length).toBe(2);
    const contents = element?.fragments?.map(({ position, length }) =>
      Buffer.from(data.byteArray.subarray(position, position + length)).toString('hex'),
    );
    expect(contents).toEqual(['09080706', '0102']);
  });

  it('is deterministic', () => {
    const make = (): Uint8Array => writePart10({ ...base, PatientName: 'A^B', Rows: 2 });
    expect(Buffer.compare(make(), make())).toBe(0);
  });

  it('refuses what cannot be written', () => {
    expect(() => writePart10({ ...base, NoSuchKeyword: 1 })).toThrow(DatasetError);
    expect(() => writePart10({ ...base, Rows: 'many' })).toThrow(/Rows \(US\)/);
    expect(() => writePart10({ SOPClassUID: SOPClass.CTImage })).toThrow(DatasetError);
    expect(() => decimalString(Number.NaN)).toThrow(DatasetError);
  });

  it('keeps a decimal string within 16 characters', () => {
    for (const value of [0.1 + 0.2, -1 / 3, 1e-9 / 7, 123456789.1234567, -4.6875e-5 / 3]) {
      const text = decimalString(value);
      expect(text.length).toBeLessThanOrEqual(16);
      expect(Number(text) / value).toBeCloseTo(1, 8);
    }
  });
});
