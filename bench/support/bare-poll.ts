// The least that it can take to tell somebody something over HTTP on this computer: a request that is held, the bytes that end it, and
// a client that reads them and does nothing with them.
import { once } from 'node:events';
import { Agent, createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BarePoll {
  /** From when the server writes `document` until the client has all of it, in ms. */
  measure(document: string): Promise<number>;
  stop(): Promise<void>;
}

export async function startBarePoll(): Promise<BarePoll> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    async measure(document) {
      const asked = once(server, 'request') as Promise<[unknown, ServerResponse]>;
      const read = new Promise<void>((done, fail) => {
        request({ host: '127.0.0.1', port, agent }, (answer) => answer.on('end', done).on('error', fail).resume())
          .on('error', fail)
          .end();
      });
      const [, response] = await asked;
      const start = performance.now();
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(document);
      await read;
      return performance.now() - start;
    },
    async stop() {
      agent.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
