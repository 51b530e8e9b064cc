import { connect } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aFile } from './testing/dicomFile.ts';
import { rawRequest } from './testing/request.ts';
import { startServer, type RunningServer } from './server.ts';

const base = mkdtempSync(join(tmpdir(), 'hangar-security-'));
let server: RunningServer;

beforeAll(async () => {
  for (const folder of ['files', 'dist/assets', 'conf/extensions'])
    mkdirSync(join(base, folder), { recursive: true });
  writeFileSync(join(base, 'files/a'), aFile());
  writeFileSync(join(base, 'dist/index.html'), `<!doctype html>${' '.repeat(2000)}`);
  writeFileSync(join(base, 'dist/config.json'), '{}');
  writeFileSync(join(base, 'dist/assets/a-1.js'), 'export {};');
  writeFileSync(join(base, 'conf/my.json'), '{"sources":[]}');
  writeFileSync(join(base, 'conf/secret.json'), '{}');
  writeFileSync(join(base, 'conf/extensions/one.js'), 'export default {};');
  writeFileSync(join(base, 'conf/extensions/page.html'), '<script>1</script>');
  mkdirSync(join(base, 'conf/extensions/parts'));
  writeFileSync(join(base, 'conf/extensions/parts/two.mjs'), 'export default {};');
  writeFileSync(join(base, 'conf/extensions/.hidden.js'), 'export default {};');
  symlinkSync(join(base, 'conf/secret.json'), join(base, 'conf/extensions/linked.js'));
  // Nothing beside the configuration is looked at: what cannot be read there does no harm.
  mkdirSync(join(base, 'conf/private'), { mode: 0o000 });
  server = await startServer({
    folders: [join(base, 'files')],
    port: 0,
    dist: join(base, 'dist'),
    config: join(base, 'conf/my.json'),
  });
  await server.archive.whenIndexed();
});
afterAll(async () => {
  await server.close();
  rmSync(base, { recursive: true });
});

const send = (path: string, options: Parameters<typeof rawRequest>[2] = {}) =>
  rawRequest(server.port, path, {
    ...options,
    headers: { Host: `127.0.0.1:${server.port}`, ...options.headers },
  });

it('listens on the loopback address only', () => {
  expect(server.url).toBe(`http://127.0.0.1:${server.port}/`);
});

it.each(['evil.example', '127.0.0.1:1', 'localhost.evil.example:80', 'localhost'])(
  'refuses the host %j',
  async (Host) => {
    expect((await send('/dicom-web/studies', { headers: { Host } })).status).toBe(421);
  },
);

it.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])('answers to %s', async (name) => {
  const { status } = await send('/dicom-web/studies', { headers: { Host: `${name}:${server.port}` } });
  expect(status).toBe(200);
});

it('grants nothing to other origins, preflight or private network', async () => {
  const headers = {
    Origin: 'https://evil.example',
    'Access-Control-Request-Method': 'GET',
    'Access-Control-Request-Private-Network': 'true',
  };
  for (const method of ['OPTIONS', 'GET']) {
    const answer = await send('/dicom-web/studies', { method, headers });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
  }
});

it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('refuses %s', async (method) => {
  const answer = await send('/dicom-web/studies', { method });
  expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
});

it('refuses a body of 4 GiB at its header', async () => {
  const before = process.memoryUsage().rss;
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => {
      socket.write(
        `POST /dicom-web/studies HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Length: 4294967296\r\n\r\n`,
      );
    });
    socket.once('data', (data: Buffer) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.once('error', reject);
  });
  expect(text).toMatch(/^HTTP\/1\.1 405 /);
  expect(process.memoryUsage().rss - before).toBeLessThan(50 * 2 ** 20);
});

it.each([
  '/../../etc/passwd',
  '/..%2f..%2fetc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/..%5c..%5cetc',
  '/assets/../../conf/secret.json',
  '/extensions/../secret.json',
  '/extensions/..%2fsecret.json',
  '/extensions/%2e%2e/secret.json',
  '/extensions/..%5csecret.json',
  '/extensions/parts/../../secret.json',
  '/extensions/linked.js',
  '/extensions/.hidden.js',
  '/extensions/',
  '/extensions/parts',
  '/my.json',
  '/extensions/page.html',
  '/secret.json',
  '/dicom-web/studies/..%2f..%2fetc/metadata',
  '/dicom-web/studies/__proto__/metadata',
  '/dicom-web/studies/1%0d%0aX-A:1/metadata',
  '/assets/none.js',
  '/viewer/deeper',
])('has nothing at %s', async (path) => {
  const answer = await send(path);
  expect(answer.status).toBe(404);
  expect(answer.headers['x-a']).toBeUndefined();
});

it.each(['/%', '/%zz', '/%00', '/dicom-web/studies/%ff'])('calls %s malformed', async (path) => {
  expect((await send(path)).status).toBe(400);
});

it('survives what is no HTTP', async () => {
  for (const junk of [
    'GET\r\n\r\n',
    '\x16\x03\x01\x02',
    `GET / HTTP/1.1\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`,
  ]) {
    await new Promise<void>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write(junk));
      socket.once('data', (data: Buffer) => {
        expect(data.toString()).not.toContain('at ');
        socket.destroy();
      });
      socket.once('error', () => resolve());
      socket.once('close', () => resolve());
      socket.setTimeout(1000, () => socket.destroy());
    });
  }
  expect((await send('/dicom-web/studies')).status).toBe(200);
});

it('protects the page', async () => {
  const { headers } = await send('/viewer?StudyInstanceUIDs=1.2.3');
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  const policy = String(headers['content-security-policy']);
  for (const rule of [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self' blob:",
    "style-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ])
    expect(policy.split('; ')).toContain(rule);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('no-referrer');
});

it('serves the configuration and the extensions beside it', async () => {
  expect((await send('/config.json')).body.toString()).toBe('{"sources":[]}');
  expect((await send('/config.json')).headers['content-type']).toBe('application/json');
  for (const path of ['/extensions/one.js', '/extensions/parts/two.mjs', '/extensions/one.js?v=2']) {
    const { status, headers } = await send(path);
    expect([path, status, headers['content-type']]).toEqual([path, 200, 'text/javascript; charset=utf-8']);
    // The browser asks again at each load, so that a changed file is used.
    expect(headers['cache-control']).toBe('no-cache');
  }
});

it('compresses, tags and keeps what never changes', async () => {
  const page = await send('/', { headers: { 'Accept-Encoding': 'gzip, br' } });
  expect([page.headers['content-encoding'], page.headers['cache-control']]).toEqual(['br', 'no-cache']);
  const again = await send('/', {
    headers: { 'Accept-Encoding': 'gzip, br', 'If-None-Match': String(page.headers.etag) },
  });
  expect(again.status).toBe(304);
  expect((await send('/assets/a-1.js')).headers['cache-control']).toContain('immutable');
});

it('answers HEAD without a body', async () => {
  const answer = await send('/dicom-web/studies', { method: 'HEAD' });
  expect([answer.status, answer.body.length]).toEqual([200, 0]);
  const instance = '/dicom-web/studies/1.2.3/series/1.2.3.4/instances/1.2.3.4.1';
  const file = await send(instance, { method: 'HEAD', headers: { Accept: 'application/dicom' } });
  expect([file.status, Number(file.headers['content-length'])]).toEqual([200, aFile().length]);
});
