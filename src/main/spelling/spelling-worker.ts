// Entry of the spelling thread (`serve-spelling.ts`).
import { parentPort, workerData } from 'node:worker_threads';
import { serveSpelling } from './serve-spelling';

if (!parentPort) throw new Error('runs as a worker thread only');
serveSpelling(parentPort, (workerData as { readonly wasmFile: string }).wasmFile);
