// The command line as real processes: two people talk through one server.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import { freePort } from '../shared/testing/free-port';
import { startCli, type CliProcess, type Line } from './testing/process';

const folder = mkdtempSync(join(tmpdir(), 'parley-cli-'));
const people = join(folder, 'people.json');
const password = ' pw "d" ';
writeFileSync(
  people,
  JSON.stringify({
    people: [
      {
        uri: 'sip:dana@example.com',
        user: 'EXAMPLE\\dana',
        password,
        name: 'Dana Reyes',
        groups: { Suppliers: ['sip:lee@example.com'] },
      },
      { uri: 'sip:lee@example.com', user: 'EXAMPLE\\lee', password: 'pw-l', name: 'Lee Park' },
      { uri: 'sip:kim@example.com', user: 'EXAMPLE\\kim', password: 'pw-k', name: 'Kim Osei', title: 'Buyer' },
    ],
  }),
);

const running: CliProcess[] = [];
function start(args: readonly string[], env?: Readonly<Record<string, string>>): CliProcess {
  const cli = startCli(args, env);
  running.push(cli);
  return cli;
}

async function startServer(...args: string[]): Promise<{ readonly url: string; readonly server: CliProcess }> {
  const server = startCli(['serve', '--people', people, '--poll-wait', '50', ...args]);
  return { server, url: (await server.until({ event: 'listening' }))['url'] as string };
}

let url: string;
let server: CliProcess;
beforeAll(async () => {
  ({ url, server } = await startServer());
});
afterAll(async () => {
  server.kill('SIGTERM');
  await server.ended;
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  // They sign out: a session that is left behind would ring in the next test.
  for (const cli of running) cli.kill('SIGTERM');
  await Promise.all(running.splice(0).map(({ ended }) => ended));
});

const online = { event: 'connection', state: 'online' };
async function signIn(user: string, secret: string, ...args: string[]): Promise<CliProcess> {
  const cli = start(['connect', '--server', url, '--user', user, ...args], { PARLEY_PASSWORD: secret });
  await cli.until(online);
  return cli;
}
const signInDana = (...args: string[]): Promise<CliProcess> => signIn('EXAMPLE\\dana', password, ...args);
const signInLee = (...args: string[]): Promise<CliProcess> => signIn('lee@example.com', 'pw-l', ...args);

/** Dana and Lee in a conversation that Dana started. */
async function talk(text = 'Is noon fine?'): Promise<{ dana: CliProcess; lee: CliProcess; invitation: Line }> {
  const [dana, lee] = await Promise.all([signInDana(), signInLee()]);
  dana.say({ do: 'start', id: 's', to: ['sip:lee@example.com'], subject: 'Delivery slot', text });
  const invitation = await lee.until({ event: 'invitation' });
  lee.say({ do: 'accept', id: 'a', conversation: invitation['conversation'] });
  await Promise.all([
    lee.until({ event: 'done', id: 'a' }),
    dana.until({ event: 'conversation', state: 'connected' }),
    lee.until({ event: 'conversation', state: 'connected' }),
  ]);
  return { dana, lee, invitation };
}

