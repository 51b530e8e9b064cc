import type { IncomingMessage, ServerResponse } from 'node:http';

/** Nothing on the page may come from elsewhere, run from a string or be framed. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const commonHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
};

/** The names under which a loopback server is addressed. Any other in `Host` is a page of another site reaching in. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  if (host === undefined) return false;
  return ['127.0.0.1', 'localhost', '[::1]'].some(
    (name) => host.toLowerCase() === `${name}:${port}` || (port === 80 && host.toLowerCase() === name),
  );
}

/**
 * Refuses, before anything else looks at it, a request that this server never answers.
 * @returns whether the request was refused and answered
 */
export function refuse(request: IncomingMessage, response: ServerResponse, port: number): boolean {
  const end = (status: number, sentence: string, headers: Record<string, string> = {}) => {
    const body = JSON.stringify({ error: sentence });
    response.writeHead(status, {
      ...commonHeaders,
      ...headers,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      Connection: 'close',
    });
    response.end(body);
    // What is still to come of a body is not read: the connection ends once the answer is out.
    response.once('finish', () => request.socket.destroySoon());
    return true;
  };
  if (!isOwnHost(request.headers.host, port))
    return end(421, 'This server answers only to its own name on this computer.');
  const { method = '', url = '' } = request;
  if (method !== 'GET' && method !== 'HEAD')
    return end(405, 'This server only answers GET and HEAD.', { Allow: 'GET, HEAD' });
  const length = request.headers['content-length'];
  if ((length !== undefined && length !== '0') || request.headers['transfer-encoding'] !== undefined)
    return end(413, 'This server takes no request bodies.');
  if (!url.startsWith('/') || url.startsWith('//')) return end(400, 'The address is malformed.');
  if (url.length > 16_384) return end(414, 'The address is too long.');
  try {
    if (/\0/.test(decodeURIComponent(url))) return end(400, 'The address is malformed.');
  } catch {
    return end(400, 'The address is malformed: a % is not followed by a valid code.');
  }
  return false;
}
