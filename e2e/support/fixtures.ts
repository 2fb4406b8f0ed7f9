// The test function of the end-to-end tests: hands out Parleys, servers and desktop services, and takes all of them down again. A
// test fails when a window complained on its console.
import { expect, test as base } from '@playwright/test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonRecord } from '../../src/server/memory/directory/person-record';
import { startServer, type EmbeddedServer } from './embedded-server';
import { KeyStore } from './key-store';
import { launch, type LaunchOptions, type Parley } from './launch';
import { NotificationDaemon } from './notification-daemon';
import { removeFolder } from './remove-folder';
import { TrayHost } from './tray-host';

export interface Fixtures {
  /** A new folder for temporary files, whose name begins so. It is removed when every Parley that may write in it has ended. */
  readonly newFolder: (prefix: string) => string;
  readonly launchParley: (options?: LaunchOptions) => Promise<Parley>;
  readonly startServer: (people: readonly PersonRecord[], args?: readonly string[]) => Promise<EmbeddedServer>;
  /** On Linux; elsewhere the test is skipped. There before the first Parley starts. */
  readonly notifications: NotificationDaemon;
  /** On Linux; elsewhere the test is skipped. */
  readonly tray: TrayHost;
  /** On Linux; elsewhere the test is skipped. Launch with `KeyStore.args`. */
  readonly keyStore: KeyStore;
}

export const test = base.extend<Fixtures>({
  newFolder: async ({}, use) => {
    const made: string[] = [];
    await use((prefix) => {
      const folder = mkdtempSync(join(tmpdir(), prefix));
      made.push(folder);
      return folder;
    });
    await Promise.all(made.map(removeFolder));
  },
  // Playwright takes down first what came last: the folders are there before it, and gone after it.
  launchParley: async ({ newFolder }, use) => {
    const started: Parley[] = [];
    await use(async (options) => {
      const parley = await launch({ ...options, userData: options?.userData ?? newFolder('parley-profile-') });
      started.push(parley);
      return parley;
    });
    await Promise.all(started.map((parley) => parley.close()));
    expect(started.flatMap(({ errors }) => errors)).toEqual([]);
  },
  startServer: async ({}, use) => {
    const started: EmbeddedServer[] = [];
    await use(async (people, args) => {
      const server = await startServer(people, args);
      started.push(server);
      return server;
    });
    await Promise.all(started.map((server) => server.stop()));
  },
  notifications: async ({}, use) => {
    test.skip(process.platform !== 'linux', 'the notification service is that of D-Bus');
    const daemon = await NotificationDaemon.start();
    await use(daemon);
    await daemon.stop();
  },
  tray: async ({}, use) => {
    test.skip(process.platform !== 'linux', 'the tray is that of D-Bus');
    const host = await TrayHost.start();
    await use(host);
    await host.stop();
  },
  keyStore: async ({}, use) => {
    test.skip(process.platform !== 'linux', 'the key store is that of D-Bus');
    const store = await KeyStore.start();
    await use(store);
    await store.stop();
  },
});

export { expect };