describe('two people', () => {
  it('invite, accept, write both ways, see typing and leaving', async () => {
    const { dana, lee, invitation } = await talk();
    expect(invitation).toMatchObject({ from: 'sip:dana@example.com', name: 'Dana Reyes', subject: 'Delivery slot' });
    expect(invitation['text']).toBe('Is noon fine?');
    const started = await dana.until({ event: 'done', id: 's' });
    expect(started).toEqual({ event: 'done', id: 's', conversation: expect.any(String), message: expect.any(String) });

    const { conversation } = invitation;
    const style = { font: 'Verdana', bold: true, italic: false, underline: false, strike: false, color: '#0000c0' };
    lee.say({ do: 'typing', conversation, typing: true });
    await dana.until({ event: 'typing', uris: ['sip:lee@example.com'], typing: true });
    lee.say({ do: 'send', id: 1, conversation, text: 'Yes', style: { font: 'Verdana', bold: true, color: '#0000C0' } });
    const message = await dana.until({ event: 'message' });
    expect(message).toMatchObject({ from: 'sip:lee@example.com', text: 'Yes', style });
    expect(message['conversation']).toBe(started['conversation']);
    const done = await lee.until({ event: 'done', id: 1 });
    await lee.until({ event: 'delivery', message: done['message'], state: 'confirmed' });

    lee.say({ do: 'leave', conversation });
    expect(await dana.until({ event: 'conversation', state: 'ended' })).toMatchObject({ reason: 'peer-left' });
  });

  it('get every text as it was written', async () => {
    const texts = [
      '  blanks before and after  ',
      'two\nlines',
      'a\r\nb\rc',
      '0012',
      'true',
      '1e5',
      ']]>',
      '&lt;b&gt; & <b>',
      '🎉 👩‍👩‍👧 漢字',
      '\u200fשלום\u200e \u202Eabc\u202C',
      'a\u2028b\u2029c\u0085d',
      '\ttab\u00a0',
      '"quotes" \\ and /slashes/',
    ];
    const { dana, lee, invitation } = await talk(texts[0]);
    expect(invitation['text']).toBe(texts[0]);
    const conversation = (await dana.until({ event: 'done', id: 's' }))['conversation'];
    for (const text of texts) dana.say({ do: 'send', conversation, text });
    await lee.until({ event: 'message', text: texts.at(-1) });
    expect(lee.events.filter(({ event }) => event === 'message').map(({ text }) => text)).toEqual(texts);
  });

  it('are warned of characters that cannot travel', async () => {
    const { dana, lee } = await talk();
    const conversation = (await dana.until({ event: 'done', id: 's' }))['conversation'];
    dana.say({ do: 'send', conversation, text: 'a\u0001b\ud800c' });
    await lee.until({ event: 'message', text: 'a\ufffdb\ufffdc' });
    await dana.until({ event: 'warning', code: 'characters-replaced' });
  });

  it('can decline', async () => {
    const [dana, lee] = await Promise.all([signInDana(), signInLee()]);
    dana.say({ do: 'start', to: ['sip:lee@example.com'], text: 'Hello' });
    const { conversation } = await lee.until({ event: 'invitation' });
    lee.say({ do: 'decline', id: 1, conversation });
    await lee.until({ event: 'done', id: 1 });
    expect(await dana.until({ event: 'conversation', state: 'ended' })).toMatchObject({ reason: 'peer-declined' });
  });

  it('see the presence and the note of each other', async () => {
    const dana = await signInDana();
    const lee = await signInLee('--availability', 'busy');
    await dana.until({ event: 'presence', uri: 'sip:lee@example.com', availability: 'busy' });
    lee.say({ do: 'presence', availability: 'be-right-back' });
    lee.say({ do: 'note', text: 'Stock-taking until four' });
    await dana.until({ event: 'presence', availability: 'be-right-back', note: 'Stock-taking until four' });
    await lee.until({ event: 'self', availability: 'be-right-back', note: 'Stock-taking until four' });
  });
});

