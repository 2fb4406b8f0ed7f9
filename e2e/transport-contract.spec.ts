// The contract of transports inside a real Electron: Chromium's stack, and Node's on Electron's TLS (which is not Node's own).
import { expect, test } from '@playwright/test';
import { startContractServers } from '../src/main/transports/testing/contract-servers';
import { transportContract } from '../src/main/transports/testing/transport-contract';
import { runInElectron } from './run-in-electron';

interface Result {
  readonly subject: string;
  readonly name: string;
  readonly ok: boolean;
  readonly error?: string;
}

const oldTlsCase = 'reaches a server that speaks TLS 1.0 only, when it is allowed to';
let results: readonly Result[] = [];

test.beforeAll(async () => {
  const servers = await startContractServers();
  try {
    const addresses = JSON.stringify(servers.addresses);
    results = (await runInElectron('transport-contract-main.ts', {
      CONTRACT_ADDRESSES: addresses,
    })) as readonly Result[];
  } finally {
    await servers.stop();
  }
});

for (const subject of ['chromium', 'node']) {
  test.describe(`${subject} in Electron keeps the contract of transports`, () => {
    const names = transportContract.map(({ name }) => name);
    for (const name of subject === 'node' ? [...names, oldTlsCase] : names) {
      test(name, () => {
        const result = results.find((each) => each.subject === subject && each.name === name);
        expect(result, 'the case was run').toBeDefined();
        expect(result?.error).toBeUndefined();
      });
    }
  });
}
