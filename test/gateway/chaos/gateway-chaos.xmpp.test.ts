// The short run of `npm run gateway-chaos`.
import { beforeAll, describe, expect, it } from 'vitest';
import buildCommandLine from '../../../scripts/support/build-command-line.mjs';
import { missingForCluster } from '../cluster';
import { runGatewayChaos } from './run-gateway-chaos';
import type { StrikeName } from './strikes';

const missing = missingForCluster();
const messages = 1_200;
const befalls: readonly StrikeName[] = ['kill-node', 'freeze-node', 'kill-gateway', 'netsplit'];

describe.skipIf(missing.length > 0)(
  'chaos at a gateway (skipped where there is no ejabberd, PostgreSQL or HAProxy)',
  () => {
    beforeAll(() => buildCommandLine(), 120_000);

    it('loses, doubles and hides nothing', async () => {
      const report = await runGatewayChaos({ messages, seed: 4_711, befalls });
      const { lost, duplicated, silent, rejections, diverged, complaints, askedAgain } = report;
      expect({ lost, duplicated, silent, rejections, diverged, complaints, askedAgain }).toEqual({
        lost: [],
        duplicated: [],
        silent: [],
        rejections: [],
        diverged: [],
        complaints: [],
        askedAgain: 0,
      });
      expect(report.strikes).toHaveLength(befalls.length);
      // The gateway's people had to come back.
      expect(report.sessionsLost).toBeGreaterThan(0);
      expect(report.messages).toBeGreaterThanOrEqual(messages);
      expect(report.confirmed).toBeGreaterThan(messages / 3);
    }, 300_000);
  },
);
