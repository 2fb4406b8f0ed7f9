// A server for a test, with invented people and a clock that the test turns.
import { afterEach } from 'vitest';
import type { InitiateSessionRequest } from '../../protocol/requests/initiate-session';
import type { PersonRecord } from '../memory/directory/person-record';
import type { ServerOptions } from '../options';
import { startServer, type RunningServer, type ServerParts } from '../server';
import { createManualClock, type ManualClock } from './manual-clock';
import { TestClient } from './test-client';

export const password = 'correct horse';

export function personRecord(id: string, name: string, more: Partial<PersonRecord> = {}): PersonRecord {
  return { uri: `sip:${id}@example.com`, user: `EXAMPLE\\${id}`, password, name, email: `${id}@example.com`, ...more };
}

export const dana = personRecord('dana', 'Dana Reyes', {
  title: 'Operations',
  company: 'Example Works',
  office: 'Room 208',
  phones: [
    { type: 'work', number: '+12025550114' },
    { type: 'mobile', number: '+12025550115' },
    { type: 'home', number: '+12025550116' },
  ],
});
export const lee = personRecord('lee', 'Lee Park');
export const kim = personRecord('kim', 'Kim Okafor');
export const people = [dana, lee, kim, personRecord('mei', 'Mei Tanaka'), personRecord('tom', 'Tom Whitaker')];

export interface TestServer extends RunningServer {
  readonly clock: ManualClock;
  client(): TestClient;
  /** Signed in, with a session, and its first events fetched. */
  join(id: string, request?: Partial<InitiateSessionRequest>): Promise<TestClient>;
  /** Time passes while these clients poll, as often as a client does that is not to be taken for gone. */
  pass(ms: number, clients: readonly TestClient[], isUserActive?: boolean): Promise<void>;
}

const betweenPollsMs = 20_000;

const running: RunningServer[] = [];

/** Ends with the test. */
export async function startTestServer(
  options: Partial<ServerOptions> = {},
  parts: ServerParts = {},
): Promise<TestServer> {
  const clock = createManualClock();
  const server = await startServer({ people, ...options }, { clock, ...parts });
  running.push(server);
  return {
    ...server,
    clock,
    client: () => new TestClient(server.url),
    async pass(ms, clients, isUserActive = false) {
      for (let leftMs = ms; leftMs > 0; leftMs -= betweenPollsMs) {
        clock.advance(Math.min(leftMs, betweenPollsMs));
        for (const client of clients) await client.poll(isUserActive);
      }
    },
    async join(id, request) {
      const client = new TestClient(server.url);
      await client.signIn(`EXAMPLE\\${id}`, password);
      await client.open(request);
      await client.skip();
      return client;
    },
  };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});
