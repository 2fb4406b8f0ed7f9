// Streams of ours in tests: what they tell is kept and can be waited for.
import { afterEach } from 'vitest';
import type { XmlElement } from '../element';
import { openStream } from '../open-stream';
import type { StreamLimits, StreamListener, StreamSettings, StreamStart, XmppStream } from '../stream';
import type { Place } from '../reach';

export type Told =
  | { readonly kind: 'stanza'; readonly stanza: XmlElement }
  | { readonly kind: 'down' }
  | { readonly kind: 'up'; readonly isResumed: boolean; readonly unacknowledged: readonly XmlElement[] }
  | { readonly kind: 'givenUp'; readonly reason: 'denied' | 'away'; readonly unacknowledged: readonly XmlElement[] };

export class Hearing implements StreamListener {
  readonly told: Told[] = [];
  private readonly waiting = new Set<() => void>();

  onStanza(stanza: XmlElement): void {
    this.tell({ kind: 'stanza', stanza });
  }
  onDown(): void {
    this.tell({ kind: 'down' });
  }
  onUp(isResumed: boolean, unacknowledged: readonly XmlElement[]): void {
    this.tell({ kind: 'up', isResumed, unacknowledged });
  }
  onGivenUp(reason: 'denied' | 'away', unacknowledged: readonly XmlElement[]): void {
    this.tell({ kind: 'givenUp', reason, unacknowledged });
  }

  get stanzas(): readonly XmlElement[] {
    return this.told.flatMap((each) => (each.kind === 'stanza' ? [each.stanza] : []));
  }

  async until<K extends Told['kind']>(
    kind: K,
    isMeant: (told: Extract<Told, { kind: K }>) => boolean = () => true,
    limitMs = 15_000,
  ): Promise<Extract<Told, { kind: K }>> {
    const find = (): Extract<Told, { kind: K }> | undefined =>
      this.told.find((each): each is Extract<Told, { kind: K }> => each.kind === kind && isMeant(each as never));
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(look);
      };
      const look = (): void => {
        const found = find();
        if (!found) return;
        done();
        resolve(found);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`waited in vain for ${kind}; told was ${JSON.stringify(this.told)}`));
      }, limitMs);
      this.waiting.add(look);
      look();
    });
  }

  private tell(told: Told): void {
    this.told.push(told);
    for (const look of this.waiting) look();
  }
}

const opened: XmppStream[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((stream) => stream.close()));
});

export interface TestStart {
  readonly start: StreamStart;
  readonly hearing: Hearing;
  readonly log: readonly string[];
}

export async function tryToOpen(
  settings: Partial<StreamSettings> & Pick<StreamSettings, 'hosts'>,
  user: string,
  password: string,
): Promise<TestStart> {
  const hearing = new Hearing();
  const log: string[] = [];
  const whole = { domain: 'example.com', isPlainAllowed: false, log: (line: string) => log.push(line), ...settings };
  const start = await openStream(whole, user, password, hearing);
  if ('stream' in start) opened.push(start.stream);
  return { start, hearing, log };
}

export interface TestStream {
  readonly stream: XmppStream;
  readonly hearing: Hearing;
  readonly log: readonly string[];
}

/** Closed after the test. */
export async function openTestStream(
  service: Place & { readonly domain: string; readonly ca: string },
  user: string,
  password: string,
  limits: Partial<StreamLimits> = {},
  hosts: readonly Place[] = [service],
): Promise<TestStream> {
  const { domain, ca } = service;
  const { start, hearing, log } = await tryToOpen({ hosts, domain, ca, limits }, user, password);
  if (!('stream' in start)) throw new Error(`refused: ${start.refused}\n${log.join('\n')}`);
  return { stream: start.stream, hearing, log };
}
