// What becomes of what was said to somebody before their account's first session at a gateway.
import { beforeAll, describe, expect, it } from 'vitest';
import { joinForeign, newAccount, settled, startGateway, type Account, type GatewayClient } from './gateway';
import { hasServices, services, type Service } from './services';

const hides = { userStateAvailability: 18_500 } as const;

/** What was said by this one and told, as an invitation or in one that was missed. */
const saidBy = (client: GatewayClient, { uri }: Account): readonly string[] =>
  client.talk.flatMap((each) => {
    const [, words] = each.split(` ${uri} `);
    return words !== undefined && /imSessionReceived|messageReceived/u.test(each) ? [words] : [];
  });

describe.skipIf(!hasServices).each(['ejabberd', 'prosody'] as const)('the first session ever, at %s,', (name) => {
  let service: Service;
  beforeAll(() => {
    const { ejabberd, prosody } = services();
    service = { ejabberd, prosody }[name];
  });

  it.each([
    [1, {}],
    [2, {}],
    [3, {}],
    [2, hides],
  ])('is told all that waits, in order and once: %s, %j', async (count, way) => {
    const gateway = await startGateway(service);
    const [dana, lee] = [await newAccount(service, 'dana'), await newAccount(service, 'lee')];
    const foreign = await joinForeign(service, lee);
    const words = Array.from({ length: count }, (_, index) => `words ${index}`);
    for (const each of words) await foreign.say(dana.jid, each, each);
    await settled(foreign, service);
    const first = await gateway.join(dana, way);
    await first.untilEqual(() => saidBy(first, lee), words);
    expect(first.talk).toContain(`conf(1) participantRemoved ${lee.uri}`);
    // The client has them.
    await first.poll();
    await first.send({ kind: 'terminateSession' });
    const second = await gateway.join(dana);
    await foreign.say(dana.jid, 'the end', 'end');
    await second.untilEqual(() => saidBy(second, lee), ['the end']);
    await second.poll();
    await second.send({ kind: 'terminateSession' });
    const third = await gateway.join(dana);
    await foreign.say(dana.jid, 'after the end', 'after');
    await third.untilEqual(() => saidBy(third, lee), ['after the end']);
  });

  it('is told nothing from before they last said something in another program', async () => {
    const gateway = await startGateway(service);
    const [dana, lee] = [await newAccount(service, 'dana'), await newAccount(service, 'lee')];
    const [program, foreign] = [await joinForeign(service, dana), await joinForeign(service, lee)];
    await foreign.say(dana.jid, 'read there', 'm1');
    await program.untilSaid('read there');
    await program.say(lee.jid, 'an answer', 'm2');
    await foreign.untilSaid('an answer');
    await program.close();
    await settled(foreign, service);
    await foreign.say(dana.jid, 'waits', 'm3');
    await settled(foreign, service);
    const first = await gateway.join(dana);
    await first.untilEqual(() => saidBy(first, lee), ['waits']);
  });
});
