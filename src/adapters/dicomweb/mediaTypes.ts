/** As stored, whatever that is. */
export const AS_STORED = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
/** Uncompressed: PS3.18 8.7.3.3.2 makes Explicit VR Little Endian the default of this media type. */
export const UNCOMPRESSED = 'multipart/related; type="application/octet-stream"';
