import { describe, expect, it } from 'vitest';
import { SopClass, sopClasses, sopClassName, sopClassUidsOf } from './sopClass.ts';
import { isUid } from './uid.ts';

describe('the SOP class table', () => {
  it('holds 192 storage classes, each with its own UID, keyword and name', () => {
    expect(sopClasses).toHaveLength(192);
    for (const key of ['UID', 'keyword', 'name'] as const)
      expect(new Set(sopClasses.map((entry) => entry[key])).size).toBe(192);
    expect(sopClasses.every(({ UID }) => isUid(UID))).toBe(true);
  });
  it('names classes for programs and for people', () => {
    expect(SopClass.CTImageStorage).toBe('1.2.840.10008.5.1.4.1.1.2');
    expect(sopClassName(SopClass.TwelveLeadECGWaveformStorage)).toBe('12-lead ECG Waveform');
    expect(sopClassName('1.2.840.10008.5.1.4.1.1.999')).toBe(
      'unknown object (UID 1.2.840.10008.5.1.4.1.1.999)',
    );
    expect(sopClassName('1.3.46.1')).toBe('private object (UID 1.3.46.1)');
    expect(sopClassName('')).toBe('unknown object');
    expect(sopClassUidsOf('L')).toEqual([SopClass.KeyObjectSelectionDocumentStorage]);
  });
});
