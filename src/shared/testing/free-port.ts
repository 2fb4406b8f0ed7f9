// A port that nobody has: for a server that comes back on the same one, and for an address at which nobody listens. It is below those that
// systems hand out to whoever asks for any (from 32768 on, or 49152), and what comes later, in this test or beside it, does not get it.
import { createServer } from 'node:net';

const first = 20_000;
const count = 12_000;

export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + Math.floor(Math.random() * count);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
