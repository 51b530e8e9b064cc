import type { Instance } from '../dicom/instance.ts';

/**
 * The classic way to write a display set: a list of images with attributes set
 * on it one by one. `uid` is a provisional identity for use inside a handler;
 * the final `displaySetInstanceUID` is derived by `organize`.
 */
export class ImageSet {
  readonly images: Instance[];
  readonly uid: string;
  [attribute: string]: unknown;

  constructor(images: readonly Instance[]) {
    if (!Array.isArray(images)) throw new TypeError('ImageSet: images must be an array of instances');
    this.images = [...(images as readonly Instance[])];
    this.uid = `imageset:${this.images[0]?.SOPInstanceUID ?? ''}:${this.images.length}`;
  }

  getImage(index: number): Instance | undefined {
    return this.images[index];
  }

  getAttribute(attribute: string): unknown {
    return this[attribute];
  }

  setAttribute(attribute: string, value: unknown): void {
    this[attribute] = value;
  }

  setAttributes(attributes: Readonly<Record<string, unknown>>): void {
    for (const [attribute, value] of Object.entries(attributes)) this[attribute] = value;
  }

  sortBy(compare: (a: Instance, b: Instance) => number): void {
    this.images.sort(compare);
  }
}
