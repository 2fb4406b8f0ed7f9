// What the gateway promises when the service is struck: nothing is lost, nothing comes twice, and whoever signs in meanwhile is told that
// the service is away.
import { beforeAll, describe, expect, it } from 'vitest';
import { xml } from '@xmpp/client';
import { spaces } from '../../src/server/xmpp/spaces';
import type { ForeignStanza } from './foreign-client';
import { heardBy, joinForeign, newAccount, startGateway } from './gateway';
import { hasServices, services, type Service } from './services';

const restartMs = 90_000;
/** It is 5 seconds, and the computer may do something else as well. */
const repeatMs = 30_000;

describe.skipIf(!hasServices).each(['ejabberd', 'prosody'] as const)('a gateway whose %s is killed', (name) => {
  let service: Service;
  let restart: () => Promise<void>;
  beforeAll(() => {
    const { ejabberd, prosody } = services();
    service = { ejabberd, prosody }[name];
    restart = () => (name === 'ejabberd' ? ejabberd.node.restart() : prosody.server.restart());
  });

  it(
    'loses and repeats no message of two of its own, and goes on in their room',
    async () => {
      const gateway = await startGateway(service);
      const [dana, lee, kim] = [
        await newAccount(service, 'dana'),
        await newAccount(service, 'lee'),
        await newAccount(service, 'kim'),
      ];
      const [a, b, c] = [await gateway.join(dana), await gateway.join(lee), await gateway.join(kim)];
      await a.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'hi' } });
      await b.until('conf(1) imSessionState incoming');
      await b.conference(1, { kind: 'acceptImSession' });
      await b.until('conf(1) imSessionState connected');
      await a.until(/messageIdReceived/u);
      await a.conference(0, {
        kind: 'initiateImSession',
        uris: [lee.uri, kim.uri],
        message: { content: 'all of you' },
      });
      for (const each of [b, c]) {
        await each.until(/imSessionReceived .* all of you/u);
        const confId =
          each.ofKind('conference').findLast(({ updates }) => updates.some(({ kind }) => kind === 'imSessionReceived'))
            ?.confId ?? 0;
        await each.conference(confId, { kind: 'acceptImSession' });
        await each.until(`conf(${confId}) imSessionState connected`);
      }
      await a.until(`conf(2) participant ${kim.uri} attendee`);
      const words = Array.from({ length: 60 }, (_, index) => `m${index}`);
      const said = words.slice(0, 30).map((content) => a.conference(1, { kind: 'sendMessage', message: { content } }));
      await Promise.all(said);
      const back = restart();
      for (const content of words.slice(30)) {
        await a.conference(1, { kind: 'sendMessage', message: { content } });
        await b.poll();
      }
      await a.conference(2, { kind: 'sendMessage', message: { content: 'in the room' } });
      await back;
      await b.untilTrue(() => new Set(heardBy(b, dana)).size >= words.length + 1, undefined, restartMs);
      expect(heardBy(b, dana).filter((each) => each !== 'in the room')).toEqual(words);
      await c.untilTrue(() => heardBy(c, dana).includes('in the room'), undefined, restartMs);
      expect(heardBy(c, dana)).toEqual(['in the room']);
      await b.poll();
      // All of it is confirmed in the end: the first by the first, and the sixty.
      const confirmed = (): number => a.words.filter((each) => each.includes('messageIdReceived')).length;
      await a.untilTrue(
        () => confirmed() === words.length + 1,
        () => String(confirmed()),
        restartMs,
      );
      expect(a.words.filter((each) => each.includes('Failed') || each.includes('terminated'))).toEqual([]);
    },
    3 * restartMs,
  );

  it(
    'has what is said in a room around that heard in the order in which it was said',
    async () => {
      const gateway = await startGateway(service);
      const [dana, lee, kim] = [
        await newAccount(service, 'dana'),
        await newAccount(service, 'lee'),
        await newAccount(service, 'kim'),
      ];
      const [a, b, c] = [await gateway.join(dana), await gateway.join(lee), await gateway.join(kim)];
      await a.conference(0, { kind: 'initiateImSession', uris: [lee.uri, kim.uri], message: { content: 'm0' } });
      for (const each of [b, c]) {
        await each.until('conf(1) imSessionState incoming');
        await each.conference(1, { kind: 'acceptImSession' });
        await each.until('conf(1) imSessionState connected');
      }
      const words = Array.from({ length: 60 }, (_, index) => `m${index + 1}`);
      const say = async (content: string): Promise<void> => {
        await a.conference(1, { kind: 'sendMessage', message: { content } });
        await a.poll();
      };
      for (const content of words.slice(0, 20)) await say(content);
      const back = restart();
      for (const content of words.slice(20, 40)) await say(content);
      await back;
      // Some of these come while it is entered once more.
      for (const content of words.slice(40)) await say(content);
      for (const each of [b, c]) {
        await each.untilTrue(() => heardBy(each, dana).length >= words.length, undefined, restartMs);
        expect(heardBy(each, dana)).toEqual(words);
      }
    },
    3 * restartMs,
  );
});

