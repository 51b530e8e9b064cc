/**
 * CIELab as DICOM stores it to a colour of the screen.
 * @param lab L* from 0 to 100 and a*, b* from -128 to 127, each scaled to 0 .. 65535, under D50.
 * @returns CSS, or undefined without three numbers.
 * @see PS3.3 C.10.7.1.1
 */
export function colourOfLab(lab: readonly number[] | undefined): string | undefined {
  if (lab?.length !== 3) return undefined;
  const [l = 0, a = 0, b = 0] = lab;
  // CSS knows CIELab under D50 itself.
  const percent = (l / 65535) * 100;
  const [red, green] = [a, b].map((value) => (value / 65535) * 255 - 128);
  return `lab(${round(percent)}% ${round(red ?? 0)} ${round(green ?? 0)})`;
}

/** ROI colours are 8 bits a channel (PS3.3 C.8.8.6). */
export function colourOfRgb(rgb: readonly number[] | undefined): string | undefined {
  if (rgb?.length !== 3) return undefined;
  return `rgb(${rgb.map((value) => Math.max(0, Math.min(255, Math.round(value)))).join(' ')})`;
}

const round = (value: number) => Math.round(value * 10) / 10;
