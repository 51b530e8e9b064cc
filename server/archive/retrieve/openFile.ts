import { constants } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import type { FileRecord } from '../indexing/fileRecord.ts';
import { RequestError } from '../http/errors.ts';

/**
 * Opens an indexed file for reading, making sure that it is still the one that was indexed: a regular file at its
 * real path, with the size and time it had. The caller closes it.
 * @throws RequestError 410 when it has gone, 409 when it has changed since
 */
export async function openFile(record: FileRecord): Promise<FileHandle> {
  let handle: FileHandle | undefined;
  try {
    // A folder on the way may have become a symbolic link since the file was indexed.
    if ((await realpath(record.path)) !== record.path)
      throw new RequestError(410, 'The file of this instance has been moved.');
    handle = await open(record.path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = await handle.stat();
    if (!stat.isFile()) throw new RequestError(410, 'The file of this instance is no longer a file.');
    if (stat.size !== record.size || stat.mtimeMs !== record.mtimeMs)
      throw new RequestError(
        409,
        'The file of this instance has changed since it was indexed; ask again in a moment.',
      );
    return handle;
  } catch (error) {
    await handle?.close();
    if (error instanceof RequestError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') throw new RequestError(410, 'The file of this instance has been deleted.');
    throw new RequestError(500, 'The file of this instance cannot be read.', error);
  }
}

/**
 * Reads exactly `length` bytes.
 * @throws RequestError 500 when the file has fewer
 */
export async function readExactly(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) throw new RequestError(500, 'The file of this instance ends before its data does.');
    done += bytesRead;
  }
  return buffer;
}