describe('one person', () => {
  it('searches, asks for presence, and keeps a contact list by names', async () => {
    const dana = await signInDana();
    dana.say({ do: 'search', id: 1, text: 'kim' });
    expect(await dana.until({ event: 'search' })).toMatchObject({
      results: [{ uri: 'sip:kim@example.com', name: 'Kim Osei', title: 'Buyer' }],
      more: false,
    });
    dana.say({ do: 'query', id: 2, uris: ['SIP:Kim@example.com'] });
    await dana.until({ event: 'done', id: 2 });
    await dana.until({ event: 'presence', uri: 'sip:kim@example.com', availability: 'offline' });

    dana.say({ do: 'add-group', id: 3, name: 'Night shift' });
    dana.say({ do: 'add-contact', id: 4, uri: 'sip:kim@example.com', name: 'Kim', groups: ['Night shift'] });
    dana.say({ do: 'update-contact', id: 5, uri: 'sip:kim@example.com', tag: true });
    await dana.until({ event: 'done', id: 5 });
    const kim = { uri: 'sip:kim@example.com', name: 'Kim', groups: ['Night shift'], tag: true };
    const lee = { uri: 'sip:lee@example.com', name: 'Lee Park', groups: ['Suppliers'], tag: false };
    const groups = [{ name: 'Suppliers' }, { name: 'Night shift' }];
    await dana.until({ event: 'contacts', groups, contacts: [lee, kim] });
    dana.say({ do: 'rename-group', id: 6, name: 'Night shift', to: 'Nights' });
    dana.say({ do: 'remove-contact', id: 7, uri: 'sip:kim@example.com' });
    dana.say({ do: 'remove-group', id: 8, name: 'Nights' });
    await dana.until({ event: 'done', id: 8 });
    await dana.until({ event: 'contacts', groups: [{ name: 'Suppliers' }], contacts: [lee] });
    expect(dana.events.filter(({ event }) => event === 'failed')).toEqual([]);
  });

  it('is told what failed, and the session goes on', async () => {
    const dana = await signInDana();
    dana.write('{"do":\n\n   \n\u00ff\n');
    dana.say({ do: 'send', id: 1, conversation: 'c77', text: 'x' });
    dana.say({ do: 'start', id: 2, to: ['sip:lee@example.com'], text: '' });
    dana.say({ do: 'start', id: 3, to: [], text: 'x' });
    dana.say({ do: 'start', id: 4, to: ['nonsense'], text: 'x' });
    dana.say({ do: 'sing', id: 5 });
    dana.say({ do: 'presence', id: { any: 'value' }, availability: 'away' });
    await dana.until({ event: 'done', id: { any: 'value' } });
    const codes = dana.events.filter(({ event }) => event === 'failed').map(({ id, code }) => [id, code]);
    expect(codes).toEqual([
      [1, 'not-found'],
      [2, 'empty-text'],
      [3, 'no-recipient'],
      [4, 'bad-uri'],
      [5, 'bad-request'],
    ]);
    expect(dana.events.filter(({ event }) => event === 'error')).toHaveLength(3);
  });

  it('may give the password on the first line of standard input', async () => {
    const dana = start(['connect', '--server', url, '--user', 'EXAMPLE\\dana', '--password-stdin']);
    dana.write(`${password}\n`);
    dana.say({ do: 'quit', id: 1 });
    expect(await dana.ended).toBe(0);
    await dana.until({ event: 'done', id: 1 });
  });

  it('may sign in by single sign-on, through the form of its page', async () => {
    const dana = await signInDana('--auth', 'sso');
    expect(await dana.until({ event: 'signed-in' })).toMatchObject({
      self: 'sip:dana@example.com',
      name: 'Dana Reyes',
    });
    const refused = start(['connect', '--server', url, '--user', 'dana@example.com', '--auth', 'sso'], {
      PARLEY_PASSWORD: 'wrong',
    });
    expect(await refused.ended).toBe(1);
    await refused.until({ event: 'connection', state: 'offline', reason: 'wrong-password' });
  });

  it('may sign in with integrated Windows credentials', async () => {
    const dana = await signInDana('--auth', 'integrated');
    await dana.until({ event: 'signed-in', self: 'sip:dana@example.com' });
  });
});

describe('the end', () => {
  it.each(['quit', 'sign-out'])('comes with %s, after what was asked before it', async (name) => {
    const lee = await signInLee();
    const dana = await signInDana();
    dana.say({ do: 'start', id: 1, to: ['sip:lee@example.com'], text: 'Last words' });
    dana.say({ do: name, id: 2 });
    expect(await dana.ended).toBe(0);
    expect(dana.events.filter(({ event }) => event === 'done').map(({ id }) => id)).toEqual([1, 2]);
    await dana.until({ event: 'connection', state: 'offline' });
    await lee.until({ event: 'invitation', text: 'Last words' });
    await lee.until({ event: 'conversation', state: 'ended' });
  });
  it('comes with the end of standard input', async () => {
    const dana = start(['connect', '--server', url, '--user', 'EXAMPLE\\dana'], { PARLEY_PASSWORD: password });
    dana.say({ do: 'presence', id: 1, availability: 'away' });
    dana.endInput();
    expect(await dana.ended).toBe(0);
    await dana.until({ event: 'done', id: 1 });
    await dana.until({ event: 'connection', state: 'offline' });
  });
  it.each<NodeJS.Signals>(['SIGTERM', 'SIGINT'])('comes with %s, and the server is told', async (signal) => {
    const lee = await signInLee();
    await lee.until({ event: 'contacts' });
    const dana = await signInDana();
    lee.say({ do: 'subscribe', id: 1, uris: ['sip:dana@example.com'] });
    const there = await lee.until({ event: 'presence', uri: 'sip:dana@example.com', availability: 'available' });
    dana.kill(signal);
    expect(await dana.ended).toBe(0);
    await lee.until({ event: 'presence', uri: 'sip:dana@example.com', availability: 'offline' }, there);
  });
});

