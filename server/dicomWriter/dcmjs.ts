import { createRequire } from 'node:module';

/** One element in dcmjs's own form: the DICOM JSON Model with binary values in place. */
export interface DcmjsElement {
  vr: string;
  Value: unknown[];
}
export type DcmjsDict = Record<string, DcmjsElement>;

/** The little of dcmjs that the writer uses; the package has no types of its own. */
interface Dcmjs {
  readonly log: { setLevel(level: 'silent'): void };
  readonly data: {
    readonly DicomDict: new (meta: DcmjsDict) => {
      dict: DcmjsDict;
      write(options: { fragmentMultiframe: boolean }): ArrayBuffer;
    };
    readonly DicomMetaDictionary: {
      readonly nameMap: Readonly<Record<string, { readonly tag: string; readonly vr: string } | undefined>>;
    };
  };
}

const dcmjs: Dcmjs = createRequire(import.meta.url)('dcmjs');
// dcmjs reports values that are longer than their VR allows to the console; that is for tests to find.
dcmjs.log.setLevel('silent');

export const { DicomDict, DicomMetaDictionary } = dcmjs.data;
