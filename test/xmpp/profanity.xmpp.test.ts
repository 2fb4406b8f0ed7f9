// A conference in which somebody sits at profanity.
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { roomOfFocusUri } from '../../src/server/xmpp/mapping/addresses';
import { newAccount, startGateway, type GatewayClient } from './gateway';
import { hasProfanity, Profanity } from './profanity';
import { hasServices, services, type Service } from './services';

const slowMs = 240_000;

function focusIn(client: GatewayClient): string {
  const updates = client.ofKind('conference').flatMap((event) => event.updates);
  return updates.flatMap((each) => (each.kind === 'confUri' ? [each.uri] : [])).at(-1) ?? '';
}

describe.skipIf(!hasServices || !hasProfanity).each(['ejabberd', 'prosody'] as const)('profanity on %s', (name) => {
  let service: Service;
  beforeAll(() => {
    service = services()[name];
  });

  it(
    'is asked into a conference, talks there both ways, is put out, comes back and leaves',
    async () => {
      const gateway = await startGateway(service);
      const [dana, lee] = [await newAccount(service, 'dana'), await newAccount(service, 'lee')];
      const kim = await newAccount(service, 'kim');
      const [a, b] = [await gateway.join(dana), await gateway.join(lee)];
      const program = await Profanity.open(service, kim.user, kim.password);
      onTestFinished(() => program.close());
      await a.conference(0, { kind: 'initiateImSession', uris: [lee.uri, kim.uri], message: { content: 'hello' } });
      await b.until('conf(1) imSessionState incoming');
      await b.conference(1, { kind: 'acceptImSession' });
      await b.until('conf(1) imSessionState connected');
      const room = roomOfFocusUri(focusIn(b)) ?? '';
      await program.untilShown(room);
      const join = async (nick: string): Promise<void> => {
        const since = [a, b].map((each) => each.events.length);
        program.type(`/join ${room} nick ${nick}`);
        for (const [index, each] of [a, b].entries())
          await each.until(`conf(1) participant ${kim.uri} attendee`, since[index]);
        // The others hear of it first: what is typed before the room is open goes to the console.
        await program.untilShown(`You have joined the room as ${nick},`);
      };
      const isGone = async (leave: () => unknown): Promise<void> => {
        const since = [a, b].map((each) => each.events.length);
        await leave();
        for (const [index, each] of [a, b].entries())
          await each.until(`conf(1) participantRemoved ${kim.uri}`, since[index]);
      };
      await join('kim');
      program.type('here I am');
      for (const each of [a, b]) await each.until(`conf(1) messageReceived ${kim.uri} here I am`);
      await a.conference(1, { kind: 'sendMessage', message: { content: 'good to see you' } });
      await b.until(`conf(1) messageReceived ${dana.uri} good to see you`);
      await program.untilShown('good to see you');
      await isGone(() => a.conference(1, { kind: 'ejectParticipant', uri: kim.uri }));
      await program.untilShown('Kicked from');
      await join('kim-again');
      program.type('back again');
      for (const each of [a, b]) await each.until(`conf(1) messageReceived ${kim.uri} back again`);
      await isGone(() => program.type('/close'));
      const said = (each: GatewayClient): readonly string[] =>
        each.talk.filter((words) => words.startsWith(`conf(1) messageReceived ${kim.uri}`));
      for (const each of [a, b]) expect(said(each)).toHaveLength(2);
    },
    slowMs,
  );
});