describe('a first connection that fails', () => {
  it('ends with code 1 at a wrong password, and says so', async () => {
    const dana = start(['connect', '--server', url, '--user', 'EXAMPLE\\dana'], { PARLEY_PASSWORD: 'secret-typo' });
    expect(await dana.ended).toBe(1);
    expect(dana.words()).toContain('The server refused the user name or the password.');
    expect(dana.words() + JSON.stringify(dana.events)).not.toContain('secret-typo');
    expect(dana.events).toEqual([
      { event: 'connection', state: 'connecting' },
      { event: 'connection', state: 'offline', reason: 'wrong-password' },
    ]);
  });
  it('ends with code 1 when nobody listens, unless told to go on trying', async () => {
    const port = await freePort();
    const args = ['connect', '--server', `http://127.0.0.1:${port}`, '--user', 'EXAMPLE\\dana'];
    const once = start(args, { PARLEY_PASSWORD: password });
    expect(await once.ended).toBe(1);
    expect(once.words()).toContain('The server could not be reached.');
    const patient = start([...args, '--retry'], { PARLEY_PASSWORD: password });
    await patient.until({ event: 'connection', state: 'offline', reason: 'unreachable' });
    const late = await startServer('--port', String(port));
    await patient.until(online);
    late.server.kill('SIGTERM');
    expect(await late.server.ended).toBe(0);
  });
});

describe('a server that is lost later', () => {
  it('is found again without a word from anybody', async () => {
    const first = await startServer();
    const args = ['connect', '--server', first.url, '--user', 'EXAMPLE\\dana'];
    const dana = start(args, { PARLEY_PASSWORD: password });
    const before = await dana.until(online);
    first.server.kill('SIGKILL');
    await first.server.ended;
    await dana.until({ event: 'connection', state: 'reconnecting' });
    const second = await startServer('--port', new URL(first.url).port);
    await dana.until(online, before);
    second.server.kill('SIGTERM');
    await second.server.ended;
  });
});

describe('wrong usage', () => {
  it.each([
    [[], 'no command'],
    [['sing'], 'unknown command sing'],
    [['connect'], '--server URL is needed'],
    [['connect', '--server', 'x', '--user', 'd'], 'no password: set PARLEY_PASSWORD'],
    [['connect', '--server', 'x', '--user', 'd', '--password', 'secret'], "Unknown option '--password'"],
    [['serve', '--people', 'nowhere.json'], '--people: nowhere.json does not exist'],
    [['serve', '--fault', 'garbage:1.5'], '--fault: not a rate from 0 to 1: garbage:1.5\nSee: parley-cli serve --help'],
    [['serve', '--fault', 'garbage:0.1', '--fault', 'meteorite:1'], '--fault: unknown fault: meteorite (known: '],
    [['serve', '--seed', 'lucky'], '--seed wants a whole number'],
    [['serve', '--host', '0.0.0.0'], 'can be reached by other computers'],
    [['serve', '--log', 'no/such/folder/x.log'], '--log: no/such/folder/x.log does not exist'],
  ])('%j ends with code 2', async (args, words) => {
    const cli = start(args);
    expect(await cli.ended).toBe(2);
    expect(cli.words()).toContain(words);
    expect(cli.words()).not.toContain('secret');
    expect(cli.events).toEqual([]);
  });
  it.each([[['--help']], [['help']], [['serve', '--help']], [['connect', '--help']]])('%j helps', async (args) => {
    const cli = start(args);
    expect(await cli.ended).toBe(0);
    expect(cli.words()).toMatch(/^(?:Parley's server and client|parley-cli (?:serve|connect):)/u);
    expect(cli.events).toEqual([]);
  });
  it('says its version where scripts look for it', () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ['out/cli/index.js', '--version'], {
      encoding: 'utf8',
    });
    expect({ stdout, stderr, status }).toEqual({ stdout: `parley-cli ${version}\n`, stderr: '', status: 0 });
  });
});

