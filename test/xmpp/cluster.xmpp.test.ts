// Two nodes of ejabberd are one service: what runs on several gateways and nodes relies on it.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { child, text, xml } from '../../src/server/xmpp/stream/element';
import { openTestStream } from '../../src/server/xmpp/stream/testing/test-stream';
import { EjabberdNode } from './rig/ejabberd';
import { startRig, type Rig } from './rig/rig';
import { hasServices } from './services';

describe.skipIf(!hasServices)('a cluster of two nodes', () => {
  let rig: Rig;
  let nodes: readonly EjabberdNode[];
  beforeAll(async () => {
    rig = await startRig({ nodes: 2, hasProsody: false });
    nodes = rig.state.ejabberd.map((state) => new EjabberdNode(state));
    for (const user of ['ann', 'ben']) await nodes[0]?.register(user, 'pw');
  }, 120_000);
  afterAll(async () => {
    await rig?.stop();
  }, 30_000);

  const at = (index: number) => {
    const { host, port } = nodes[index] as EjabberdNode;
    return { host, port, domain: 'example.com', ca: rig.state.ca };
  };
  const message = (to: string, body: string) => xml('message', { to, type: 'chat' }, xml('body', {}, body));

  it('brings what is said at one to the other', async () => {
    expect(await nodes[1]?.call('list_cluster')).toHaveLength(2);
    const ann = await openTestStream(at(0), 'ann', 'pw');
    const ben = await openTestStream(at(1), 'ben', 'pw');
    ann.stream.send(message(ben.stream.jid, 'Good morning'));
    await ben.hearing.until('stanza', ({ stanza }) => text(child(stanza, 'body')) === 'Good morning');
  });

  it('lets a stream of one node go on at the other when the first is killed', async () => {
    const [first, second] = nodes as [EjabberdNode, EjabberdNode];
    const { stream, hearing, log } = await openTestStream(at(0), 'ann', 'pw', {}, [at(0), at(1)]);
    // It begins anywhere.
    const isAtFirst = log[0]?.includes(`:${first.port}:`) === true;
    const [used, other] = isAtFirst ? [first, second] : [second, first];
    await used.kill();
    await hearing.until('up', () => true, 60_000);
    const acked = vi.fn();
    stream.send(message('ben@example.com', 'still here'), acked);
    await vi.waitFor(() => expect(acked).toHaveBeenCalled(), { timeout: 15_000 });
    await used.start();
    // It is back in the cluster by itself.
    await vi.waitFor(async () => expect(await other.call('list_cluster')).toHaveLength(2), { timeout: 15_000 });
    const ben = await openTestStream(at(isAtFirst ? 0 : 1), 'ben', 'pw');
    stream.send(message(ben.stream.jid, 'and back'));
    await ben.hearing.until('stanza', ({ stanza }) => text(child(stanza, 'body')) === 'and back');
  }, 120_000);
});
