// npm run recordings -- [--seed N] [--into FOLDER] [NAME…]: makes the recordings in test/recordings anew: two people talk through the
// embedded server, in peace and with each kind of fault, one thing after the other and many at once. What the model is at the end is
// written by `npx vitest run --project integration test/recordings -u`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fromWhereOneStands, readCommandLine, wholeNumber } from './support/command-line.mjs';
import { root } from './support/run.mjs';
import { runMain, Stop } from './support/stop.mjs';

const faults = {
  'two-people': [],
  'drop-request': ['drop-request:0.15'],
  'drop-response': ['drop-response:0.15'],
  'http-500': ['http-500:0.06'],
  truncate: ['truncate:0.15'],
  garbage: ['garbage:0.15'],
  'duplicate-events': ['duplicate-events:0.3'],
  'expire-ticket': ['expire-ticket:0.1'],
  'lose-session': ['lose-session:0.05'],
  reorder: ['reorder:0.5'],
  delay: ['delay:0-300'],
  restart: ['restart:1500'],
  'at-once': [],
  'at-once-struck': ['drop-response:0.2', 'reorder:0.2', 'delay:0-40'],
};
/** Chance that strikes, and strikes where there is something to see. */
const seeds = { 'drop-request': 3, 'expire-ticket': 3, 'lose-session': 8, 'at-once-struck': 5 };
const defaultSeed = 11;
const people = [
  {
    uri: 'sip:dana@example.com',
    user: 'EXAMPLE\\dana',
    password: 'correct horse',
    name: 'Dana Reyes',
    title: 'Operations',
    groups: { Suppliers: ['sip:lee@example.com'] },
    contacts: ['sip:kim@example.com'],
  },
  { uri: 'sip:lee@example.com', user: 'EXAMPLE\\lee', password: 'correct horse', name: 'Lee Park' },
  { uri: 'sip:kim@example.com', user: 'EXAMPLE\\kim', password: 'correct horse', name: 'Kim Osei', title: 'Buyer' },
];
/** Where things go wrong on purpose not everything comes. */
const patienceMs = 4_000;
const isOnline = ({ event, state }) => event === 'connection' && state === 'online';

await runMain(async () => {
  const { values, positionals: names } = readCommandLine(
    'npm run recordings -- [--seed N] [--into FOLDER] [NAME…]',
    { seed: { type: 'string' }, into: { type: 'string' } },
    { allowPositionals: true },
  );
  const into = values.into === undefined ? resolve(root, 'test/recordings') : fromWhereOneStands(values.into);
  const given = values.seed === undefined ? undefined : wholeNumber('seed', values.seed);
  for (const name of names.length > 0 ? names : Object.keys(faults)) {
    if (!faults[name]) throw new Stop(`There is no recording ${name}: ${Object.keys(faults).join(', ')}`, 2);
    await record(resolve(into, `${name}.jsonl`), faults[name], given ?? seeds[name] ?? defaultSeed, talkOf(name));
    console.log(name);
  }
  return 0;
});

function talkOf(name) {
  return name.startsWith('at-once') ? talkAtOnce : talk;
}

