// A Parley that does what it is told from within: for what must not be measured together with a test driver, which looks into every page.
// A main process of our own starts Parley's, and listens at a socket.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { PersonRecord } from '../../src/server/memory/directory/person-record';
import type { Started } from './packaged';

export interface Driven {
  readonly pid: number;
  /** Runs in the main process; hands back what can be written as JSON. */
  run<T>(code: string): Promise<T>;
  /** Runs in the window whose address has `part`. */
  page<T>(part: string, code: string): Promise<T | undefined>;
  /** Waits until it is true there, and is worth something; looked at so often. */
  until(what: string, part: string, code: string, everyMs?: number): Promise<void>;
  write(part: string, words: string): Promise<void>;
  stop(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

const patienceMs = 60_000;

const socketVariable = 'PARLEY_DRIVEN_BY';

/**
 * The main process that does it; CommonJS. `index`: the path of Parley's own. `tools`: code that may be called by what it is told, as the
 * members of the object that it is. Each line that comes is `{ id, code }`; what the code hands back goes out as `{ id, value }` or
 * `{ id, error }`.
 */
export const drivenMain = (index: string, tools = '{}'): string => `
const electron = require('electron');
const net = require('node:net');
const { BrowserWindow, app } = electron;

const first = () => BrowserWindow.getAllWindows().sort((a, b) => a.id - b.id)[0];
const ofPart = (part) => part === 'main' ? first()
  : BrowserWindow.getAllWindows().find((window) => !window.isDestroyed() && window.webContents.getURL().includes(part));

async function inPage(part, code) {
  const window = ofPart(part);
  return window ? window.webContents.executeJavaScript(code, true) : undefined;
}

/** Like a person who writes and presses Enter. */
async function write(part, words) {
  const { webContents } = ofPart(part);
  await webContents.insertText(words);
  for (const type of ['keyDown', 'char', 'keyUp']) webContents.sendInputEvent({ type, keyCode: type === 'char' ? '\\r' : 'Return' });
}

const tools = { electron, ofPart, inPage, write, ...(${tools}) };
const socket = net.connect(process.env.${socketVariable});
let rest = '';
socket.setEncoding('utf8').on('error', () => app.exit(1)).on('data', (text) => {
  const lines = (rest + text).split('\\n');
  rest = lines.pop();
  for (const line of lines) {
    const { id, code } = JSON.parse(line);
    new Function(...Object.keys(tools), 'return (async () => {' + code + '})()')(...Object.values(tools)).then(
      (value) => socket.write(JSON.stringify({ id, value }) + '\\n'),
      (error) => socket.write(JSON.stringify({ id, error: String(error && error.stack) }) + '\\n'),
    );
  }
});
require(${JSON.stringify(index)});
`;

/** `start`: a program of which that is the main process, with what the environment has to tell it. `folder`: for the socket. */
export async function startDriven(
  folder: string,
  start: (env: Readonly<Record<string, string>>) => Pick<Started, 'child' | 'said' | 'stop'>,
): Promise<Driven> {
  const path = join(folder, 'driven.sock');
  const server = createServer();
  const connected = once(server, 'connection') as Promise<[Socket]>;
  server.listen(path);
  const started = start({ [socketVariable]: path });
  const ended = once(started.child, 'exit').then(() => {
    throw new Error(`Parley ended: ${started.said()}`);
  });
  ended.catch(() => undefined);
  const [socket] = await Promise.race([connected, ended]);
  const asked = new Map<number, (answer: Answer) => void>();
  let rest = '';
  socket.setEncoding('utf8').on('error', () => undefined);
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const answer = JSON.parse(line) as Answer;
      asked.get(answer.id)?.(answer);
      asked.delete(answer.id);
    }
  });
  let last = 0;

  async function run<T>(code: string): Promise<T> {
    last += 1;
    const id = last;
    const answered = new Promise<Answer>((take) => asked.set(id, take));
    socket.write(`${JSON.stringify({ id, code })}\n`);
    const { value, error } = await Promise.race([answered, ended]);
    if (error !== undefined) throw new Error(error);
    return value as T;
  }
  const page = <T>(part: string, code: string): Promise<T | undefined> =>
    run<T | undefined>(`return inPage(${JSON.stringify(part)}, ${JSON.stringify(code)})`);

  return {
    pid: started.child.pid ?? 0,
    run,
    page,
    async until(what, part, code, everyMs = 50) {
      const deadline = Date.now() + patienceMs;
      for (;;) {
        // A page that is just being loaded or closed answers with an error.
        if (await page<unknown>(part, code).catch(() => undefined)) return;
        if (Date.now() > deadline) throw new Error(`not in time: ${what}`);
        await new Promise((next) => setTimeout(next, everyMs));
      }
    },
    write: (part, words) => run(`return write(${JSON.stringify(part)}, ${JSON.stringify(words)})`),
    async stop() {
      await started.stop();
      socket.destroy();
      server.close();
    },
  };
}

// Code for a page: whether it shows something, and what a person does there.
export const has = (testid: string, words = ''): string =>
  `[...document.querySelectorAll('[data-testid=${testid}]')].some((each) => each.textContent.includes(${JSON.stringify(words)}))`;
export const click = (testid: string): string => `document.querySelector('[data-testid=${testid}]').click()`;
export const fill = (testid: string, words: string): string => `{
  const field = document.querySelector('[data-testid=${testid}]');
  field.value = ${JSON.stringify(words)};
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
true;`;
export const call = (method: string, input: unknown = null): string =>
  `parley.methods[${JSON.stringify(method)}](${input === null ? 'undefined' : JSON.stringify(input)}).then(() => true)`;

/** Types what the sign-in form asks for, sends it, and waits for the contact list. */
export async function signInDriven(driven: Driven, server: string, person: PersonRecord): Promise<void> {
  const main = 'main';
  await driven.until('the form', main, has('signin-submit'));
  await driven.page(main, fill('signin-server', server));
  await driven.page(main, fill('signin-user', person.user));
  await driven.page(main, fill('signin-password', person.password ?? ''));
  await driven.page(main, click('signin-submit'));
  await driven.until('the contact list', main, has('contact-row'));
}
