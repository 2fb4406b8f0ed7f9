// Stands before a server: takes every connection at once, and lets nothing through before it is told to. What came meanwhile goes first.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export class HeldConnections {
  private readonly sockets = new Set<Socket>();
  private waiting: Socket[] | undefined;
  private isRefusing = false;
  private server!: Server;

  private constructor(private readonly target: () => string) {}

  /** `target`: asked for each connection. */
  static async before(target: () => string): Promise<HeldConnections> {
    const held = new HeldConnections(target);
    held.server = createServer({ pauseOnConnect: true }, (socket) => {
      held.keep(socket);
      if (held.isRefusing) socket.destroy();
      else if (held.waiting) held.waiting.push(socket);
      else held.pass(socket);
    });
    held.server.listen(0, '127.0.0.1');
    await once(held.server, 'listening');
    return held;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on nobody is answered. */
  hold(): void {
    this.waiting ??= [];
  }

  /** Whoever waits is sent away, and whoever comes: until they are let through. */
  refuse(): void {
    this.isRefusing = true;
    for (const socket of this.waiting?.splice(0) ?? []) socket.destroy();
  }

  /** How many wait. */
  get held(): number {
    return this.waiting?.length ?? 0;
  }

  release(): void {
    const waiting = this.waiting ?? [];
    this.waiting = undefined;
    this.isRefusing = false;
    for (const socket of waiting) this.pass(socket);
  }

  /** Nobody listens any more. */
  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    if (!this.server.listening) return;
    this.server.close();
    await once(this.server, 'close');
  }

  private pass(socket: Socket): void {
    const { hostname, port } = new URL(this.target());
    const onward = connect(Number(port), hostname);
    this.keep(onward);
    socket.pipe(onward).pipe(socket);
    socket.once('close', () => onward.destroy());
    onward.once('close', () => socket.destroy());
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy()).once('close', () => this.sockets.delete(socket));
  }
}
