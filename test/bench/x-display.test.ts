// What an X server is asked and told, with one of a few lines.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cookieFor, XDisplay } from '../../bench/support/x-display';

const root = 0x123;
const shown = 0x40_0001;
const gone = 0x40_0002;
const cookie = Buffer.from('0123456789abcdef');

let folder: string;
let path: string;
let server: Server;
let peer: Socket;
let greeting: Buffer;
let lets: boolean;
/** Larger than what comes in one piece over a socket. */
const size = { width: 300, height: 400 };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-x-'));
  path = join(folder, 'X9');
  lets = true;
  server = createServer((socket) => {
    peer = socket;
    socket
      .on('error', () => undefined)
      .once('data', (data: Buffer) => {
        greeting = data;
        socket.write(setUp(lets));
        let number = 0;
        socket.on('data', (requests: Buffer) => {
          for (let at = 0; at < requests.length; at += requests.readUInt16LE(at + 2) * 4)
            socket.write(answer(requests.subarray(at), ++number));
        });
      });
  });
  await new Promise<void>((done) => server.listen(path, done));
});

afterEach(async () => {
  peer?.destroy();
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true, force: true });
});

/** One with a vendor's name that needs filling up, and two formats of pixels before the first screen. */
function setUp(isOpen: boolean): Buffer {
  const [vendor, formats] = ['fake!', 2];
  const rest = Buffer.alloc(32 + 8 + formats * 8 + 40);
  rest.writeUInt16LE(vendor.length, 16);
  rest.writeUInt8(formats, 21);
  rest.write(vendor, 32);
  rest.writeUInt32LE(root, 32 + 8 + formats * 8);
  const head = Buffer.alloc(8);
  head.writeUInt8(isOpen ? 1 : 0, 0);
  head.writeUInt16LE(rest.length / 4, 6);
  return Buffer.concat([head, rest]);
}

function answer(request: Buffer, number: number): Buffer {
  const opcode = request.readUInt8(0);
  const pixels = opcode === 73 ? Buffer.alloc(size.width * size.height * 4, 0xaa) : Buffer.alloc(0);
  const head = Buffer.alloc(32);
  const isThere = request.readUInt32LE(4) !== gone;
  head.writeUInt8(isThere ? 1 : 0, 0);
  head.writeUInt16LE(number, 2);
  if (opcode === 2) return Buffer.alloc(0);
  if (!isThere) return head;
  head.writeUInt32LE(pixels.length / 4, 4);
  if (opcode === 14) {
    head.writeUInt16LE(size.width, 16);
    head.writeUInt16LE(size.height, 18);
  }
  return Buffer.concat([head, pixels]);
}

/** One message of the server by itself. */
function mapped(window: number): Buffer {
  const event = Buffer.alloc(32);
  event.writeUInt8(19, 0);
  event.writeUInt32LE(root, 4);
  event.writeUInt32LE(window, 8);
  return event;
}

test('comes in with the word for it, and hears of every window', async () => {
  const display = await XDisplay.connect(path, cookie);
  expect(greeting.subarray(0, 2).toString()).toBe('l\0');
  expect(greeting.includes('MIT-MAGIC-COOKIE-1')).toBe(true);
  expect(greeting.subarray(-16)).toEqual(cookie);
  const seen: number[] = [];
  display.onMapped = (window) => seen.push(window);
  peer.write(Buffer.concat([mapped(shown), mapped(gone)]));
  // What was said before is read before the answer.
  await display.sizeOf(shown);
  expect(seen).toEqual([shown, gone]);
  display.close();
});

test('sees how large a window is, and each of its pixels', async () => {
  const display = await XDisplay.connect(path, undefined);
  expect(await display.sizeOf(shown)).toEqual(size);
  const picture = await display.look(shown);
  expect(picture).toMatchObject(size);
  expect(picture?.pixels).toHaveLength(size.width * size.height);
  expect(new Set(picture?.pixels)).toEqual(new Set([0xaaaa_aaaa]));
  display.close();
});

test('nothing is seen of a window that is gone', async () => {
  const display = await XDisplay.connect(path, undefined);
  expect(await display.sizeOf(gone)).toBeUndefined();
  expect(await display.look(gone)).toBeUndefined();
  display.close();
});

test('a server that lets nobody in is an error', async () => {
  lets = false;
  await expect(XDisplay.connect(path, undefined)).rejects.toThrow('lets nobody in');
});

test('the word of this display, among those of others', () => {
  const text = (bytes: Buffer | string): Buffer => {
    const content = Buffer.from(bytes);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(content.length);
    return Buffer.concat([length, content]);
  };
  const entry = (number: string, name: string, data: string): Buffer =>
    Buffer.concat([Buffer.from([1, 0]), text('host'), text(number), text(name), text(data)]);
  const content = Buffer.concat([
    entry('98', 'MIT-MAGIC-COOKIE-1', 'another'),
    entry('99', 'SOMETHING-ELSE', 'no cookie'),
    entry('99', 'MIT-MAGIC-COOKIE-1', 'this one'),
  ]);
  expect(cookieFor('99', content)?.toString()).toBe('this one');
  expect(cookieFor('1', content)).toBeUndefined();
  expect(cookieFor('99', Buffer.alloc(0))).toBeUndefined();
});
