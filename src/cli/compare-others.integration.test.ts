// `compare`: what others did in a recording of our own server they do once more, so that there is nothing to tell of it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startCli, type CliProcess } from './testing/process';

const uris = {
  dana: 'sip:dana@example.com',
  lee: 'sip:lee@example.com',
  kim: 'sip:kim@example.com',
} as const;
type Name = keyof typeof uris;
const names = Object.keys(uris) as readonly Name[];

interface Scene {
  signIn(name: Exclude<Name, 'dana'>): Promise<CliProcess>;
  /** Hers is the client that is recorded. */
  dana(): Promise<CliProcess>;
}

/** What `compare` has to tell of a recording in which Dana has the others among her contacts. */
async function compared(play: (scene: Scene) => Promise<void>, more: object = {}): Promise<readonly object[]> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-compare-'));
  const started: CliProcess[] = [];
  const start = (args: readonly string[]): CliProcess => {
    const cli = startCli(args, { PARLEY_PASSWORD: 'pw' });
    started.push(cli);
    return cli;
  };
  try {
    const [people, file] = ['people.json', 'a.jsonl'].map((name) => join(folder, name)) as [string, string];
    const all = names.map((name) => ({ uri: uris[name], user: `EXAMPLE\\${name}`, password: 'pw', name, ...more }));
    writeFileSync(
      people,
      JSON.stringify({
        people: all.map((each, at) => (at === 0 ? { ...each, contacts: [uris.lee, uris.kim] } : each)),
      }),
    );
    const server = start(['serve', '--people', people, '--poll-wait', '20']);
    const url = (await server.until({ event: 'listening' }))['url'] as string;
    const signIn = async (name: Name, ...args: readonly string[]): Promise<CliProcess> => {
      const cli = start(['connect', '--server', url, '--user', `EXAMPLE\\${name}`, ...args]);
      await cli.until({ event: 'connection', state: 'online' });
      return cli;
    };
    await play({ signIn: (name) => signIn(name), dana: () => signIn('dana', '--record', file) });
    const cli = startCli(['compare', file]);
    await cli.ended;
    return cli.events;
  } finally {
    for (const each of started) each.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
}

const nothing = [{ event: 'compared', differences: 0, disturbed: 0 }];
const connected = { event: 'conversation', state: 'connected' };
const quit = async (cli: CliProcess): Promise<void> => {
  cli.say({ do: 'quit' });
  await cli.ended;
};
/** With these others in it, and without those. */
const there = (cli: CliProcess, who: readonly Name[], gone: readonly Name[] = []): Promise<object> =>
  cli.until((event) => {
    const inside = (event['participants'] ?? []) as readonly { readonly uri: string }[];
    const has = (name: Name): boolean => inside.some(({ uri }) => uri === uris[name]);
    return event['event'] === 'conversation' && who.every(has) && !gone.some(has);
  });

it('has nothing to tell of who was invited in vain, declined, or came and went', async () => {
  const events = await compared(async ({ dana, signIn }) => {
    const one = await dana();
    one.say({ do: 'start', id: 1, to: [uris.kim], subject: '', text: 'Are you there?' });
    await one.until({ event: 'conversation', conversation: 'c1', state: 'ended' });
    const other = await signIn('lee');
    await one.until({ event: 'presence', uri: uris.lee, availability: 'available' });
    one.say({ do: 'start', id: 2, to: [uris.lee], subject: '', text: 'And you?' });
    const { conversation } = await other.until({ event: 'invitation' });
    other.say({ do: 'decline', conversation });
    await one.until({ event: 'conversation', reason: 'peer-declined' });
    other.say({ do: 'quit' });
    await one.until({ event: 'presence', uri: uris.lee, availability: 'offline' });
    await quit(one);
  });
  expect(events).toEqual(nothing);
});

it('has nothing to tell of telephones, notes, formatted messages and who types', async () => {
  const style = { italic: true, font: 'Verdana' };
  const events = await compared(
    async ({ dana, signIn }) => {
      const other = await signIn('lee');
      const one = await dana();
      await one.until({ event: 'presence', uri: uris.lee, availability: 'available' });
      other.say({ do: 'note', text: 'Out at lunch' });
      await one.until({ event: 'presence', uri: uris.lee, note: 'Out at lunch' });
      other.say({ do: 'start', to: [uris.dana], subject: 'Plans', text: 'Hello', style });
      const { conversation } = await one.until({ event: 'invitation' });
      one.say({ do: 'accept', conversation });
      await one.until(connected);
      const { conversation: theirs } = await other.until(connected);
      other.say({ do: 'typing', conversation: theirs, typing: true });
      await one.until({ event: 'typing' });
      other.say({ do: 'send', conversation: theirs, text: 'And more', style });
      await one.until({ event: 'message', text: 'And more' });
      await quit(one);
    },
    { phones: [{ type: 'work', number: '+1 (555) 0100' }] },
  );
  expect(events).toEqual(nothing);
});

