// Connections of Node's agents that are not theirs to make: through a proxy.
import type { Socket, TcpNetConnectOpts } from 'node:net';
import type { Place } from '../place';

/** The line to a server, with nothing said on it yet. */
export type Dial = (target: Place, signal: AbortSignal) => Promise<Socket>;

/** Of an agent. With an error it is called without a stream, whatever Node's type says. */
export type Connected = (error: Error | null, stream: Socket) => void;

/** A handshake that takes longer is given up, whatever became of the request that wanted it. */
export const handshakeTimeoutMs = 30_000;

/** `target`: as the agent has it. What goes wrong is told by `connected`. */
export function dialed(
  dial: Dial,
  { host = '', port }: { readonly host?: string | undefined; readonly port: TcpNetConnectOpts['port'] },
  connected: Connected | undefined,
  use: (socket: Socket) => void,
): void {
  dial({ host, port: Number(port) }, AbortSignal.timeout(handshakeTimeoutMs)).then(use, (error: unknown) =>
    (connected as ((error: Error) => void) | undefined)?.(error instanceof Error ? error : new Error(String(error))),
  );
}
