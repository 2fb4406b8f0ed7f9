// A worker thread of the history: the one that answers, or the one that looks for damage.
import { parentPort, workerData } from 'node:worker_threads';
import { checkHistory } from './check-history';
import type { HistoryWorkerData } from './history-protocol';
import { serveHistory } from './serve-history';

if (!parentPort) throw new Error('runs as a worker thread only');
const data = workerData as HistoryWorkerData;
(data.task === 'check' ? checkHistory : serveHistory)(parentPort, data);
