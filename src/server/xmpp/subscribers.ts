// Who wants to follow us (protocol.md 3.24, 4.12): the service asks again at each sign-in until it is answered.
import type { CwaReply } from '../../protocol/replies';
import type { AcknowledgeSubscriberRequest } from '../../protocol/requests/acknowledge-subscriber';
import { sipFailure } from '../base/errors';
import { jidOfUri, uriOfJid } from './mapping/addresses';
import { Refusal } from './mapping/refusals';
import type { SeatContext } from './seat-context';
import { xml } from './stream/element';

const notSubscribed = sipFailure(404, 'Not Found', 'There is no such subscriber.');

export class Subscribers {
  private readonly asking = new Set<string>();
  /** The list has answered them before a word to them could: a client that adds somebody and lets them in says both. */
  private readonly answered = new Set<string>();

  constructor(private readonly context: SeatContext) {}

  /** Somebody asks. Whom we follow ourselves is let in at once: to our people, being contacts is mutual. */
  asked(bare: string, isWanted: boolean): void {
    const { line, limits } = this.context;
    if (isWanted) return void line.send(xml('presence', { to: bare, type: 'subscribed' }));
    if (this.asking.has(bare) || this.asking.size >= limits.subscriptions) return;
    this.asking.add(bare);
    this.tell([bare], false);
  }

  /** Somebody has come into our list, to be followed: that answers what they have asked before. */
  wanted(bare: string): void {
    if (!this.asking.delete(bare)) return;
    this.answered.add(bare);
    this.context.line.send(xml('presence', { to: bare, type: 'subscribed' }));
    this.tell([bare], true);
  }

  acknowledge({ rid, uris }: AcknowledgeSubscriberRequest): CwaReply {
    this.context.carryOut(rid, async () => {
      const meant = [...new Set(uris.flatMap((uri) => jidOfUri(uri) ?? []))];
      const known = meant.filter((bare) => this.asking.has(bare));
      const done = meant.filter((bare) => this.answered.delete(bare));
      if (known.length + done.length === 0) throw new Refusal(notSubscribed);
      for (const bare of known) {
        this.asking.delete(bare);
        this.context.line.send(xml('presence', { to: bare, type: 'subscribed' }));
      }
      return () => this.tell(known, true);
    });
    return { kind: 'requestAccepted', rid };
  }

  private tell(all: readonly string[], acknowledged: boolean): void {
    const { endpoint, nameOf, networkOf } = this.context;
    const subscribers = all.flatMap((bare) => {
      const uri = uriOfJid(bare);
      return uri === undefined
        ? []
        : [{ uri, displayName: nameOf(bare), sourceNetwork: networkOf(bare), acknowledged }];
    });
    if (subscribers.length > 0) endpoint.push({ kind: 'subscribers', subscribers });
  }
}
