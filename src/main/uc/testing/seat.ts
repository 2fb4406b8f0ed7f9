// For tests: a person at a computer, who talks to a real server over real HTTP.
import type { Conversation } from '../../../shared/domain/conversation';
import type { Message } from '../../../shared/domain/message';
import type { Model } from '../../../shared/domain/model';
import { createEngine } from '../create-engine';
import type { Signal, SignInOptions, UcEngine } from '../engine';
import { endpoints } from '../http/endpoints';
import { createNodeTransport, type NodeTransport } from '../http/node/node-transport';
import { until } from './desk';
import { Recording } from './recording';

/** Everybody's, unless a test says otherwise. */
export const password = 'correct horse';

/** One person at one computer. */
export class Seat {
  readonly engine: UcEngine;
  readonly signals: Signal[] = [];
  readonly recording = new Recording();
  private readonly transport: NodeTransport = createNodeTransport();
  /** How many commands the server has answered. */
  answered = 0;
  private slowNews: Promise<void> | undefined;

  constructor(
    readonly name: string,
    private readonly url: () => string,
  ) {
    const { transport } = this;
    const request: NodeTransport['request'] = async (asked) => {
      const answer = await transport.request(asked);
      if (asked.url.includes(endpoints.data)) await this.slowNews;
      if (asked.url.includes(endpoints.command)) this.answered += 1;
      return answer;
    };
    this.engine = createEngine({ transport: { request }, random: () => 0, onHeard: this.recording.onHeard });
    this.engine.onSignal((signal) => this.signals.push(signal));
  }

  signIn(part: Partial<SignInOptions> = {}): Promise<void> {
    return this.engine.signIn({
      serverUrl: this.url(),
      method: 'forms',
      user: `EXAMPLE\\${this.name}`,
      password,
      isPublicComputer: false,
      availability: 'available',
      localeId: 1033,
      ...part,
    });
  }

  /** What the server tells by itself arrives later than its replies, until the returned function is called. */
  delayNews(): () => void {
    let arrive = (): void => undefined;
    this.slowNews = new Promise((resolve) => (arrive = resolve));
    return () => {
      this.slowNews = undefined;
      arrive();
    };
  }

  close(): void {
    this.engine.dispose();
    this.transport.close();
  }

  get model(): Model {
    return this.engine.snapshot().model;
  }

  conversation(id: string): Conversation | undefined {
    return this.model.conversations.get(id);
  }

  messages(id: string): readonly Message[] {
    return this.model.messages.get(id) ?? [];
  }

  texts(id: string): string[] {
    return this.messages(id).map(({ body }) => body.text);
  }

  async state(id: string, state: Conversation['state']): Promise<void> {
    await until(() => this.conversation(id)?.state === state, `${this.name}: ${id} ${state}`, 15_000);
  }

  async invitation(): Promise<string> {
    const invited = (): Conversation | undefined =>
      [...this.model.conversations.values()].find(({ state }) => state === 'invited');
    await until(() => invited() !== undefined, `${this.name}: an invitation`, 15_000);
    return invited()?.id ?? '';
  }

  async said(id: string, text: string): Promise<void> {
    await until(() => this.texts(id).includes(text), `${this.name}: ${text}`, 15_000);
  }
}
