// The worker thread of the history.
import { parentPort, workerData } from 'node:worker_threads';
import type { HistoryWorkerData } from './history-protocol';
import { serveHistory } from './serve-history';

if (!parentPort) throw new Error('runs as a worker thread only');
serveHistory(parentPort, workerData as HistoryWorkerData);
