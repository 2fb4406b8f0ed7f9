// Requests as cheap as Node can make them, over connections that stay: what is measured is the server.
import { Agent, request } from 'node:http';
import type { Ask } from '../../test/gateway/load/load-client';

export interface Asking {
  readonly ask: Ask;
  stop(): void;
}

/** What a server that is made for one computer has left beside a thousand polls is little. */
const commandsAtOnce = 5;

/** `localAddress`: whose connections they are; a server counts those of each address. */
export function startAsking(localAddress = '127.0.0.1'): Asking {
  const polls = new Agent({ keepAlive: true, maxFreeSockets: Infinity });
  const commands = new Agent({ keepAlive: true, maxSockets: commandsAtOnce });
  return {
    ask: (url, { headers, body }) =>
      new Promise((done, fail) => {
        const how =
          body === undefined
            ? { agent: polls, method: 'GET', headers }
            : { agent: commands, method: 'POST', headers: { ...headers, 'Content-Length': Buffer.byteLength(body) } };
        request(url, { ...how, localAddress }, (answer) => {
          const ticket = answer.headers['cwa-ticket'];
          let text = '';
          answer
            .setEncoding('utf8')
            .on('data', (piece: string) => (text += piece))
            .on('error', fail)
            .on('end', () =>
              done({ status: answer.statusCode ?? 0, ticket: typeof ticket === 'string' ? ticket : undefined, text }),
            );
        })
          .on('error', fail)
          .end(body);
      }),
    stop() {
      polls.destroy();
      commands.destroy();
    },
  };
}
