import { describeError } from '../../../core/errors.ts';
import type { ViewportHandle } from '../../../core/viewport.ts';
import { paintDrawings, paintText } from './paintText.ts';

/** What lies over a picture and belongs to it; buttons and bars do not. */
const overThePicture = '[data-testid="viewport-overlay"], [data-testid="viewport-layers"]';

/** The element of a viewport of the grid. */
export function viewportElement(viewportId: string): HTMLElement | undefined {
  return document.querySelector<HTMLElement>(`[data-viewport-id="${CSS.escape(viewportId)}"]`) ?? undefined;
}

/**
 * What a viewport shows, as PNG.
 * @param withText with the words in the corners and the lines over the picture, as they are on the screen.
 * @throws RenderError, or an Error in words, when nothing is shown.
 */
export async function pictureOf(
  viewportId: string,
  handle: ViewportHandle | undefined,
  withText: boolean,
): Promise<Blob> {
  const element = viewportElement(viewportId);
  if (!element || handle?.getState().status !== 'rendered') throw new Error('Nothing is shown there yet.');
  const blob = await handle.capture();
  if (!blob) throw new Error('The browser gave no picture.');
  return withText ? lettered(blob, element) : blob;
}

/** The picture with the words and lines over it, as they are on the screen. */
async function lettered(picture: Blob, element: HTMLElement): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gave no canvas.');
  context.drawImage(bitmap, 0, 0);
  const host = element.querySelector('[data-host]') ?? element;
  const within = host.getBoundingClientRect();
  const options = { within, scale: bitmap.width / within.width };
  for (const layer of element.querySelectorAll(overThePicture)) {
    await paintDrawings(context, layer, options);
    paintText(context, layer, options);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The browser gave no picture.'))),
      'image/png',
    );
  });
}

/**
 * Puts a picture on the clipboard.
 * @param make makes the picture; not asked where the browser has no clipboard for pictures.
 * @throws what `make` failed with, or an Error in words where the browser forbids it.
 */
export async function copyPicture(make: () => Promise<Blob>): Promise<void> {
  // Without a secure address there is no clipboard at all, whatever its type says.
  const clipboard: Partial<Clipboard> | undefined = navigator.clipboard;
  if (typeof ClipboardItem === 'undefined' || !clipboard?.write)
    throw new Error('This browser does not let a page copy pictures. Save it as a file instead.');
  const picture = make();
  // The browser reports a picture that fails in words of its own: the reason is kept here.
  const failure = picture.then(
    () => undefined,
    (reason: unknown) => ({ reason }),
  );
  try {
    // The promise itself: the browser must see that the reader asked for it just now.
    await clipboard.write([new ClipboardItem({ 'image/png': picture })]);
  } catch (error) {
    const own = await failure;
    if (own) throw own.reason;
    throw new Error(`The browser did not copy it: ${describeError(error)} Save it as a file instead.`, {
      cause: error,
    });
  }
}
