import type { Code, Instance } from './instance.ts';

/** One projection: which side, seen how. */
export interface View {
  /** R, L or B; '' when it is not given. */
  readonly side: string;
  /** CC, MLO, AP and so on; '' when it is not given. */
  readonly view: string;
}

/** PS3.16 CID 4014, the views of screening and their usual complements, in SCT and in the older SRT codes. */
const viewCodes: Readonly<Record<string, string>> = {
  '399162004': 'CC',
  'R-10242': 'CC',
  '399368009': 'MLO',
  'R-10226': 'MLO',
  '399260004': 'ML',
  'R-10224': 'ML',
  '399352003': 'LM',
  'R-10228': 'LM',
  '399099002': 'LMO',
  'R-10230': 'LMO',
  '399265009': 'XCCL',
  'R-1024A': 'XCCL',
  '399192003': 'XCCM',
  'R-1024B': 'XCCM',
};

/** Laterality and view, from the image, its frames or its codes (PS3.3 C.8.11.7, C.8.21). */
export function viewOf(instance: Instance): View {
  const [shared] = instance.SharedFunctionalGroupsSequence ?? [];
  const side =
    instance.ImageLaterality ??
    instance.Laterality ??
    shared?.FrameAnatomySequence?.[0]?.FrameLaterality ??
    '';
  const [code] = instance.ViewCodeSequence ?? [];
  return { side: side.toUpperCase(), view: instance.ViewPosition ?? (code && viewOfCode(code)) ?? '' };
}

function viewOfCode({ CodeValue = '', CodeMeaning }: Code): string | undefined {
  return Object.hasOwn(viewCodes, CodeValue) ? viewCodes[CodeValue] : CodeMeaning;
}
