// A gateway in front of a real service, and its clients. Both end with the test.
import { randomBytes } from 'node:crypto';
import { xml } from '@xmpp/client';
import { afterEach, expect } from 'vitest';
import type { InitiateSessionRequest } from '../../src/protocol/requests/initiate-session';
import { systemClock, type Clock } from '../../src/server/base/clock';
import type { FrontOptions } from '../../src/server/front/front-options';
import { startServer } from '../../src/server/server';
import { inWords, TestClient } from '../../src/server/testing/test-client';
import { parseBackend } from '../../src/server/xmpp/backend';
import { spaces } from '../../src/server/xmpp/spaces';
import type { StreamLimits } from '../../src/server/xmpp/stream/stream';
import { ForeignClient } from './foreign-client';
import { GatewayProcess } from '../gateway/gateway-process';
import { freePorts } from './rig/service-process';
import { rig, type Service } from './services';

const stops: (() => Promise<void>)[] = [];
/** A service that hangs is waited for. */
const mostMsToStop = 60_000;
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
}, mostMsToStop);

export interface Account {
  readonly user: string;
  readonly password: string;
  readonly jid: string;
  readonly uri: string;
}

/** Somebody whom no other test knows. */
export async function newAccount(service: Pick<Service, 'domain' | 'register'>, name: string): Promise<Account> {
  const user = `${name}-${randomBytes(4).toString('hex')}`;
  await service.register(user, 'pw');
  const jid = `${user}@${service.domain}`;
  return { user, password: 'pw', jid, uri: `sip:${jid}` };
}

export interface Gateway {
  readonly url: string;
  /** What it has told of itself, in words. */
  readonly log: readonly string[];
  /** Signed in, with a session, and its first events fetched. */
  join(account: Account, request?: Partial<InitiateSessionRequest>): Promise<GatewayClient>;
  stop(): Promise<void>;
}

export async function startGateway(
  service: Pick<Service, 'host' | 'port' | 'domain' | 'ca'>,
  limits: Partial<StreamLimits> = {},
  clock: Clock = systemClock,
  front: Pick<FrontOptions, 'holdMs' | 'pollWaitMs'> = {},
): Promise<Gateway> {
  const { host, port, domain, ca } = service;
  const log: string[] = [];
  const server = await startServer(
    {
      people: [],
      ...front,
      backend: { ...parseBackend(`xmpp://${host}:${port}?domain=${domain}`, { ca }), limits },
      log: (entry) => void (typeof entry === 'string' && log.push(entry)),
    },
    { clock },
  );
  stops.push(() => server.stop());
  return {
    url: server.url,
    log,
    stop: () => server.stop(),
    join: (account, request) => join(server.url, account, request),
  };
}

async function join(
  url: string,
  { user, password }: Account,
  request?: Partial<InitiateSessionRequest>,
): Promise<GatewayClient> {
  const client = new GatewayClient(url);
  const answer = await client.signIn(user, password);
  if (!client.ticket) throw new Error(`${answer.status} ${answer.body}`);
  await client.open(request);
  await client.until('selfPresence');
  return client;
}

export interface DoomedGateway {
  /** Signed in, with a session, and its first events fetched. */
  join(account: Account): Promise<GatewayClient>;
  /** Without a good-bye. */
  kill(): Promise<void>;
}

/** One that can be killed: a process of the built command line. */
export async function startGatewayProcess({ host, port, domain }: Service): Promise<DoomedGateway> {
  const [own = 0, metrics = 0] = await freePorts(2);
  const { caFile } = rig();
  const backend = ['--backend', `xmpp://${host}:${port}?domain=${domain}`, '--backend-ca', caFile];
  const gateway = new GatewayProcess('gateway', own, metrics, backend);
  stops.push(async () => void (await gateway.kill()));
  await gateway.start();
  return {
    join: (account) => join(gateway.url, account),
    kill: async () => void (await gateway.kill()),
  };
}

export async function joinForeign(
  service: Service,
  { user, password }: Account,
  resource?: string,
): Promise<ForeignClient> {
  const client = await ForeignClient.open(service, user, password, resource);
  stops.push(() => client.close());
  // It is there for others when it hears of itself.
  await client.until((stanza) => stanza.is('presence'));
  return client;
}

/** What it has sent before has gone wherever it goes. */
export async function settled(client: ForeignClient, { domain }: Service): Promise<void> {
  await client.request(xml('iq', { to: domain, type: 'get' }, xml('ping', { xmlns: spaces.ping })));
}

/** What was said by this one, in the order in which it came. */
export const heardBy = (client: GatewayClient, { uri }: Account): readonly string[] =>
  client
    .ofKind('conference')
    .flatMap(({ updates }) =>
      updates.flatMap((update) =>
        update.kind === 'messageReceived' && update.sender === uri ? [update.message.content] : [],
      ),
    );

const waitMs = 10_000;

export class GatewayClient extends TestClient {
  /** All that has come, in few words. */
  get words(): readonly string[] {
    return this.events.map(inWords);
  }

  /** What has come of conversations. */
  get talk(): readonly string[] {
    return this.words.filter((each) => each.startsWith('conf('));
  }

  /** Polls until there is an event of these words, from the one of the number `since` on. */
  async until(words: string | RegExp, since = 0): Promise<void> {
    const isMeant = (each: string): boolean => (typeof words === 'string' ? each === words : words.test(each));
    await this.untilTrue(
      () => this.words.slice(since).some(isMeant),
      () => `${words} in ${this.words.slice(since).join('\n')}`,
    );
  }

  /** Polls until something holds. */
  async untilTrue(
    holds: () => boolean,
    what: () => string = () => this.words.join('\n'),
    limitMs = waitMs,
  ): Promise<void> {
    const end = Date.now() + limitMs;
    for (;;) {
      await this.poll();
      if (holds()) return;
      if (Date.now() > end) throw new Error(`waited in vain: ${what()}`);
      await new Promise((done) => setTimeout(done, 30));
    }
  }

  /** Polls until it is told that. */
  async untilEqual(read: () => unknown, expected: unknown): Promise<void> {
    await expect
      .poll(
        async () => {
          await this.poll();
          return read();
        },
        { timeout: waitMs, interval: 30 },
      )
      .toEqual(expected);
  }
}
