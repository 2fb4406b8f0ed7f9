// A connection to the session bus that never makes anybody wait: every call is a promise with a deadline. Nothing that comes from the
// bus is trusted: whoever reads an answer or a signal looks at what it is made of and who sent it.
import { createConnection, type Socket } from 'node:net';
import handshake from 'dbus-native/lib/handshake.js';
import wire, { type WireMessage } from 'dbus-native/lib/message.js';

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

export interface BusReply {
  /** The unique name of who answered. */
  readonly sender: string;
  readonly body: readonly unknown[];
}

export interface BusSignal extends BusReply {
  readonly path: string;
  readonly interface: string;
  readonly member: string;
}

export interface CallOptions {
  readonly deadlineMs: number;
  /** The answer came all the same, after the deadline. */
  readonly onLate?: (reply: BusReply) => void;
}

export interface SessionBus {
  /** By which the bus knows this connection. */
  readonly uniqueName: string;
  call(call: BusCall, options: CallOptions): Promise<BusReply>;
  /** Signals that are addressed to nobody come only where `AddMatch` asked for them. */
  onSignal(listener: (signal: BusSignal) => void): void;
  onClosed(listener: () => void): void;
  close(): void;
}

/**
 * `timeout`: no answer in time; `refused`: an answer that is an error; `closed`: there is no bus (any more), or whoever was called has gone.
 */
export class BusError extends Error {
  override readonly name = 'BusError';
  constructor(
    readonly code: 'timeout' | 'refused' | 'closed',
    message: string,
  ) {
    super(message);
  }
}

const bus = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;
const messageType = { call: 1, return: 2, error: 3, signal: 4 } as const;
const noReplyExpected = 1;
/** What the bus answers in the place of who went away. */
const goneErrors: ReadonlySet<string> = new Set(
  ['NoReply', 'ServiceUnknown', 'NameHasNoOwner'].map((name) => `${bus.destination}.Error.${name}`),
);
/** No service has this much to say to Parley. */
const maxMessageSize = 1_048_576;

/** A call to the bus itself. */
export function busCall(member: string, ...texts: readonly string[]): BusCall {
  return texts.length === 0 ? { ...bus, member } : { ...bus, member, signature: 's'.repeat(texts.length), body: texts };
}

/** @param sockets tried in this order */
export async function connectSessionBus(sockets: readonly string[], deadlineMs: number): Promise<SessionBus> {
  let failure = new BusError('closed', 'there is no session bus');
  for (const socket of sockets) {
    try {
      return await connect(socket, deadlineMs);
    } catch (error) {
      failure = error instanceof BusError ? error : new BusError('closed', String(error));
    }
  }
  throw failure;
}

async function connect(path: string, deadlineMs: number): Promise<SessionBus> {
  const stream = createConnection(path);
  const timer = setTimeout(
    () => stream.destroy(new BusError('timeout', 'the session bus does not answer')),
    deadlineMs,
  );
  try {
    await greet(stream);
    const connection = talk(stream);
    const [uniqueName] = (await connection.call(busCall('Hello'), { deadlineMs })).body;
    if (typeof uniqueName !== 'string') throw new BusError('refused', 'the session bus gives no name');
    return { ...connection, uniqueName };
  } catch (error) {
    stream.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function greet(stream: Socket): Promise<void> {
  return new Promise((done, fail) => {
    // Also what happens later must find a listener, or it would end the program.
    stream.on('error', fail);
    stream.on('close', () => fail(new BusError('closed', 'the session bus hung up')));
    handshake(stream, { authMethods: ['EXTERNAL'] }, (error) => (error ? fail(error) : done()));
  });
}

interface Pending {
  settle(message: WireMessage): void;
  fail(error: BusError): void;
}

function talk(stream: Socket): Omit<SessionBus, 'uniqueName'> {
  const pending = new Map<number, Pending>();
  const signalListeners: ((signal: BusSignal) => void)[] = [];
  const closedListeners: (() => void)[] = [];
  let serial = 0;
  let isClosed = false;

  stream.on('close', () => {
    isClosed = true;
    for (const { fail } of pending.values()) fail(new BusError('closed', 'the session bus hung up'));
    pending.clear();
    for (const listener of closedListeners) listener();
  });
  const breakOff = (): void => void stream.destroy();
  // A turn for each: who waits for an answer has gone on with it before what came after it is heard, and not before what came earlier.
  const hearInTurn = (message: WireMessage): void => void setImmediate(() => hear(message));
  wire.unmarshalMessages(stream, hearInTurn, { maxMessageSize, plainValues: true }, breakOff, breakOff);

  function send(message: Omit<WireMessage, 'serial'>): number {
    serial = serial >= 0xffff_ffff ? 1 : serial + 1;
    stream.write(wire.marshall({ ...message, serial }));
    return serial;
  }

  function hear(message: WireMessage): void {
    if (message.type === messageType.signal) {
      const { sender = '', path = '', interface: face = '', member = '', body = [] } = message;
      const signal = { sender, path, interface: face, member, body };
      for (const listener of signalListeners) listener(signal);
    } else if (message.type === messageType.call) {
      refuse(message);
    } else if (message.replySerial !== undefined) {
      pending.get(message.replySerial)?.settle(message);
    }
  }

  /** Parley offers nothing on the bus, and says so: whoever asked would wait. */
  function refuse({ sender, serial: asked, flags = 0 }: WireMessage): void {
    if (sender === undefined || (flags & noReplyExpected) !== 0) return;
    send({
      type: messageType.error,
      errorName: 'org.freedesktop.DBus.Error.UnknownMethod',
      destination: sender,
      replySerial: asked,
    });
  }

  return {
    call(call, { deadlineMs, onLate }) {
      return new Promise((done, fail) => {
        if (isClosed) return fail(new BusError('closed', 'there is no session bus any more'));
        const number = send({ type: messageType.call, ...call });
        let isLate = false;
        const timer = setTimeout(() => {
          isLate = true;
          if (!onLate) pending.delete(number);
          fail(new BusError('timeout', `${call.destination} does not answer ${call.member}`));
        }, deadlineMs);
        pending.set(number, {
          settle({ type, sender = '', body = [], errorName = '' }) {
            pending.delete(number);
            clearTimeout(timer);
            if (type === messageType.error) {
              const hasGone = call.destination !== sender && sender === bus.destination && goneErrors.has(errorName);
              return fail(new BusError(hasGone ? 'closed' : 'refused', `${call.member}: ${errorName}`));
            }
            if (isLate) onLate?.({ sender, body });
            else done({ sender, body });
          },
          fail(error) {
            clearTimeout(timer);
            fail(error);
          },
        });
      });
    },
    onSignal: (listener) => void signalListeners.push(listener),
    onClosed: (listener) => void (isClosed ? listener() : closedListeners.push(listener)),
    close: () => void stream.end(),
  };
}
