/**
 * Hands a file to the browser's downloads. The name is made safe: what a file system
 * could take for a path or a command goes, and it is never longer than 120 characters.
 */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = safeFileName(name);
  link.click();
  // The download has its own hold on the data by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function safeFileName(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? name.slice(dot).replace(/[^.\w]/g, '') : '';
  const stem = (dot > 0 ? name.slice(0, dot) : name)
    .replace(/[^\p{L}\p{N}\-_ ().]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s-]+/, '')
    .trim();
  return `${stem.slice(0, 100) || 'document'}${extension.slice(0, 16)}`;
}
