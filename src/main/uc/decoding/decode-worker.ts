// Entry of the worker thread that reads big documents (`remote-decoder.ts`).
import { parentPort } from 'node:worker_threads';
import { serveDecoding } from './remote-decoder';

if (!parentPort) throw new Error('runs as a worker thread only');
serveDecoding(parentPort);
