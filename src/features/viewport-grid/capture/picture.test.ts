import { afterEach, expect, test, vi } from 'vitest';
import { copyPicture } from './picture.ts';

afterEach(() => void vi.unstubAllGlobals());

const picture = new Blob(['picture'], { type: 'image/png' });

/** A clipboard that takes what it is given as a browser does: it waits for the picture, and tells nothing of why it failed. */
function stubClipboard(write?: () => Promise<void>) {
  const written: Blob[] = [];
  class Item {
    constructor(readonly parts: Readonly<Record<string, Promise<Blob>>>) {}
  }
  const take = async ([item]: readonly Item[]) => {
    const part = item?.parts['image/png'];
    try {
      if (part) written.push(await part);
    } catch {
      throw new DOMException('Promise rejected.', 'DataError');
    }
  };
  vi.stubGlobal('ClipboardItem', Item);
  vi.stubGlobal('navigator', { clipboard: { write: write ?? take } });
  return written;
}

test('the picture is written', async () => {
  const written = stubClipboard();
  await copyPicture(() => Promise.resolve(picture));
  expect(written).toEqual([picture]);
});

test('without ClipboardItem, or without a clipboard, no picture is made and the way out is named', async () => {
  const make = vi.fn(() => Promise.reject(new Error('made for nothing')));
  vi.stubGlobal('navigator', { clipboard: {} });
  await expect(copyPicture(make)).rejects.toThrow('Save it as a file instead.');
  stubClipboard();
  vi.stubGlobal('navigator', {});
  await expect(copyPicture(make)).rejects.toThrow('Save it as a file instead.');
  expect(make).not.toHaveBeenCalled();
});

test('a picture that cannot be made says why, not what the browser makes of it', async () => {
  stubClipboard();
  await expect(copyPicture(() => Promise.reject(new Error('Nothing is shown there yet.')))).rejects.toThrow(
    /^Nothing is shown there yet\.$/,
  );
});

test('a browser that refuses, while the picture fails later: the reason is kept, no promise is left', async () => {
  stubClipboard(() => Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError')));
  await expect(copyPicture(() => Promise.resolve(picture))).rejects.toThrow(
    'The browser did not copy it: Write permission denied.',
  );
  const late = new Promise<Blob>((_, reject) => setTimeout(() => reject(new Error('Too late.'))));
  await expect(copyPicture(() => late)).rejects.toThrow('Too late.');
});
