// A conference whose people are at two nodes that lose each other: each half goes on in a room of its own, and both write into one archive.
import { beforeEach, describe, expect, it } from 'vitest';
import { domains, EjabberdNode } from './rig/ejabberd';
import { isWhole, split, unite, untilApart, untilWhole } from './rig/netsplit';
import { startRig, type Rig } from './rig/rig';
import { heardBy, newAccount, startGateway, type Account, type GatewayClient } from './gateway';
import { hasServices } from './services';

/** What heals does so by the self-ping, every half minute. */
const healMs = 100_000;

describe.skipIf(!hasServices)('a netsplit', () => {
  let rig: Rig;
  let nodes: readonly EjabberdNode[];
  // For each try: a node that a split has left hanging is no beginning for another one.
  beforeEach(async ({ onTestFinished }) => {
    rig = await startRig({ nodes: 2, hasProsody: false });
    // When the gateways have said good-bye to it.
    onTestFinished(() => rig.stop(), 30_000);
    nodes = rig.state.ejabberd.map((state) => new EjabberdNode(state));
  }, 120_000);

  it(
    'loses and repeats nothing of what either half of a conference says meanwhile',
    async () => {
      const [first, second] = nodes as [EjabberdNode, EjabberdNode];
      const at = ({ host, port }: EjabberdNode) => startGateway({ host, port, domain: domains.main, ca: rig.state.ca });
      const [here, there] = [await at(first), await at(second)];
      const account = (name: string): Promise<Account> =>
        newAccount({ domain: domains.main, register: (...words) => first.register(...words) }, name);
      const [dana, lee, kim] = [await account('dana'), await account('lee'), await account('kim')];
      const [a, b, c] = [await here.join(dana), await there.join(lee), await there.join(kim)];
      const all = [a, b, c];
      await a.conference(0, { kind: 'initiateImSession', uris: [lee.uri, kim.uri], message: { content: 'hello' } });
      for (const each of [b, c]) {
        await each.until('conf(1) imSessionState incoming');
        await each.conference(1, { kind: 'acceptImSession' });
        await each.until('conf(1) imSessionState connected');
      }
      for (const { uri } of [lee, kim]) await a.until(`conf(1) participant ${uri} attendee`);
      const say = async (client: GatewayClient, ...words: readonly string[]): Promise<void> => {
        for (const content of words) await client.conference(1, { kind: 'sendMessage', message: { content } });
      };
      const words = { here: ['h1', 'h2', 'h3'], there: ['t1', 't2', 't3'] };
      const told = (client: GatewayClient) => (): string =>
        [...client.words, '--- gateways', ...here.log, '---', ...there.log].join('\n');
      split(nodes);
      await untilApart(nodes);
      // Turn about, so that each half has something before the last that the other one has heard.
      await say(a, 'h1');
      await say(b, 't1', 't2');
      await c.untilTrue(() => heardBy(c, lee).includes('t2'), told(c), healMs);
      await say(a, 'h2', 'h3');
      await say(b, 't3');
      await c.untilTrue(() => heardBy(c, lee).includes('t3'), told(c), healMs);
      expect(isWhole(nodes)).toBe(false);
      unite(nodes);
      await second.restart();
      await untilWhole(nodes);
      await a.untilTrue(() => words.there.every((each) => heardBy(a, lee).includes(each)), told(a), healMs);
      await say(a, 'again');
      for (const each of [b, c])
        await each.untilTrue(
          () => [...words.here, 'again'].every((content) => heardBy(each, dana).includes(content)),
          told(each),
          healMs,
        );
      for (const each of all) await each.poll();
      // A word that was said to a room that was no more is said again, and may come after the next one.
      for (const each of [a, c]) expect(heardBy(each, lee).toSorted()).toEqual(words.there);
      // The first word has come with the invitation.
      for (const each of [b, c]) expect(heardBy(each, dana).toSorted()).toEqual(['again', ...words.here]);
    },
    3 * healMs,
  );
});
