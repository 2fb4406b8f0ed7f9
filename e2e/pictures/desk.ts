// Where the pictures are taken: a server, a Parley at it, and as many people as a conference holds. All of them invented.
import type { Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PersonRecord } from '../../src/server/memory/directory/person-record';
import { Gateway } from '../support/gateway';
import { KeyStore } from '../support/key-store';
import { launch, type Parley } from '../support/launch';
import { callBridge, signIn } from '../support/people';
import { removeFolder } from '../support/remove-folder';
import { startTown, type Resident, type Town } from '../support/town';

const names = [
  ...['Lee Park', 'Kim Okafor', 'Sam Roth', 'Mika Lind', 'Noor Haddad', 'Jun Ito', 'Robin Silva', 'Ariel Moreau'],
  ...['Alex Novak', 'Sasha Kaya', 'Toni Weber', 'Kit Jensen', 'Rene Rossi', 'Bo Larsen', 'Uli Brandt', 'Sol Vargas'],
  ...['Ash Turner', 'Lou Petit', 'Max Horvat', 'Nur Aydin', 'Jo Marsh', 'Andi Koch', 'Eli Stern', 'Remy Blanc'],
  ...['Sky Olsen', 'Dani Costa', 'Val Ivanov', 'Yuki Mori', 'Cleo Grant', 'Pat Doyle', 'Chris Berg'],
];
const crew: readonly PersonRecord[] = names.map((name, at) => {
  const user = name.toLowerCase().replace(' ', '.');
  const title = ['Dispatcher', 'Crane operator', 'Shift lead', 'Electrician'][at % 4]!;
  return { uri: `sip:${user}@example.com`, user: `EXAMPLE\\${user}`, name, title };
});
const uris = crew.map(({ uri }) => uri);
export const reader: PersonRecord = {
  uri: 'sip:dana.reyes@example.com',
  user: 'EXAMPLE\\dana',
  password: 'correct horse',
  name: 'Dana Reyes',
  title: 'Dispatcher',
  groups: { Harbour: uris.slice(0, 7), 'Night shift': uris.slice(7, 12) },
  contacts: uris.slice(12, 16),
};
/** Is there, and answers nobody. */
const silent: PersonRecord = { uri: 'sip:ira.kovac@example.com', user: 'EXAMPLE\\ira', name: 'Ira Kovac' };
/** Has never signed in. */
const absent: PersonRecord = { uri: 'sip:pia.nilsen@example.com', user: 'EXAMPLE\\pia', name: 'Pia Nilsen' };
/** Knows nobody yet. */
const newcomer: PersonRecord = {
  uri: 'sip:new@example.com',
  user: 'EXAMPLE\\new',
  password: 'correct horse',
  name: 'Gale Fisher',
  title: 'Dispatcher',
};

function recordOf(name: string): PersonRecord {
  const record = crew.find((each) => each.name === name);
  if (!record) throw new Error(`there is no ${name}`);
  return record;
}

/** Who sits at it: with people around; for the first time; on a computer of others; where an administrator has set something. */
type Seat = 'usual' | 'empty' | 'guest' | 'governed';

export class Desk {
  private readonly residents = new Map<string, Resident>();
  readonly silent = silent.uri;
  readonly absent = absent.uri;
  private endOfCall?: () => void;
  private isSignedIn = false;
  private seat: Seat = 'usual';

  private constructor(
    private readonly town: Town,
    private readonly gateway: Gateway,
    private readonly keyStore: KeyStore | undefined,
    private readonly folder: string,
    private current: Parley,
  ) {}

  static async open(): Promise<Desk> {
    const town = await startTown([reader, newcomer, silent, absent, ...crew]);
    town.arrive(silent, true);
    const gateway = await new Gateway(() => town.url).start();
    // Without one the history says that it keeps nothing, which is worth a picture as well.
    const keyStore = process.platform === 'linux' ? await KeyStore.start().catch(() => undefined) : undefined;
    return new Desk(town, gateway, keyStore, mkdtempSync(join(tmpdir(), 'parley-desk-')), await launchAside());
  }

  get parley(): Parley {
    return this.current;
  }

  get url(): string {
    return this.gateway.url;
  }

  /** Before anybody has signed in. */
  signedOut(): Promise<Page> {
    return this.current.mainWindow();
  }

  /** Signed in, with people around. */
  async main(): Promise<Page> {
    await this.sit('usual');
    if (this.isSignedIn) return this.current.mainWindow();
    for (const person of crew.slice(0, 9)) this.person(person.name);
    this.isSignedIn = true;
    return signIn(this.current, this.gateway.url, reader);
  }