async function record(file, specs, seed, talk) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-recordings-'));
  const peopleFile = join(folder, 'people.json');
  writeFileSync(peopleFile, JSON.stringify({ people }));
  rmSync(file, { force: true });
  const running = [];
  const start = (args) => {
    const cli = startCli(args);
    running.push(cli);
    return cli;
  };
  try {
    const server = start([
      'serve',
      '--people',
      peopleFile,
      '--poll-wait',
      '100',
      '--seed',
      String(seed),
      ...specs.flatMap((spec) => ['--fault', spec]),
    ]);
    const { url } = await server.until((event) => event.event === 'listening');
    if (!url) throw new Stop('The server does not start: is it built (npm run build)?');
    const signIn = async (user, ...args) => {
      const cli = start(['connect', '--server', url, '--user', user, '--retry', ...args]);
      await cli.until(isOnline);
      return cli;
    };
    const lee = await signIn('EXAMPLE\\lee');
    const dana = await signIn('EXAMPLE\\dana', '--record', file);
    await talk(dana, lee);
    dana.say({ do: 'quit' });
    await dana.ended;
  } finally {
    for (const cli of running) cli.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function talk(dana, lee) {
  const done = (cli, id) => cli.until((event) => event.id === id);
  dana.say({ do: 'start', id: 'start', to: ['sip:lee@example.com'], subject: 'Delivery slot', text: 'Is noon fine?' });
  const { conversation } = await lee.until(({ event }) => event === 'invitation');
  lee.say({ do: 'accept', conversation });
  const { conversation: own } = await done(dana, 'start');
  await dana.until(({ event, state }) => event === 'conversation' && state === 'connected');
  lee.say({ do: 'send', conversation, text: 'Noon is fine, if the dock is free by then.' });
  await dana.until(({ event, text }) => event === 'message' && text?.startsWith('Noon'));
  dana.say({
    do: 'send',
    id: 'send',
    conversation: own,
    text: 'It is. Pallets: 0012 & a <crate>',
    style: { font: 'Verdana', bold: true, color: '#0000C0' },
  });
  await done(dana, 'send');
  dana.say({ do: 'add-group', id: 'group', name: 'Night shift' });
  await done(dana, 'group');
  dana.say({
    do: 'update-contact',
    id: 'contact',
    uri: 'sip:kim@example.com',
    name: 'Kim (night)',
    groups: ['Night shift'],
  });
  await done(dana, 'contact');
  dana.say({ do: 'note', id: 'note', text: 'Stock-taking until four' });
  await done(dana, 'note');
  dana.say({ do: 'search', id: 'search', text: 'kim' });
  await done(dana, 'search');
  lee.say({ do: 'presence', id: 'busy', availability: 'busy' });
  await done(lee, 'busy');
  lee.say({ do: 'send', id: 'bye', conversation, text: 'See you at noon 🚚' });
  await done(lee, 'bye');
  await dana.until(({ event, text }) => event === 'message' && text?.startsWith('See'));
  dana.say({ do: 'leave', id: 'leave', conversation: own });
  await done(dana, 'leave');
}

/** What is asked for in the same breath goes in one request, or in several, as it happens. */
async function talkAtOnce(dana, lee) {
  const all = async (cli, ...commands) => {
    commands.forEach((command, at) => cli.say({ ...command, id: `${command.do} ${at}` }));
    await Promise.all(commands.map((command, at) => cli.until(({ id }) => id === `${command.do} ${at}`)));
  };
  const kim = 'sip:kim@example.com';
  dana.say({ do: 'start', id: 'start', to: ['sip:lee@example.com'], subject: 'Delivery slot', text: 'Is noon fine?' });
  const { conversation } = await lee.until(({ event }) => event === 'invitation');
  lee.say({ do: 'accept', conversation });
  const { conversation: own } = await dana.until(({ id }) => id === 'start');
  await dana.until(({ event, state }) => event === 'conversation' && state === 'connected');
  lee.say({ do: 'send', conversation, text: 'Noon is fine.' });
  lee.say({ do: 'presence', availability: 'busy' });
  await all(
    dana,
    { do: 'send', conversation: own, text: 'Twelve pallets' },
    { do: 'add-group', name: 'Night shift' },
    { do: 'note', text: 'Stock-taking until four' },
    { do: 'send', conversation: own, text: 'and two crates' },
    { do: 'search', text: 'kim' },
    { do: 'query', uris: [kim] },
    { do: 'typing', conversation: own, typing: true },
  );
  lee.say({ do: 'send', conversation, text: 'The dock is free.' });
  await all(
    dana,
    { do: 'update-contact', uri: kim, name: 'Kim (night)', groups: ['Night shift'] },
    { do: 'presence', availability: 'busy' },
    { do: 'rename-group', name: 'Suppliers', to: 'Suppliers and carriers' },
    { do: 'send', conversation: own, text: 'On the way' },
    { do: 'search', text: 'lee' },
  );
  lee.say({ do: 'send', id: 'bye', conversation, text: 'See you at noon' });
  await lee.until(({ id }) => id === 'bye');
  await dana.until(({ event, text }) => event === 'message' && text?.startsWith('See'));
  dana.say({ do: 'leave', id: 'leave', conversation: own });
  await dana.until(({ id }) => id === 'leave');
}

function startCli(args) {
  const env = { ...process.env, PARLEY_PASSWORD: 'correct horse' };
  const child = spawn(process.execPath, [resolve(root, 'out/cli/index.js'), ...args], {
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const events = [];
  const waiting = new Set();
  createInterface({ input: child.stdout }).on('line', (line) => {
    events.push(JSON.parse(line));
    for (const look of waiting) look();
  });
  return {
    say: (command) => child.stdin.write(`${JSON.stringify(command)}\n`),
    end: () => child.kill('SIGTERM'),
    ended: new Promise((ended) => child.once('close', ended)),
    until: (isIt) =>
      new Promise((found) => {
        const late = setTimeout(() => {
          waiting.delete(look);
          found({});
        }, patienceMs);
        const look = () => {
          const event = events.find(isIt);
          if (!event) return;
          clearTimeout(late);
          waiting.delete(look);
          found(event);
        };
        waiting.add(look);
        look();
      }),
  };
}
