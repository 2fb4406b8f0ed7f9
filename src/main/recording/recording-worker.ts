// Entry of the thread of recordings: one writes, one reads.
import { parentPort, workerData } from 'node:worker_threads';
import { serveRecording } from './serve-recording';
import { serveReading } from './serve-reading';
import type { ReadingWorkerData } from './reading-messages';
import type { RecordingWorkerData } from './worker-messages';

if (!parentPort) throw new Error('runs as a worker thread only');
const data = workerData as RecordingWorkerData | ReadingWorkerData;
if (data.task === 'record') serveRecording(parentPort, data);
else serveReading(parentPort, data);
