// What befalls a cluster, each to its end: when it is over, all programs run again.
import { sleep } from '../../chaos/fast-clock';
import type { Cluster } from '../cluster';

export interface Strike {
  readonly title: string;
  strike(cluster: Cluster): Promise<void>;
}

const downMs = 5_000;
const frozenMs = 4_000;
const splitMs = 9_000;
/** Whatever a node needs until it is part of the cluster again. */
const wholeWithinMs = 60_000;

export const strikes = {
  'kill-node': {
    title: 'a node is killed, and started again',
    async strike(cluster) {
      await killNode(cluster, 1);
    },
  },
  'freeze-node': {
    title: 'a node stands still for four seconds',
    async strike({ nodes }) {
      nodes[1]!.freeze();
      await sleep(frozenMs);
      nodes[1]!.thaw();
    },
  },
  'kill-gateway': {
    title: 'a gateway is killed, and started again',
    async strike({ gateways }) {
      await gateways[0]!.kill();
      await sleep(downMs);
      await gateways[0]!.start();
    },
  },
  'drain-gateway': {
    title: 'a gateway ends in good order, and is started again',
    async strike({ gateways }) {
      const code = await gateways[1]!.kill('SIGTERM');
      if (code !== 0) throw new Error(`it has ended with ${code}`);
      await gateways[1]!.start();
    },
  },
  netsplit: {
    title: 'the nodes lose each other for nine seconds; then one is started again, as docs/gateway.md says',
    async strike(cluster) {
      cluster.split();
      await sleep(splitMs);
      cluster.unite();
      if (cluster.isWhole()) throw new Error('that was no netsplit: it has healed by itself');
      await killNode(cluster, 1, 0);
    },
  },
  'kill-room': {
    title: 'the node that holds the rooms is killed, and started again',
    async strike(cluster) {
      // Whichever it is: a room is held by the node that its first participant came by, so both have their turn.
      await killNode(cluster, 0);
      await killNode(cluster, 1);
    },
  },
} satisfies Record<string, Strike>;

export type StrikeName = keyof typeof strikes;

export const strikeNames = Object.keys(strikes) as StrikeName[];

async function killNode(cluster: Cluster, at: number, pauseMs = downMs): Promise<void> {
  const node = cluster.nodes[at]!;
  await node.kill();
  await sleep(pauseMs);
  await node.start();
  const deadline = performance.now() + wholeWithinMs;
  while (!cluster.isWhole()) {
    if (performance.now() > deadline) throw new Error('the cluster has not become whole');
    await sleep(200);
  }
}
