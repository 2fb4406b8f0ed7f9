import wire, { type WireMessage } from 'dbus-native/lib/message.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectSessionBus, type BusCall, type SessionBus } from './session-bus';

const busName = 'org.freedesktop.DBus';
const service = ':1.1';
const types = { call: 1, return: 2, error: 3, signal: 4 };

let folder: string;
let server: Server;
let bus: SessionBus;
/** What is said, in one piece, when somebody is called. */
let answers: (call: WireMessage) => readonly Omit<WireMessage, 'serial'>[];

/** The bus itself: lets everybody in, and says its own name to them. */
function serve(socket: Socket): void {
  const incoming = new PassThrough();
  let hasBegun = false;
  const begin = 'BEGIN\r\n';
  socket.on('data', (bytes: Buffer) => {
    if (hasBegun) return void incoming.write(bytes);
    const text = bytes.toString('latin1');
    if (text.includes('AUTH')) socket.write('OK 1234\r\n');
    const at = text.indexOf(begin);
    if (at < 0) return;
    hasBegun = true;
    incoming.write(bytes.subarray(at + begin.length));
  });
  const hear = (message: WireMessage): void => {
    const hello = { type: types.return, replySerial: message.serial, sender: busName, signature: 's', body: [':1.9'] };
    const said = message.member === 'Hello' ? [hello] : answers(message);
    socket.write(Buffer.concat(said.map((each, at) => wire.marshall({ ...each, serial: message.serial * 10 + at }))));
  };
  const fail = (): void => void socket.destroy();
  wire.unmarshalMessages(incoming, hear, { maxMessageSize: 65_536, plainValues: true }, fail, fail);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-bus-'));
  const path = join(folder, 'bus');
  server = createServer(serve);
  await new Promise<void>((done) => server.listen(path, done));
  bus = await connectSessionBus([path], 2_000);
});
afterEach(async () => {
  bus.close();
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true, force: true });
});

const call: BusCall = { destination: service, path: '/a', interface: 'a.b', member: 'Get' };
const ask = (): ReturnType<SessionBus['call']> => bus.call(call, { deadlineMs: 2_000 });

describe.skipIf(process.platform === 'win32')('what comes over the bus', () => {
  it('is heard in its order: signals before an answer, and after it', async () => {
    const signal = (member: string): Omit<WireMessage, 'serial'> => ({
      type: types.signal,
      path: '/a',
      interface: 'a.b',
      member,
      sender: service,
    });
    answers = ({ serial }) => [
      signal('Before'),
      { type: types.return, replySerial: serial, sender: service, signature: 's', body: ['x'] },
      signal('After'),
    ];
    const heard: string[] = [];
    const isOver = new Promise<void>((done) => {
      bus.onSignal(({ member }) => {
        heard.push(member);
        if (member === 'After') done();
      });
    });
    const read = async (): Promise<unknown> => (await ask()).body[0];
    heard.push(`asked, told ${String(await read())}`);
    await isOver;
    expect(heard).toEqual(['Before', 'asked, told x', 'After']);
  });

  it.each([
    ['closed', busName, 'org.freedesktop.DBus.Error.NoReply'],
    ['closed', busName, 'org.freedesktop.DBus.Error.ServiceUnknown'],
    ['refused', busName, 'org.freedesktop.DBus.Error.AccessDenied'],
    ['refused', service, 'org.freedesktop.DBus.Error.NoReply'],
  ])('says %s where %s answers %s', async (code, sender, errorName) => {
    answers = ({ serial }) => [{ type: types.error, replySerial: serial, sender, errorName }];
    await expect(ask()).rejects.toMatchObject({ code });
  });
});
