// From the start of the built app, which signs in by itself, to a contact list that can be used: rows of people are painted and the search
// takes keys.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { reader, startCrowd } from '../../e2e/support/crowd';
import { KeyStore } from '../../e2e/support/key-store';
import { launch } from '../../e2e/support/launch';
import { callBridge, signIn } from '../../e2e/support/people';
import { everybodyIsListed } from './waits';
import { withFolder } from './folder';
import type { OwnElectron } from './own-electron';
import { parley } from './programs';
import { tellingMain, timeUntilTold } from './told-by-page';

export interface ContactListStart {
  /** Milliseconds of one start, with a server that answers. */
  answered(): Promise<number>;
  /** Likewise with one that takes every connection and says nothing; undefined: no list was shown. */
  silent(): Promise<number | undefined>;
}

const contacts = 500;
const groups = 10;
const isUsable = `document.querySelector('[data-testid=contact-row]') !== null
    && document.querySelector('[data-testid=contacts-search]')?.disabled === false`;

/** With a profile that has shown the list before. */
export function withContactListStart<T>(
  electron: OwnElectron,
  use: (starts: ContactListStart) => Promise<T>,
): Promise<T> {
  return withFolder(async (folder) => {
    const keyStore = await KeyStore.start();
    const profile = join(folder, 'profile');
    const crowd = await startCrowd(contacts, groups);
    let stopServer = (): Promise<void> => crowd.stop();
    const program = parley(profile, { args: KeyStore.args, main: tellingMain(isUsable), work: folder });
    const time = (): Promise<number | undefined> => timeUntilTold(electron, program);
    try {
      const before = await launch({ userData: profile, args: KeyStore.args });
      try {
        await (await before.mainWindow()).getByTestId('signin-remember').check();
        const page = await signIn(before, crowd.url, reader);
        await everybodyIsListed(page, crowd);
        await callBridge(page, 'settings:set', { signInAtStart: true });
      } finally {
        await before.close();
      }
      return await use({
        async answered() {
          const ms = await time();
          if (ms === undefined) throw new Error('no contact list in time');
          return ms;
        },
        async silent() {
          await stopServer();
          stopServer = await startSilence(Number(new URL(crowd.url).port));
          return time();
        },
      });
    } finally {
      await stopServer();
      await keyStore.stop();
    }
  });
}

async function startSilence(port: number): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).resume();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
}
