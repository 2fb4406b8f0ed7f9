// The short form of `npm run gateway-chaos`: the same people, cluster and strikes, fewer messages.
import { describe, expect, it } from 'vitest';
import { hasServices } from '../../xmpp/services';
import { missingForCluster } from '../cluster';
import { runGatewayChaos } from './run-gateway-chaos';

const seed = 15;
const messages = 600;
/** Two minutes and a half on a computer that does nothing else. */
const limitMs = 10 * 60_000;

describe.skipIf(!hasServices || missingForCluster().length > 0)('a cluster that is struck', () => {
  it(
    'loses and doubles no message, and shows what became of each',
    async () => {
      const report = await runGatewayChaos({
        ...{ messages, seed, perSecond: 20 },
        befalls: ['kill-node', 'kill-gateway', 'drain-gateway'],
      });
      const { lost, duplicated, silent, rejections, diverged, complaints, askedAgain } = report;
      expect({ lost, duplicated, silent, rejections, diverged, complaints, askedAgain }).toEqual({
        ...{ lost: [], duplicated: [], silent: [], rejections: [], diverged: [], complaints: [] },
        askedAgain: 0,
      });
      expect(report.strikes).toHaveLength(3);
      expect(report.messages).toBeGreaterThanOrEqual(messages);
      // Nobody reads of a message that it may not have arrived but where that is so.
      expect(report.confirmed + report.sent).toBeGreaterThan(messages / 2);
    },
    limitMs,
  );
});