describe.skipIf(!hasServices)('what a program that confirms has not confirmed', () => {
  it(
    'is said again under the same id, until it is',
    async () => {
      const { ejabberd } = services();
      const gateway = await startGateway(ejabberd);
      const [dana, lee] = [await newAccount(ejabberd, 'dana'), await newAccount(ejabberd, 'lee')];
      const b = await joinForeign(ejabberd, lee);
      const a = await gateway.join(dana);
      const confirm = (stanza: ForeignStanza): Promise<void> =>
        b.send(
          xml(
            'message',
            { to: stanza.attrs['from'] },
            xml('received', { xmlns: spaces.receipts, id: stanza.attrs['id'] }),
          ),
        );
      const said = (body: string) => (stanza: ForeignStanza) => stanza.getChildText('body') === body;
      await a.conference(0, { kind: 'initiateImSession', uris: [lee.uri], message: { content: 'one' } });
      await confirm(await b.until(said('one')));
      await a.until(/messageIdReceived/u);
      await a.conference(1, { kind: 'sendMessage', message: { content: 'two' } });
      const first = await b.until(said('two'));
      const second = await b.until((stanza) => said('two')(stanza) && stanza !== first, repeatMs);
      expect(second.attrs['id']).toBe(first.attrs['id']);
      const before = a.events.length;
      await confirm(second);
      await a.until(/messageIdReceived/u, before);
    },
    2 * repeatMs,
  );
});

describe.skipIf(!hasServices)('a gateway whose service is away', () => {
  it('answers 503, never a wrong password', async () => {
    const gateway = await startGateway({ ...services().ejabberd, port: 9 });
    await expect(gateway.join({ user: 'dana', password: 'pw', jid: '', uri: '' })).rejects.toThrow('503');
  });

  it(
    'ends the sessions of those who are signed in, and has them back without a password when the service is back',
    async () => {
      const { ejabberd } = services();
      const gateway = await startGateway(ejabberd, { giveUpMs: 2_000 });
      const dana = await newAccount(ejabberd, 'dana');
      const client = await gateway.join(dana);
      await ejabberd.node.kill();
      await expect.poll(async () => (await client.pollRaw()).body, { timeout: restartMs }).toContain('code="18100"');
      await expect(client.open()).rejects.toThrow('503');
      await expect(gateway.join(dana)).rejects.toThrow('503');
      await ejabberd.node.start();
      await expect
        .poll(
          () =>
            client.open().then(
              ({ kind }) => kind,
              () => 'away',
            ),
          { timeout: restartMs },
        )
        .toBe('requestAccepted');
      await client.until('selfPresence', client.events.length);
    },
    3 * restartMs,
  );
});
