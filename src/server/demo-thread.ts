// Entry of the worker thread that the demo's server lives in.
import { parentPort } from 'node:worker_threads';
import { serveOrders } from './serve-orders';

if (!parentPort) throw new Error('runs as a worker thread only');
// In a worker thread that ends the thread and nothing else.
serveOrders(parentPort, () => process.exit(0));
