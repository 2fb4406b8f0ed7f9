// A server inside this process with one person who signs in by the app, and a crowd in the contact list, of whom half are there: they
// say and do thousands of things in an instant.
import type { FrontOptions } from '../../src/server/front/front-options';
import type { LocalUser } from '../../src/server/front/local-client';
import type { LocalPort } from '../../src/server/local-port';
import { userStateInstance } from '../../src/server/people/publications';
import type { PersonRecord } from '../../src/server/memory/directory/person-record';
import { startServer, type RunningServer } from '../../src/server/server';
import { publishedAvailability } from '../../src/protocol/availability';
import { plainImFormat } from '../../src/protocol/im-format';

export const reader: PersonRecord = {
  uri: 'sip:reader@example.com',
  user: 'EXAMPLE\\reader',
  password: 'measured',
  name: 'Riley Stone',
};

export interface Crowd {
  readonly url: string;
  readonly size: number;
  /** How many groups they are in, evenly. */
  readonly groups: number;
  /** Somebody of the crowd who is there invites the reader. `who`: another one each. */
  invite(text: string, who?: number): Talk;
  /** This many change their presence, all at once. */
  changePresence(count: number): void;
  stop(): Promise<void>;
}

export interface Talk {
  say(text: string): void;
}

/** `polls`: how often the server is asked, and how long it holds an answer that has nothing to say. */
export async function startCrowd(
  size: number,
  groupCount = 20,
  polls: Pick<FrontOptions, 'pollWaitMs' | 'holdMs'> = { pollWaitMs: 1_000 },
): Promise<Crowd> {
  const people = Array.from({ length: size }, (_, at) => person(at));
  const groups = Object.fromEntries(
    Array.from({ length: groupCount }, (_, group) => [
      `Group ${group}`,
      people.filter((_person, at) => at % groupCount === group).map(({ uri }) => uri),
    ]),
  );
  const there: LocalUser[] = [];
  const server: RunningServer = await startServer(
    { people: [{ ...reader, groups }, ...people], ...polls },
    {
      // What a server of an organisation may have, and one poll for a whole burst: the worst case.
      limits: {
        contacts: 20_000,
        groups: 1_000,
        subscriptions: 20_000,
        eventsPerPoll: 20_000,
        requestBurst: 1_000_000,
        conferencesPerSession: 1_000,
      },
      attach(port: LocalPort) {
        for (const [at, { uri }] of people.entries()) if (at % 2 === 0) there.push(port.signIn(uri));
        return () => undefined;
      },
    },
  );
  let turn = 0;
  return {
    url: server.url,
    size,
    groups: groupCount,
    invite(text, who = 0) {
      const host = there[who];
      if (!host) throw new Error('nobody is there');
      // Its events are acknowledged.
      host.onEvent(() => undefined);
      const message = { content: text, format: plainImFormat };
      const reply = host.submit({
        kind: 'conference',
        confId: 0,
        action: { kind: 'initiateImSession', uris: [reader.uri], subject: 'Measured', message },
      });
      const confId = reply.kind === 'requestAccepted' ? reply.confId : undefined;
      if (confId === undefined) throw new Error('no conversation');
      return {
        say: (said) =>
          void host.submit({
            kind: 'conference',
            confId,
            action: { kind: 'sendMessage', message: { content: said, format: plainImFormat } },
          }),
      };
    },
    changePresence(count) {
      turn += 1;
      // The first one talks.
      for (const who of there.slice(1, count + 1)) {
        who.submit({
          kind: 'publishSelfPresence',
          categories: [
            {
              name: 'state',
              instanceMask: userStateInstance,
              payload: {
                kind: 'state',
                type: 'userState',
                manual: true,
                availability: publishedAvailability[turn % 2 === 0 ? 'online' : 'busy'],
                activities: [],
              },
            },
          ],
        });
      }
    },
    stop: () => server.stop(),
  };
}

function person(at: number): PersonRecord {
  return {
    uri: `sip:p${at}@example.com`,
    user: `EXAMPLE\\p${at}`,
    name: `${firstNames[at % firstNames.length]} ${lastNames[Math.floor(at / firstNames.length) % lastNames.length]} ${at}`,
    title: 'Dispatcher',
    company: 'Example Freight',
    office: `Building ${at % 12}`,
    email: `p${at}@example.com`,
    phones: [{ type: 'work', number: `+1555${String(at).padStart(7, '0')}` }],
  };
}

const firstNames = ['Dana', 'Lee', 'Kim', 'Sam', 'Alex', 'Robin', 'Ariel', 'Noor', 'Jun', 'Mika', 'Sasha'];
const lastNames = [
  'Reyes',
  'Park',
  'Okafor',
  'Novak',
  'Silva',
  'Haddad',
  'Jensen',
  'Ito',
  'Moreau',
  'Kaya',
  'Lind',
  'Rossi',
  'Weber',
];
