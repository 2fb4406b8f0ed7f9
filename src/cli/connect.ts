// `connect`: a client without a window. Commands come in as lines and events go out; a command waits for an earlier one only where it
// builds upon it. It ends with a command, the end of standard input, a signal, or a server that will not have us.
import { createEngine } from '../main/uc/create-engine';
import { createNodeTransport } from '../main/uc/http/node/node-transport';
import { proxiesOf } from '../main/uc/http/proxy-environment';
import { failureOfError } from '../shared/domain/failure';
import type { Change } from '../shared/domain/model';
import { within } from '../shared/within';
import { UsageError } from './command-line';
import { readCommand, type CommandContext, type RunnableCommand } from './commands';
import { parseConnectOptions, type ConnectOptions } from './connect-options';
import { EventMapper } from './events';
import { describeFailure } from './failure-words';
import type { CliEvent, JsonOutput } from './json-output';
import { Lanes } from './lanes';
import { readLines, type InputLine } from './line-input';
import { settle } from './settle';
import { openRecording, type RecordingFile } from './recording-file';
import { nextEndSignal } from './signals';
import { WindowlessSignOn } from './single-sign-on';
import { SignInLoop } from './sign-in-loop';

/** A server that does not answer any more is not waited for at the end. */
const signOutTimeoutMs = 5_000;

/** Resolves with the exit code. Throws `UsageError`. */
export async function connect(args: readonly string[], output: JsonOutput): Promise<number> {
  const options = parseConnectOptions(args);
  const lines = readLines(process.stdin);
  const password = await readPassword(options, lines);
  warn(options);
  const recording = options.record && openRecording(options.record);
  const { proxyFor, signIn: proxySignIn } = proxiesOf(process.env);
  const proxies = { proxyFor, proxySignIn };
  const transport = createNodeTransport({ ...options.transport, ...proxies });
  const singleSignOn = new WindowlessSignOn(options.transport, { user: options.user, password }, proxies);
  let signOff = Promise.resolve();
  const engine = createEngine({
    transport: recording?.transport(transport) ?? transport,
    singleSignOn: (serverUrl, cookies) => singleSignOn.signIn(serverUrl, cookies),
    onSignOffPage: (url) => (signOff = singleSignOn.signOff(url, options.servers[0] ?? url)),
  });
  const events = new EventMapper();
  const tell = (changes: readonly Change[]): void => {
    for (const event of events.fromChanges(changes, engine.snapshot().model)) output.write(event);
  };
  const loop = new SignInLoop(engine, options, password, (failure) =>
    tell([{ kind: 'connection', connection: { kind: 'signed-out', failure } }]),
  );
  engine.onChanges(({ changes }) => tell(loop.filter(changes)));
  engine.onSignal((signal) => {
    for (const event of events.fromSignal(signal)) output.write(event);
  });

  /** Nobody is left to talk to. */
  const told = Promise.race([nextEndSignal(), new Promise<void>((done) => output.whenClosed(done))]);
  const end = async (): Promise<void> => {
    loop.stop();
    await within(
      signOutTimeoutMs,
      engine.signOut().then(() => signOff),
    );
  };
  try {
    const talk = async (): Promise<number> => {
      await loop.online;
      await runCommands(lines, { engine, events, write: (event) => output.write(event), end }, recording);
      return 0;
    };
    return await Promise.race([loop.run(), talk(), told.then(() => 0)]);
  } finally {
    await end();
    // Tells what is not told yet: that the connection has ended.
    engine.snapshot();
    engine.dispose();
    transport.close();
    recording?.end();
  }
}

async function readPassword(
  { isPasswordOnStdin, method }: ConnectOptions,
  lines: AsyncGenerator<InputLine>,
): Promise<string | undefined> {
  if (isPasswordOnStdin) {
    const { value } = await lines.next();
    if (value?.kind !== 'line')
      throw new UsageError('--password-stdin: the first line of standard input is no password');
    return value.text;
  }
  const password = process.env['PARLEY_PASSWORD'];
  if (password === undefined && method === 'forms') {
    throw new UsageError('no password: set PARLEY_PASSWORD in the environment, or use --password-stdin');
  }
  return password;
}

function warn({ isInsecure, transport }: ConnectOptions): void {
  if (isInsecure)
    console.error('Warning: this address is not encrypted: others can read the password and every message.');
  if (transport.minTlsVersion === 'TLSv1') {
    console.error('Warning: old TLS is allowed: somebody on the way may be able to read and change what is sent.');
  }
}

/** Resolves when a command or the end of input has ended the session. */
async function runCommands(
  lines: AsyncIterable<InputLine>,
  context: CommandContext,
  recording: RecordingFile | undefined,
): Promise<void> {
  const { engine, write } = context;
  const lanes = new Lanes();
  for await (const line of lines) {
    if (line.kind === 'line' && line.text.trim() === '') continue;
    const command = line.kind === 'line' ? readCommand(line.text) : { kind: 'malformed' as const, reason: line.reason };
    if (command.kind === 'malformed') {
      const { id, reason: message } = command;
      write({ event: 'error', code: 'bad-request', message });
      // Somebody waits for an answer to this id.
      if (id !== undefined) write({ event: 'failed', id, code: 'bad-request', message });
      continue;
    }
    if (line.kind === 'line') recording?.noteCommand(line.text);
    engine.noteUserActivity();
    if (command.ends) {
      await lanes.empty();
      return runCommand(command, context);
    }
    await lanes.add(command.lane, () => runCommand(command, context));
  }
  await lanes.empty();
  await settle(engine);
  await context.end();
}

/** What it tells stands right before its end, so that it can be seen whose it is. Never rejects. */
async function runCommand({ id, run }: RunnableCommand, context: CommandContext): Promise<void> {
  const told: CliEvent[] = [];
  try {
    const result = await run({ ...context, write: (event) => told.push(event) });
    told.push({ event: 'done', id, ...result });
  } catch (error) {
    const failure = failureOfError(error);
    told.push({ event: 'failed', id, code: failure.code, message: describeFailure(failure) });
  }
  told.forEach(context.write);
}
