// A client that is none of ours, as the tests' other side. It trusts the authority of the run because the run's processes do
// (`start-services.ts`); it takes none by an option.
import { client, xml as element } from '@xmpp/client';
import { until } from './rig/service-process';
import type { Service } from './services';

export type ForeignStanza = ReturnType<typeof element>;

export class Refused extends Error {
  readonly condition: string;
  constructor(answer: ForeignStanza) {
    const [condition] = answer.getChild('error')?.getChildElements() ?? [];
    super(`refused: ${answer.toString()}`);
    this.condition = condition?.name ?? '';
  }
}

export class ForeignClient {
  private asked = 0;
  /** All that has come, in order. */
  readonly stanzas: ForeignStanza[] = [];
  private readonly waiting = new Set<() => void>();
  private constructor(private readonly xmpp: ReturnType<typeof client>) {}

  /** Signs in and shows presence. */
  static async open(
    { host, port, domain }: Pick<Service, 'host' | 'port' | 'domain'>,
    username: string,
    password: string,
    resource = 'foreign',
  ): Promise<ForeignClient> {
    const xmpp = client({ service: `xmpp://${host}:${port}`, domain, username, password, resource });
    const foreign = new ForeignClient(xmpp);
    // Its two seconds are not enough where the machine does something else as well.
    xmpp.timeout = 20_000;
    // It would come back by itself, and not be the same one.
    xmpp.reconnect.stop();
    // Whoever waits learns by waiting in vain.
    xmpp.on('error', () => undefined);
    xmpp.on('stanza', (stanza: ForeignStanza) => {
      foreign.stanzas.push(stanza);
      for (const look of foreign.waiting) look();
    });
    await xmpp.start();
    // It begins to count what comes (XEP-0198) only when it has looked at all that it has read with the service's word for it; whoever
    // acknowledges more than that has sent is put out by Prosody. Before it shows presence nothing comes.
    await until('its stream to be managed', () => xmpp.streamManagement.enabled, xmpp.timeout);
    await foreign.send(element('presence'));
    return foreign;
  }

  get jid(): string {
    return this.xmpp.jid?.toString() ?? '';
  }

  async send(stanza: ForeignStanza): Promise<void> {
    await this.xmpp.send(stanza);
  }

  async say(to: string, body: string, id?: string): Promise<void> {
    await this.send(
      element('message', { to, type: 'chat', ...(id !== undefined && { id }) }, element('body', {}, body)),
    );
  }

  /** Its own waits for an answer only after it has sent the question, which may be too late. Rejects with an error as a `Refused`. */
  async request(iq: ForeignStanza, waitMs = 30_000): Promise<ForeignStanza> {
    const id = `asked-${(this.asked += 1)}`;
    iq.attrs['id'] = id;
    const isAnswer = ({ name, attrs }: ForeignStanza): boolean =>
      name === 'iq' && attrs['id'] === id && (attrs['type'] === 'result' || attrs['type'] === 'error');
    const [answer] = await Promise.all([this.until(isAnswer, waitMs), this.send(iq)]);
    if (answer.attrs['type'] === 'error') throw new Refused(answer);
    return answer;
  }

  /** The first stanza that is meant, among those that have come as well. */
  async until(isMeant: (stanza: ForeignStanza) => boolean, limitMs = 15_000): Promise<ForeignStanza> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(look);
      };
      const look = (): void => {
        const found = this.stanzas.find(isMeant);
        if (!found) return;
        done();
        resolve(found);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`waited in vain; what came: ${this.stanzas.join('\n')}`));
      }, limitMs);
      this.waiting.add(look);
      look();
    });
  }

  /** A message with this body. */
  async untilSaid(body: string): Promise<ForeignStanza> {
    return this.until((stanza) => stanza.is('message') && stanza.getChildText('body') === body);
  }

  async close(): Promise<void> {
    await this.xmpp.stop().catch(() => undefined);
  }
}
