/**
 * Whether an answer is a web page: by what the server says it is, or by how it
 * begins, whatever it says. No DICOM data begins like that.
 */
export function isWebPage(contentType: string, bytes: Uint8Array): boolean {
  if (/^\s*(text\/html|application\/xhtml\+xml)\b/i.test(contentType)) return true;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 256));
  return /^(\xEF\xBB\xBF)?\s*<(!doctype\s+html|html|head|body|script)\b/i.test(start);
}
