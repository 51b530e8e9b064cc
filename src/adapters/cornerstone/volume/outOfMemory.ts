import { describeError, RenderError } from '../../../core/errors.ts';
import type { PlaneRequest } from './planePicture.ts';

/** As engines say that an array could not be allocated, on the page or in a worker. */
const words = /array buffer allocation failed|invalid (typed )?array length|out of memory|allocation failed/i;

/** Whether something failed for want of memory. */
export const isOutOfMemory = (error: unknown): boolean =>
  error !== undefined && words.test(describeError(error));

/** In numbers and words: a picture that there was no memory for, although all that could be dropped was. */
export function tooLargePicture({ stack }: Pick<PlaneRequest, 'stack'>, cause: unknown): RenderError {
  const { columns, rows } = stack;
  // As numbers of four bytes while it is made, and of two when it is done.
  const megabytes = Math.ceil((columns * rows * 6) / 1024 ** 2);
  return new RenderError(
    `There is no memory for it: ${columns} x ${rows} pixels need ${megabytes} MB. ` +
      'Images that are not on a screen were dropped, which was not enough. Empty another viewport, then try again.',
    { cause },
  );
}