it('has nothing to tell of categories of an application, before and after somebody came', async () => {
  const shift = (ends: string): object => ({
    do: 'publish-raw',
    id: ends,
    name: 'shift',
    namespace: 'urn:example:shift',
    xml: `<shift xmlns="urn:example:shift" ends="${ends}"/>`,
  });
  const events = await compared(async ({ dana, signIn }) => {
    const other = await signIn('lee');
    other.say(shift('four'));
    await other.until({ event: 'done', id: 'four' });
    const one = await dana();
    await one.until({ event: 'presence', uri: uris.lee, availability: 'available' });
    one.say(shift('five'));
    await one.until({ event: 'done', id: 'five' });
    other.say(shift('eight'));
    await other.until({ event: 'done', id: 'eight' });
    other.say({ do: 'note', text: 'At work' });
    await one.until({ event: 'presence', uri: uris.lee, note: 'At work' });
    await quit(one);
  });
  expect(events).toEqual(nothing);
});

it('has nothing to tell of who watches', async () => {
  const events = await compared(async ({ dana, signIn }) => {
    const lee = await signIn('lee');
    lee.say({ do: 'subscribe', id: 1, uris: [uris.dana] });
    await lee.until({ event: 'done', id: 1 });
    await quit(lee);
    const one = await dana();
    await one.until({ event: 'subscribers' });
    const kim = await signIn('kim');
    kim.say({ do: 'subscribe', uris: [uris.dana] });
    await one.until((event) => event['event'] === 'subscribers' && JSON.stringify(event).includes('kim@'));
    await quit(one);
  });
  expect(events).toEqual(nothing);
});

it('has nothing to tell of a conference that others make, invite into, lead and leave', async () => {
  const events = await compared(async ({ dana, signIn }) => {
    const [lee, kim] = [await signIn('lee'), await signIn('kim')];
    const one = await dana();
    await one.until({ event: 'presence', uri: uris.kim, availability: 'available' });
    lee.say({ do: 'start', to: [uris.dana], subject: 'Plans', text: 'Hello' });
    const { conversation } = await one.until({ event: 'invitation' });
    one.say({ do: 'accept', conversation });
    const { conversation: lees } = await lee.until(connected);
    // Two become three.
    lee.say({ do: 'invite', conversation: lees, to: [uris.kim] });
    const { conversation: kims } = await kim.until({ event: 'invitation' });
    kim.say({ do: 'accept', conversation: kims });
    await there(one, ['lee', 'kim']);
    kim.say({ do: 'send', conversation: kims, text: 'Here I am' });
    await one.until({ event: 'message', text: 'Here I am' });
    lee.say({ do: 'lock', conversation: lees, locked: true });
    await one.until({ event: 'conversation', locked: true });
    lee.say({ do: 'promote', conversation: lees, uri: uris.dana });
    lee.say({ do: 'send', conversation: lees, text: 'You lead' });
    await one.until({ event: 'message', text: 'You lead' });
    kim.say({ do: 'leave', conversation: kims });
    lee.say({ do: 'send', conversation: lees, text: 'Kim is gone' });
    await one.until({ event: 'message', text: 'Kim is gone' });
    lee.say({ do: 'eject', conversation: lees, uri: uris.dana });
    await one.until({ event: 'conversation', reason: 'ejected' });
    await quit(one);
  });
  expect(events).toEqual(nothing);
});

it('has nothing to tell of conferences that one is called into, and of those of one’s own', async () => {
  const events = await compared(async ({ dana, signIn }) => {
    const [lee, kim] = [await signIn('lee'), await signIn('kim')];
    const one = await dana();
    await one.until({ event: 'presence', uri: uris.kim, availability: 'available' });
    // Straight from the beginning.
    lee.say({ do: 'start', to: [uris.dana, uris.kim], subject: 'Three', text: 'Hello both' });
    const { conversation: first } = await one.until({ event: 'invitation' });
    one.say({ do: 'accept', conversation: first });
    await there(one, ['lee']);
    const { conversation: kims } = await kim.until({ event: 'invitation' });
    kim.say({ do: 'accept', conversation: kims });
    await there(one, ['lee', 'kim']);
    one.say({ do: 'leave', id: 1, conversation: first });
    await one.until({ event: 'done', id: 1 });
    // Whoever is still seen there is not asked into it once more.
    await there(lee, ['kim'], ['dana']);
    // Into one that goes on.
    lee.say({ do: 'invite', conversation: 'c1', to: [uris.dana] });
    const { conversation: second } = await one.until(
      ({ event, conversation }) => event === 'invitation' && conversation !== first,
    );
    one.say({ do: 'accept', conversation: second });
    await one.until({ ...connected, conversation: second });
    await there(one, ['lee', 'kim']);
    one.say({ do: 'leave', id: 2, conversation: second });
    await one.until({ event: 'done', id: 2 });
    // One of one’s own, into which one of the two does not come.
    one.say({ do: 'start', id: 3, to: [uris.lee, uris.kim], subject: 'Mine', text: 'And now?' });
    const { conversation: third } = await one.until({ event: 'done', id: 3 });
    const { conversation: again } = await lee.until(
      ({ event, subject }) => event === 'invitation' && subject === 'Mine',
    );
    lee.say({ do: 'accept', conversation: again });
    await one.until({ ...connected, conversation: third });
    const { conversation: declined } = await kim.until(
      ({ event, subject }) => event === 'invitation' && subject === 'Mine',
    );
    kim.say({ do: 'decline', id: 4, conversation: declined });
    await kim.until({ event: 'done', id: 4 });
    lee.say({ do: 'send', conversation: again, text: 'Just the two of us' });
    await one.until({ event: 'message', text: 'Just the two of us' });
    await quit(one);
  });
  expect(events).toEqual(nothing);
});
