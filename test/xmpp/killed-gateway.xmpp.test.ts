// What a gateway that is killed leaves to the next one: what its people have read comes no second time, and nothing else is missing.
// Each is a process of its own, and gets no chance to say good-bye.
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConferenceUpdate } from '../../src/protocol/conference-updates';
import type { ImMessage } from '../../src/protocol/im-message';
import { namedRandom } from '../../src/server/base/seeded-random';
import type { GatewayClient } from './gateway';
import { newAccount, startGateway, startGatewayProcess, type Account } from './gateway';
import { hasServices, services, type Service } from './services';

const slowMs = 120_000;
const repeatMs = 20_000;

/** What was said to this one, in the order in which it came. */
function heardBy(client: GatewayClient): readonly ImMessage[] {
  const messageIn = (update: ConferenceUpdate): readonly ImMessage[] =>
    (update.kind === 'messageReceived' || update.kind === 'imSessionReceived') && update.message
      ? [update.message]
      : [];
  return client.ofKind('conference').flatMap(({ updates }) => updates.flatMap(messageIn));
}

const wordsOf = (client: GatewayClient): readonly string[] => heardBy(client).map(({ content }) => content);

const confirmedTo = (client: GatewayClient): number =>
  client.talk.filter((each) => each.includes('messageIdReceived')).length;

/** Two in a conversation: one at a gateway that is killed, the other at one that is not. */
async function talkOfTwo(service: Service): Promise<{
  readonly lee: Account;
  readonly safe: Awaited<ReturnType<typeof startGateway>>;
  readonly doomed: Awaited<ReturnType<typeof startGatewayProcess>>;
  readonly a: GatewayClient;
  readonly b: GatewayClient;
}> {
  const [safe, doomed] = [await startGateway(service), await startGatewayProcess(service)];
  const [dana, lee] = [await newAccount(service, 'dana'), await newAccount(service, 'lee')];
  const [a, b] = [await safe.join(dana), await doomed.join(lee)];
  await a.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'm0' } });
  await b.until('conf(1) imSessionState incoming');
  await b.conference(1, { kind: 'acceptImSession' });
  await b.until('conf(1) imSessionState connected');
  await a.until(/messageIdReceived/u);
  return { lee, safe, doomed, a, b };
}

/** Answers whoever rings, once: what they say after their first word is told then. To be called again and again. */
function answering(client: GatewayClient): () => void {
  const answered = new Set<number>();
  return () => {
    for (const { confId, updates } of client.ofKind('conference')) {
      const isIncoming = updates.some((update) => update.kind === 'imSessionState' && update.state === 'incoming');
      if (!isIncoming || answered.has(confId)) continue;
      answered.add(confId);
      void client.conference(confId, { kind: 'acceptImSession' });
    }
  };
}

/** As a client does that does nothing else, whatever becomes of its gateway. */
async function readOn(client: GatewayClient, isOver: () => boolean): Promise<void> {
  while (!isOver()) await client.poll().catch(() => undefined);
}

describe.skipIf(!hasServices).each(['ejabberd', 'prosody'] as const)('a gateway to %s that is killed', (name) => {
  let service: Service;
  beforeAll(() => {
    service = services()[name];
  });

  it(
    'has put down what was read before anybody is told that it was',
    async () => {
      const { lee, safe, doomed, a, b } = await talkOfTwo(service);
      for (let round = 1; round <= 5; round += 1) {
        await a.conference(1, { kind: 'sendMessage', message: { content: `m${round}` } });
        await b.until(`conf(1) messageReceived ${a.uri} m${round}`);
        const before = confirmedTo(a);
        const acknowledged = b.poll().catch(() => undefined);
        await a.untilTrue(() => confirmedTo(a) > before);
        await acknowledged;
        if (round < 5) continue;
        await doomed.kill();
      }
      const next = await safe.join(lee);
      await a.conference(1, { kind: 'sendMessage', message: { content: 'after' } });
      await next.until(/after$/u);
      expect(wordsOf(next)).toEqual(['after']);
    },
    slowMs,
  );

  it(
    'at any moment has the next one tell what is missing, and nothing twice that its client could not tell',
    async () => {
      const chance = namedRandom(15, 'killed at any moment');
      for (let round = 0; round < 4; round += 1) {
        const { lee, safe, doomed, a, b } = await talkOfTwo(service);
        let isDead = false;
        const reading = readOn(b, () => isDead);
        const said = Array.from({ length: 20 }, (_, index) => `m${index + 1}`);
        const killAt = Math.floor(chance() * said.length);
        const killing: Promise<void>[] = [];
        for (const [index, content] of said.entries()) {
          await a.conference(1, { kind: 'sendMessage', message: { content } });
          if (index === killAt)
            killing.push(new Promise((done) => setTimeout(done, chance() * 60)).then(() => doomed.kill()));
          await a.poll();
        }
        await Promise.all(killing);
        isDead = true;
        await reading;
        const next = await safe.join(lee);
        const all = new Set(['m0', ...said]);
        const both = (): readonly ImMessage[] => [...heardBy(b), ...heardBy(next)];
        const answer = answering(next);
        // What was said last may come only now, and rings.
        await next.untilTrue(() => {
          answer();
          return new Set(both().map(({ content }) => content)).size === all.size;
        });
        // What was told and not known to have arrived is said again meanwhile.
        let isConfirmed = false;
        const confirming = readOn(next, () => isConfirmed);
        await a.untilTrue(
          () => confirmedTo(a) === all.size,
          () => `${confirmedTo(a)} of ${all.size} confirmed`,
          repeatMs,
        );
        isConfirmed = true;
        await confirming;
        const byId = new Map(both().map(({ id, content }) => [id, content]));
        expect([...byId.values()].toSorted()).toEqual([...all].toSorted());
        expect(new Set(wordsOf(next)).size).toBe(wordsOf(next).length);
      }
    },
    slowMs,
  );

  it(
    'brings no first message of a conference again to whoever has read it',
    async () => {
      const [safe, doomed] = [await startGateway(service), await startGatewayProcess(service)];
      const [dana, lee, kim] = [
        await newAccount(service, 'dana'),
        await newAccount(service, 'lee'),
        await newAccount(service, 'kim'),
      ];
      const [a, b] = [await safe.join(dana), await doomed.join(lee)];
      await a.conference(0, {
        kind: 'initiateImSession',
        uris: [lee.uri, kim.uri],
        message: { content: 'all of you' },
      });
      await b.until(/imSessionReceived .* all of you/u);
      await b.conference(1, { kind: 'acceptImSession' });
      await b.until('conf(1) imSessionState connected');
      // By another gateway, and a session that knows nothing of it.
      await doomed.kill();
      const next = await safe.join(lee);
      await a.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'after' } });
      await next.until(/imSessionReceived .* after$/u);
      expect(wordsOf(next)).toEqual(['after']);
    },
    slowMs,
  );
});
