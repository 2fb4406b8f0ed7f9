// For tests: an engine on a scripted service, with a clock that runs fast.
import type { Model } from '../../../shared/domain/model';
import { entryText } from '../../../shared/log';
import { createEngine, type EngineOptions } from '../create-engine';
import type { Signal, SignInOptions, UcEngine } from '../engine';
import { createNodeTransport, type NodeTransport } from '../http/node/node-transport';
import { ScriptedService } from './scripted-service';

/** The engine's clock runs this much faster than the wall's: its waits are real, but short. */
export function clockAt(speed: number): Required<Pick<EngineOptions, 'now' | 'random' | 'timers'>> {
  const began = Date.now();
  return {
    now: () => began + (Date.now() - began) * speed,
    random: () => 0,
    timers: {
      setTimeout: (run, delayMs) => setTimeout(run, delayMs / speed),
      clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
    },
  };
}
export const fastClock = clockAt(100);

/** Looks again and again until the condition holds; fails with its name after a while. */
export async function until(condition: () => boolean, what: string, timeoutMs = 15_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export class Desk {
  readonly signals: Signal[] = [];
  readonly lines: string[] = [];
  engine: UcEngine;

  private constructor(
    readonly service: ScriptedService,
    private readonly transport: NodeTransport,
  ) {
    this.engine = this.newEngine();
  }

  static async open(): Promise<Desk> {
    return new Desk(await new ScriptedService().start(), createNodeTransport());
  }

  newEngine(options: Partial<EngineOptions> = {}): UcEngine {
    this.engine?.dispose();
    this.engine = createEngine({
      transport: this.transport,
      ...fastClock,
      log: (what: string, facts?: object) => void this.lines.push(entryText(what, facts)),
      ...options,
    });
    this.engine.onSignal((signal) => this.signals.push(signal));
    return this.engine;
  }

  async close(): Promise<void> {
    this.engine.dispose();
    this.transport.close();
    await this.service.stop();
  }

  signIn(part: Partial<SignInOptions> = {}): Promise<void> {
    return this.engine.signIn({
      serverUrl: this.service.url,
      method: 'forms',
      user: 'EXAMPLE\\dana',
      password: 'correct horse',
      isPublicComputer: false,
      availability: 'available',
      localeId: 1033,
      ...part,
    });
  }

  get model(): Model {
    return this.engine.snapshot().model;
  }

  get isOnline(): boolean {
    return this.model.connection.kind === 'online';
  }

  signalsOf<Kind extends Signal['kind']>(kind: Kind): Extract<Signal, { kind: Kind }>[] {
    this.engine.snapshot();
    return this.signals.filter((signal): signal is Extract<Signal, { kind: Kind }> => signal.kind === kind);
  }

  letPeersJoin(confId: number): void {
    this.service.letPeersJoin(confId);
  }

  /** A conversation in which messages pass. */
  async connected(to: readonly string[], confId = 3): Promise<string> {
    this.letPeersJoin(confId);
    const { conversationId } = await this.engine.startConversation({ to, subject: '', body: { text: 'Hi' } });
    const state = (): string | undefined => this.model.conversations.get(conversationId)?.state;
    await until(() => state() === 'connected', 'connected');
    return conversationId;
  }
}