describe('serve', () => {
  it('says where it listens, and ends with a signal', async () => {
    const log = join(folder, 'requests.log');
    const { server: own, url: address } = await startServer('--log', log, '--hold', '60000');
    expect(own.events).toEqual([{ event: 'listening', url: address }]);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
    const dana = start(['connect', '--server', address, '--user', 'EXAMPLE\\dana'], { PARLEY_PASSWORD: password });
    await dana.until(online);
    // Even with a poll that it holds.
    own.kill('SIGTERM');
    expect(await own.ended).toBe(0);
    expect(readFileSync(log, 'utf8')).toContain('logon');
    expect(readFileSync(log, 'utf8')).not.toContain(password);
  });
  it('tells those who look after it how it is, on a port of its own', async () => {
    const { server: own, url: address } = await startServer('--metrics', '0', '--log', '-', '--hold', '60000');
    const { metrics } = own.events[0] as unknown as { readonly metrics: string };
    expect(metrics).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
    expect(metrics).not.toBe(address);
    const dana = start(['connect', '--server', address, '--user', 'EXAMPLE\\dana'], { PARLEY_PASSWORD: password });
    await dana.until(online);
    expect(await (await fetch(`${metrics}/healthz`)).json()).toEqual({ status: 'ok', sessions: 1 });
    const counted = await (await fetch(`${metrics}/metrics`)).text();
    expect(counted).toContain('parley_sign_ins_total{way="forms",outcome="done"} 1');
    expect(counted).toContain(`parley_build_info{version="${version}"} 1`);
    own.kill('SIGTERM');
    expect(await own.ended).toBe(0);
    const log = own.words().trim().split('\n');
    for (const line of log) expect(JSON.parse(line)).toMatchObject({ level: 'info', time: expect.any(String) });
    expect(own.words()).toContain('"event":"sign-in","way":"forms","outcome":"done"');
    expect(own.words()).toContain('"event":"draining","sessions":1,"seconds":0');
  });
  it('ends with code 1 where somebody else has the port of its metrics', async () => {
    const second = start(['serve', '--metrics', new URL(url).port]);
    expect(await second.ended).toBe(1);
    expect(second.words()).toContain(`--metrics: 127.0.0.1:${new URL(url).port} is in use by another program`);
    expect(second.events).toEqual([]);
  });
  it('gives those who are signed in the time that it was told, unless it is told to end once more', async () => {
    const { server: own, url: address } = await startServer('--metrics', '0', '--hold', '60000', '--drain', '3600');
    // Whatever becomes of the test, it is not to wait for an hour.
    running.push({ ...own, kill: () => own.kill('SIGKILL') });
    const { metrics } = own.events[0] as unknown as { readonly metrics: string };
    const passwords = { dana: password, lee: 'pw-l' };
    const clients = Object.entries(passwords).map(([name, secret]) =>
      start(['connect', '--server', address, '--user', `EXAMPLE\\${name}`], { PARLEY_PASSWORD: secret }),
    );
    for (const client of clients) await client.until(online);
    own.kill('SIGTERM');
    // The first one's turn is at once, the other's in half an hour.
    await expect
      .poll(async () => (await fetch(`${metrics}/healthz`)).json())
      .toEqual({ status: 'draining', sessions: 1 });
    own.kill('SIGTERM');
    expect(await own.ended).toBe(0);
  });
  it('tells who can look around in the demo, and lets them in', async () => {
    const log = join(folder, 'demo.log');
    const own = start(['serve', '--demo', '--poll-wait', '50', '--log', log]);
    const address = (await own.until({ event: 'listening' }))['url'] as string;
    await expect.poll(own.words).toMatch(/as EXAMPLE\\dana with the password \S+\n/u);
    const secret = /with the password (\S+)\n/u.exec(own.words())?.[1] ?? '';
    expect(own.words()).toContain(address);
    expect(JSON.stringify(own.events)).not.toContain(secret);
    const visitor = start(['connect', '--server', address, '--user', 'EXAMPLE\\dana'], { PARLEY_PASSWORD: secret });
    await visitor.until(online);
    await visitor.until({ event: 'presence', uri: 'sip:lee@example.com', availability: 'available' });
    own.kill('SIGTERM');
    await own.ended;
    expect(readFileSync(log, 'utf8')).not.toContain(secret);
    const next = start(['serve', '--demo']);
    await expect.poll(next.words).toMatch(/with the password /u);
    expect(next.words()).not.toContain(secret);
  });
  it('says so where nobody can sign in', async () => {
    const nobody = join(folder, 'nobody.json');
    writeFileSync(nobody, JSON.stringify({ people: [{ uri: 'sip:a@example.com', user: 'a', name: 'A' }] }));
    for (const args of [[], ['--people', nobody], ['--people', nobody, '--demo']]) {
      const own = start(['serve', ...args]);
      await own.until({ event: 'listening' });
      await expect.poll(own.words).toContain('nobody can sign in');
    }
  });
  it('ends with code 1 where somebody else listens', async () => {
    const second = start(['serve', '--port', new URL(url).port]);
    expect(await second.ended).toBe(1);
    expect(second.words()).toContain('is in use by another program');
  });
});
