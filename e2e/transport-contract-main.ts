// A program for Electron that runs the contract of transports and prints one JSON line a case. Started by transport-contract.spec.ts,
// which also runs the servers: they stay in plain Node, whose TLS can still play an old server.
import { app, net, session } from 'electron';
import { createChromiumTransport } from '../src/main/transports/chromium-transport';
import { createServerSessions } from '../src/main/transports/server-sessions';
import type { ContractAddresses } from '../src/main/transports/testing/contract-servers';
import type { ContractSubject } from '../src/main/transports/testing/contract-case';
import { transportContract } from '../src/main/transports/testing/transport-contract';
import { createNodeTransport } from '../src/main/uc/http/node/node-transport';

const addresses = JSON.parse(process.env['CONTRACT_ADDRESSES'] ?? '{}') as ContractAddresses;
let count = 0;

const subjects: Readonly<Record<string, ContractSubject>> = {
  chromium: {
    create({ trustedFingerprint, maxBodyBytes }) {
      count += 1;
      // A session of its own for each case.
      const sessions = createServerSessions((name, options) => session.fromPartition(`${name}-${count}`, options));
      const trust = { origin: 'https://127.0.0.1', allowOldTls: false, fingerprint: trustedFingerprint };
      return createChromiumTransport(net, sessions(trust), { maxBodyBytes });
    },
  },
  node: { create: createNodeTransport },
};

async function report(subject: string, name: string, run: () => Promise<void>): Promise<void> {
  const error = await run().then(
    () => undefined,
    (reason: unknown) => String(reason instanceof Error ? reason.stack : reason),
  );
  process.stdout.write(`${JSON.stringify({ subject, name, ok: error === undefined, error })}\n`);
}

void app.whenReady().then(async () => {
  for (const [subject, implementation] of Object.entries(subjects)) {
    for (const { name, run } of transportContract) {
      await report(subject, name, () => run(implementation, addresses));
    }
  }
  await report('node', 'reaches a server that speaks TLS 1.0 only, when it is allowed to', async () => {
    const transport = createNodeTransport({
      minTlsVersion: 'TLSv1',
      trustedFingerprint: addresses.untrustedFingerprint,
    });
    const { status } = await transport.request({
      method: 'GET',
      url: `${addresses.oldTls}/echo`,
      headers: {},
      timeoutMs: 10_000,
    });
    if (status !== 200) throw new Error(`status ${status}`);
  });
  app.exit(0);
});
