import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFile } from './testing/dicomFile.ts';
import { rawRequest } from './testing/request.ts';
import { startServer, type RunningServer } from './server.ts';

const folder = mkdtempSync(join(tmpdir(), 'hangar-reliability-'));
let server: RunningServer;

beforeAll(async () => {
  writeFileSync(join(folder, 'a'), aFile());
  server = await startServer({ folders: [folder], port: 0 });
  await server.archive.whenIndexed();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const ask = (port: number, path = '/dicom-web/studies', headers: Record<string, string> = {}) =>
  rawRequest(port, path, { headers: { Host: `127.0.0.1:${port}`, ...headers } });

const opened = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });

const ended = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    socket.on('data', (data: Buffer) => (text += data.toString()));
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(text));
  });

describe('slow and many connections', () => {
  it('ends requests whose headers do not come, and answers others meanwhile', async () => {
    const strict = await startServer({ folders: [folder], port: 0, headersTimeoutMs: 700 });
    const { port } = strict;
    const slow = await Promise.all(Array.from({ length: 50 }, () => opened(port)));
    const endings = slow.map((socket) => ended(socket));
    for (const socket of slow)
      socket.write(`GET /dicom-web/studies HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-A`);
    expect((await ask(port)).status).toBe(200);
    for (const text of await Promise.all(endings)) expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect((await ask(port)).status).toBe(200);
    await strict.close();
  });

  it('answers on each of 900 connections that are open at once', async () => {
    const sockets = await Promise.all(Array.from({ length: 900 }, () => opened(server.port)));
    const answers = sockets.map((socket) => ended(socket));
    for (const socket of sockets)
      socket.write(
        `GET /archive/status HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n\r\n`,
      );
    for (const text of await Promise.all(answers)) expect(text).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('turns away connections beyond its limit, and answers again when there are fewer', async () => {
    const sockets = await Promise.all(Array.from({ length: 1100 }, () => opened(server.port)));
    // Those that are turned away are closed without an answer; idle ones stay open until their headers are late.
    const refused = await Promise.race(sockets.map((socket) => ended(socket)));
    expect(refused).toBe('');
    await Promise.all(
      sockets.map((socket) => {
        const end = ended(socket);
        socket.destroy();
        return socket.closed ? undefined : end;
      }),
    );
    await expect.poll(async () => (await ask(server.port).catch(() => undefined))?.status).toBe(200);
  });
});

describe('in front of another DICOMweb server', () => {
  let behind: Server;
  let target = '';
  const seen: string[] = [];
  let broken: (() => void) | undefined;

  beforeAll(async () => {
    behind = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.host} ${request.headers.accept}`);
      if (request.url?.startsWith('/wado/none')) {
        response.writeHead(404, { 'Content-Type': 'application/json' }).end('{"error":"none"}');
        return;
      }
      if (request.url?.startsWith('/wado/endless')) {
        response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
        response.write(Buffer.alloc(1000));
        response.once('close', () => broken?.());
        return;
      }
      if (request.url?.startsWith('/wado/empty')) {
        response.writeHead(204).end();
        return;
      }
      if (request.url?.startsWith('/wado/cut')) {
        response.writeHead(200, { 'Content-Length': '1000' });
        response.write(Buffer.alloc(10), () => request.socket.destroy());
        return;
      }
      response.writeHead(200, { 'Content-Type': 'application/dicom+json', 'X-Total-Count': '7' });
      response.end('[1]');
    });
    await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
    target = `http://127.0.0.1:${(behind.address() as AddressInfo).port}/wado`; // it listens on TCP
  });
  afterAll(() => new Promise((resolve) => behind.close(resolve)));

  const withProxy = async (dicomwebProxy: string, act: (port: number) => Promise<void>) => {
    const proxy = await startServer({ folders: [folder], port: 0, dicomwebProxy });
    try {
      await act(proxy.port);
    } finally {
      await proxy.close();
    }
  };

  it('passes path, query, Host and Accept on, and status, headers and body back', async () => {
    await withProxy(target, async (port) => {
      const answer = await ask(port, '/dicom-web/studies?limit=1', { Accept: 'application/dicom+json' });
      expect([answer.status, answer.body.toString(), answer.headers['x-total-count']]).toEqual([
        200,
        '[1]',
        '7',
      ]);
      expect(seen.at(-1)).toBe(`GET /wado/studies?limit=1 127.0.0.1:${port} application/dicom+json`);
      expect((await ask(port, '/dicom-web/none')).status).toBe(404);
      expect((await ask(port, '/dicom-web/empty')).status).toBe(204);
    });
  });

  it('breaks off where the other server breaks off, rather than ending as if all were there', async () => {
    await withProxy(target, async (port) => {
      await expect(ask(port, '/dicom-web/cut')).rejects.toThrow();
      expect((await ask(port)).status).toBe(200);
    });
  });

  it('lets the other server go when nobody listens any more', async () => {
    await withProxy(target, async (port) => {
      const released = new Promise<void>((resolve) => (broken = resolve));
      const socket = await opened(port);
      socket.write(`GET /dicom-web/endless HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
      await new Promise((resolve) => socket.once('data', resolve));
      socket.destroy();
      await released;
    });
  });

  it('says that the other server does not answer', async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port: unused } = gone.address() as AddressInfo; // it listens on TCP
    await new Promise((resolve) => gone.close(resolve));
    await withProxy(`http://127.0.0.1:${unused}`, async (port) => {
      const answer = await ask(port);
      expect(answer.status).toBe(502);
      expect(answer.body.toString()).toContain('does not answer');
    });
  });
});
