// The two parts of the library that are used: messages as bytes and back, and who one is. It has types for the rest alone, which
// brings an XML parser and needs a newer Node than the oldest Electron that Parley runs in.
declare module 'dbus-native/lib/message.js' {
  import type { Duplex } from 'node:stream';

  export interface WireMessage {
    serial: number;
    /** 1: call, 2: return, 3: error, 4: signal. */
    type: number;
    flags?: number;
    path?: string;
    interface?: string;
    member?: string;
    destination?: string;
    sender?: string;
    errorName?: string;
    replySerial?: number;
    signature?: string;
    body?: readonly unknown[];
  }
  const message: {
    marshall(message: WireMessage): Buffer;
    unmarshalMessages(
      stream: Duplex,
      onMessage: (message: WireMessage) => void,
      options: { readonly maxMessageSize: number; readonly plainValues: boolean },
      onError: (error: Error) => void,
      onHandlerError: (error: unknown) => void,
    ): void;
  };
  export default message;
}

declare module 'dbus-native/lib/handshake.js' {
  import type { Duplex } from 'node:stream';

  const handshake: (
    stream: Duplex,
    options: { readonly authMethods: readonly string[] },
    done: (error: Error | null) => void,
  ) => void;
  export default handshake;
}
