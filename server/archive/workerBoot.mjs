// A worker cannot inherit the TypeScript loader of its parent on Node 20, so it registers its own.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.module);