  /** Signed in for the first time. */
  async empty(): Promise<Page> {
    if (await this.sit('empty')) await signIn(this.current, this.gateway.url, newcomer);
    return this.current.mainWindow();
  }

  /** On a computer that is not theirs. */
  async guest(): Promise<Page> {
    if (await this.sit('guest')) {
      await (await this.current.mainWindow()).getByTestId('signin-public').check();
      await signIn(this.current, this.gateway.url, newcomer);
    }
    return this.current.mainWindow();
  }

  /** Where an administrator has set what is seen as locked. */
  async governed(values: object): Promise<Page> {
    const file = join(this.folder, 'policy.json');
    writeFileSync(file, JSON.stringify({ ...values, 'server.address': this.gateway.url }), { mode: 0o644 });
    if (await this.sit('governed', { PARLEY_POLICY_FILE: file })) {
      const page = await this.current.mainWindow();
      await page.getByTestId('signin-user').fill(newcomer.user);
      await page.getByTestId('signin-password').fill(newcomer.password ?? '');
      await page.getByTestId('signin-submit').click();
      await page.getByTestId('contacts').waitFor();
    }
    return this.current.mainWindow();
  }

  /** Writes files by their paths into a folder, which is the one that is chosen from now on. */
  async chooseFolderOf(name: string, files: Readonly<Record<string, string>>): Promise<void> {
    const folder = join(this.folder, name);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    await this.current.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, folder);
  }

  /** Somebody who is there from now on, and accepts. */
  person(name: string): Resident & { readonly uri: string } {
    const record = recordOf(name);
    const resident = this.residents.get(name) ?? this.town.arrive(record);
    this.residents.set(name, resident);
    return Object.assign(resident, { uri: record.uri });
  }

  /** The telephone of the reader, until `hangUp`. */
  ring(name: string, subject: string): void {
    this.endOfCall = this.town.ring(recordOf(name), reader, subject);
  }

  hangUp(): void {
    this.endOfCall?.();
  }

  everybody(): readonly string[] {
    for (const { name } of crew) this.person(name);
    return uris;
  }

  /** The window of a conversation that this begins. */
  async converse(to: readonly string[], subject: string, text: string): Promise<Page> {
    const main = await this.main();
    const answer = await callBridge(main, 'conversation:start', { to: [...to], subject, body: { text } });
    if (!answer.ok) throw new Error(`no conversation: ${answer.failure.code}`);
    return this.window(`#/conversation/${answer.value.conversationId}`, () =>
      callBridge(main, 'window:open-conversation', { conversationId: answer.value.conversationId }),
    );
  }

  async window(address: string, open: () => Promise<unknown>): Promise<Page> {
    await open();
    return this.current.window((page) => page.url().includes(address));
  }

  /** What is written for the next picture is not in the language of the last. */
  async speakPlainly(): Promise<void> {
    await callBridge(await this.current.mainWindow(), 'settings:set', { language: 'en', textSize: 100 });
  }

  /** All but the main one go; what asks in it as well. */
  async tidy(): Promise<void> {
    for (const page of this.current.app.windows()) {
      if (!page.url().includes('#/main')) await callBridge(page, 'window:close', undefined).catch(() => undefined);
      else await page.keyboard.press('Escape').catch(() => undefined);
    }
  }

  /** Nobody answers any more, until `findServer`. */
  loseServer(): Promise<void> {
    return this.gateway.stop();
  }

  async findServer(): Promise<void> {
    await this.gateway.start();
    const main = await this.current.mainWindow();
    await callBridge(main, 'session:retry-now', undefined);
    await main.getByTestId('connection-banner').waitFor({ state: 'hidden' });
  }

  async close(): Promise<void> {
    await this.current.close();
    await this.gateway.stop();
    await this.town.stop();
    await this.keyStore?.stop();
    await removeFolder(this.folder);
  }

  /** @returns whether somebody has to sign in */
  private async sit(seat: Seat, env: Readonly<Record<string, string>> = {}): Promise<boolean> {
    if (this.seat === seat) return false;
    await this.current.close();
    this.current = await launchAside(env);
    this.isSignedIn = false;
    this.seat = seat;
    return true;
  }
}

const launchArgs = ['--lang=en', ...(process.platform === 'linux' ? KeyStore.args : [])];

/** The contact list stands at the edge of the display, so that the windows beside it have the size that they are made for. */
async function launchAside(env: Readonly<Record<string, string>> = {}): Promise<Parley> {
  const parley = await launch({ args: launchArgs, env });
  const window = await parley.app.browserWindow(await parley.mainWindow());
  await window.evaluate((shown) => shown.setPosition(0, 0));
  return parley;
}
