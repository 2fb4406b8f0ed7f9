// Looks at an X display from outside, as little as that takes of the X protocol: which windows come onto the screen, and what is to be
// seen in them. Asks nothing of the programs, so that it is the same for each and slows none of them.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Four bytes each, row by row. */
  readonly pixels: Uint32Array;
}

const opcodes = { changeWindowAttributes: 2, getGeometry: 14, getImage: 73 } as const;
const mapNotify = 19;
const eventMaskBit = 0x800;
const substructureNotify = 0x8_0000;
/** A format of pixels that needs no putting together. */
const zPixmap = 2;

export class XDisplay {
  /** A window came onto the screen. */
  onMapped: (window: number) => void = () => undefined;
  private rest: Buffer = Buffer.alloc(0);
  private sent = 0;
  private readonly waiting = new Map<number, (reply: Buffer | undefined) => void>();

  private constructor(private readonly socket: Socket) {}

  /** The one that the environment names; on this computer. A server that nobody is connected to any more makes itself new. */
  static async open(env: NodeJS.ProcessEnv = process.env): Promise<XDisplay> {
    const number = /:(\d+)/u.exec(env['DISPLAY'] ?? '')?.[1];
    if (number === undefined) throw new Error('DISPLAY names no display');
    const cookie = cookieFor(number, contentOf(env['XAUTHORITY'] || join(homedir(), '.Xauthority')));
    return XDisplay.connect(`/tmp/.X11-unix/X${number}`, cookie);
  }

  static async connect(path: string, cookie: Buffer | undefined): Promise<XDisplay> {
    const socket = createConnection(path);
    await once(socket, 'connect');
    socket.write(greeting(cookie));
    const display = new XDisplay(socket);
    const root = rootOf(await display.setUp());
    socket.on('data', (chunk: Buffer) => display.read(chunk));
    display.send(opcodes.changeWindowAttributes, 0, [root, eventMaskBit, substructureNotify]);
    // Told of all windows from here on.
    await display.sizeOf(root);
    return display;
  }

  close(): void {
    this.socket.destroy();
  }

  /** Undefined: there is no such window any more. */
  async sizeOf(window: number): Promise<{ readonly width: number; readonly height: number } | undefined> {
    const reply = await this.ask(opcodes.getGeometry, 0, [window]);
    return reply && { width: reply.readUInt16LE(16), height: reply.readUInt16LE(18) };
  }

  /** What the screen shows of a window; undefined where it is not on the screen. */
  async look(window: number): Promise<Picture | undefined> {
    const size = await this.sizeOf(window);
    if (!size) return undefined;
    const { width, height } = size;
    const reply = await this.ask(opcodes.getImage, zPixmap, [window, 0, width | (height << 16), 0xffff_ffff]);
    if (!reply) return undefined;
    const bytes = Uint8Array.from(reply.subarray(32, 32 + width * height * 4));
    return { width, height, pixels: new Uint32Array(bytes.buffer) };
  }

  private send(opcode: number, detail: number, words: readonly number[]): void {
    const request = Buffer.alloc(4 + words.length * 4);
    request.writeUInt8(opcode, 0);
    request.writeUInt8(detail, 1);
    request.writeUInt16LE(1 + words.length, 2);
    for (const [at, word] of words.entries()) request.writeUInt32LE(word >>> 0, 4 + at * 4);
    this.sent = (this.sent + 1) & 0xffff;
    this.socket.write(request);
  }

  private ask(opcode: number, detail: number, words: readonly number[]): Promise<Buffer | undefined> {
    this.send(opcode, detail, words);
    return new Promise((done) => this.waiting.set(this.sent, done));
  }

  private setUp(): Promise<Buffer> {
    return new Promise((done, fail) => {
      const take = (chunk: Buffer): void => {
        this.rest = Buffer.concat([this.rest, chunk]);
        if (this.rest.length < 8 || this.rest.length < 8 + this.rest.readUInt16LE(6) * 4) return;
        this.socket.off('data', take);
        const answer = this.rest;
        this.rest = Buffer.alloc(0);
        if (answer[0] === 1) done(answer);
        else {
          this.socket.destroy();
          fail(new Error('the X server lets nobody in'));
        }
      };
      this.socket.on('data', take);
      this.socket.once('error', fail);
    });
  }

  private read(chunk: Buffer): void {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    while (this.rest.length >= 32) {
      const [kind] = this.rest;
      // Of what comes here, answers alone may be longer.
      const length = kind === 1 ? 32 + this.rest.readUInt32LE(4) * 4 : 32;
      if (this.rest.length < length) return;
      const message = this.rest.subarray(0, length);
      this.rest = this.rest.subarray(length);
      const number = message.readUInt16LE(2);
      if (kind === 0 || kind === 1) {
        this.waiting.get(number)?.(kind === 1 ? message : undefined);
        this.waiting.delete(number);
      } else if (((kind ?? 0) & 0x7f) === mapNotify) this.onMapped(message.readUInt32LE(8));
    }
  }
}

/** A little-endian client of version 11. */
function greeting(cookie: Buffer | undefined): Buffer {
  const name = Buffer.from(cookie ? cookieName : '');
  const head = Buffer.alloc(12);
  head.write('l');
  head.writeUInt16LE(11, 2);
  head.writeUInt16LE(name.length, 6);
  head.writeUInt16LE(cookie?.length ?? 0, 8);
  return Buffer.concat([head, padded(name), padded(cookie ?? Buffer.alloc(0))]);
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

/** Of the first screen. */
function rootOf(setUp: Buffer): number {
  const vendor = setUp.readUInt16LE(24);
  const formats = setUp.readUInt8(29);
  return setUp.readUInt32LE(40 + Math.ceil(vendor / 4) * 4 + formats * 8);
}

const cookieName = 'MIT-MAGIC-COOKIE-1';

/** What opens the display, from the content of the file for such words; none where nothing is needed. */
export function cookieFor(display: string, content: Buffer): Buffer | undefined {
  for (let at = 0; at < content.length;) {
    // The kind of address, then four texts, each behind its length.
    at += 2;
    const texts = Array.from({ length: 4 }, () => {
      const length = content.readUInt16BE(at);
      const text = content.subarray(at + 2, at + 2 + length);
      at += 2 + length;
      return text;
    });
    const [, number, name, data] = texts;
    if (name?.toString() === cookieName && (number?.length === 0 || number?.toString() === display)) return data;
  }
  return undefined;
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
