import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createArchive, type Archive } from './archive/archive.ts';
import { refuse } from './archive/http/security.ts';
import { createApp, type AppOptions } from './app.ts';

export interface ServerOptions extends AppOptions {
  readonly folders: readonly string[];
  /** 0 for any free one. When taken, the next free one is used. */
  readonly port?: number;
  readonly rescanMs?: number;
  /** How long the headers of a request may take to come; 20 s unless told. */
  readonly headersTimeoutMs?: number;
}

export interface RunningServer {
  /** `http://127.0.0.1:8080/` */
  readonly url: string;
  readonly port: number;
  readonly archive: Archive;
  /** Ends all connections and the indexing; resolves when nothing is left. */
  close(): Promise<void>;
}

/**
 * Serves the viewer and the archive on 127.0.0.1.
 * @throws Error when a folder does not exist or no port can be had
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { log } = options;
  const archive = createArchive({
    folders: options.folders,
    ...(options.rescanMs === undefined ? {} : { rescanMs: options.rescanMs }),
    ...(log === undefined ? {} : { log }),
  });
  const app = createApp(archive, options);
  const listener = getRequestListener(app.fetch);
  let port = 0;
  const server = createServer(
    {
      maxHeaderSize: 32 * 1024,
      requestTimeout: 30_000,
      headersTimeout: options.headersTimeoutMs ?? 20_000,
      connectionsCheckingInterval: Math.min(5000, options.headersTimeoutMs ?? 5000),
    },
    (request, response) => {
      if (!refuse(request, response, port)) void listener(request, response);
    },
  );
  server.maxConnections = 1000;
  server.keepAliveTimeout = 30_000;
  try {
    port = await listen(server, options.port ?? 8080);
  } catch (error) {
    await archive.close();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    archive,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, archive.close()]);
    },
  };
}

async function listen(server: Server, wanted: number): Promise<number> {
  for (let port = wanted; ; port++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          server.off('error', reject);
          resolve();
        });
      });
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : port;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || port >= wanted + 100 || port >= 65_535) throw error;
    }
  }
}
