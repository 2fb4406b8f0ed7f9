// What comes to a session: to which part of it each stanza is.
import type { Access } from './access';
import type { Archive, Archived } from './archive';
import { Backlog } from './backlog';
import { discoInfo } from './capabilities';
import type { Contacts } from './contacts';
import { carbonIn, type Conversations } from './conversations/conversations';
import type { Place } from './conversations/elsewhere';
import { writtenTime } from './delay';
import type { Line } from './line';
import { parseJid, type Jid } from './mapping/addresses';
import { archiveIdOf, type Mark } from './mark';
import type { OthersPresence } from './others-presence';
import type { SelfPresence } from './self-presence';
import { spaces } from './spaces';
import { child, type XmlElement } from './stream/element';
import type { Subscribers } from './subscribers';

/** Messages that come while the archive is asked for what was missed. */
const mostHeld = 1_000;

export interface IncomingParts {
  readonly line: Line;
  readonly log: (line: string) => void;
  readonly contacts: Contacts;
  readonly subscribers: Subscribers;
  readonly access: Access;
  readonly others: OthersPresence;
  readonly self: SelfPresence;
  readonly archive: Archive;
  readonly mark: Mark;
  readonly conversations: Conversations;
  readonly whenReady: (run: () => void) => void;
  /** Of too many messages none may be dropped: the next session finds them in the archive. */
  readonly onTooMuch: () => void;
}

export class Incoming {
  /** What has come before everything that was missed is told: heard after that, or the mark would pass over what was missed. */
  private held: Backlog<XmlElement> | undefined;

  constructor(private readonly parts: IncomingParts) {}

  take(stanza: XmlElement): void {
    const isBorne = this.bear(() => this.hear(stanza));
    if (!isBorne && stanza.name === 'iq') this.parts.line.refuse(stanza, 'internal-server-error');
  }

  /** Out of the archive. */
  takeMissed({ id, message, at, isOwn }: Archived, wasAway: boolean): void {
    const isLate = wasAway && !this.hasCome(id);
    const from = parseJid(message.attrs['from']);
    if (!from || isOwn) return this.parts.mark.passOver(id);
    this.bear(() => this.parts.conversations.hear(message, from, { isLate, archiveId: id, saidAt: at }));
  }

  /** Messages that come from now on are heard later. */
  hold(): void {
    this.held ??= new Backlog(mostHeld);
  }

  /** The place in the archive of the first that is heard later. */
  get firstHeld(): string | undefined {
    for (const message of this.held?.items ?? []) {
      const id = archiveIdOf(message, this.parts.line.bare);
      if (id !== undefined) return id;
    }
    return undefined;
  }

  /** Whether it has come by itself as well, just now: then nobody has missed it. */
  private hasCome(id: string): boolean {
    const isIt = (message: XmlElement): boolean =>
      archiveIdOf(message, this.parts.line.bare) === id && writtenTime(message) === undefined;
    return this.held?.items.some(isIt) ?? false;
  }

  /** Whether it is heard later. */
  private holds(message: XmlElement): boolean {
    if (!this.held) return false;
    if (this.held.isTooMuch) return true;
    this.held.add(message, message);
    if (this.held.isTooMuch) {
      this.parts.log('too much came at once while the archive was asked');
      this.parts.onTooMuch();
    }
    return true;
  }

  /** They are heard now. */
  release(): void {
    const held = this.held?.take() ?? [];
    this.held = undefined;
    for (const message of held) {
      const id = archiveIdOf(message, this.parts.line.bare);
      if (id !== undefined && child(message, 'delay', spaces.delay)?.attrs['from'] === this.parts.line.domain)
        this.parts.mark.keptByService(id);
      this.bear(() => this.hear(message));
    }
  }

  /** Whatever somebody sends, the session goes on. */
  private bear(hear: () => void): boolean {
    try {
      hear();
      return true;
    } catch (error) {
      this.parts.log(`a stanza could not be taken: ${error instanceof Error ? (error.stack ?? '') : 'unknown'}`);
      return false;
    }
  }

  private hear(stanza: XmlElement): void {
    const from = parseJid(stanza.attrs['from'] ?? this.parts.line.bare);
    if (stanza.name === 'iq') return this.hearRequest(stanza);
    if (!from) return;
    if (stanza.name === 'presence') this.hearPresence(from, stanza);
    else if (stanza.name === 'message') this.hearMessage(from, stanza);
  }

  /** Of others only what every program answers; what is about our lists comes from the service alone. */
  private hearRequest(iq: XmlElement): void {
    const { line } = this.parts;
    const { type } = iq.attrs;
    if (type !== 'get' && type !== 'set') return;
    const isTrusted = line.isOfAccount(iq);
    const roster = child(iq, 'query', spaces.roster);
    const block = child(iq, 'block', spaces.blocking) ?? child(iq, 'unblock', spaces.blocking);
    const info = child(iq, 'query', spaces.discoInfo);
    if (type === 'set' && isTrusted && roster) this.parts.contacts.pushed(roster);
    else if (type === 'set' && isTrusted && block) this.parts.access.pushed(block);
    else if (type === 'get' && info) return line.answer(iq, discoInfo(info.attrs['node']));
    else if (type !== 'get' || !child(iq, 'ping', spaces.ping)) return line.refuse(iq, 'service-unavailable');
    line.answer(iq);
  }

  private hearPresence(from: Jid, stanza: XmlElement): void {
    const { line } = this.parts;
    if (this.parts.conversations.rooms.hearPresence(from, stanza)) return;
    if (stanza.attrs['type'] === 'subscribe') {
      return this.parts.subscribers.asked(from.bare, this.parts.contacts.wants(from.bare));
    }
    if (from.bare !== line.bare) this.parts.others.heard(from, stanza);
    else if (from.resource !== parseJid(line.jid)?.resource) this.hearOther(from.resource, stanza);
  }

  /** Another endpoint of our own. */
  private hearOther(resource: string, presence: XmlElement): void {
    this.parts.self.heardOther(resource, presence);
    if (presence.attrs['type'] === 'unavailable')
      this.parts.conversations.peers.elsewhere.gone(resource, !this.parts.self.hasOthers);
  }

  private placeOf({ resource }: Jid): Place {
    return { resource, isForeign: this.parts.self.isForeign(resource) };
  }

  private hearMessage(from: Jid, stanza: XmlElement): void {
    const { line } = this.parts;
    if (this.parts.archive.heard(stanza) || this.holds(stanza)) return;
    const carbon = carbonIn(stanza);
    if (carbon) {
      const speaker = parseJid(carbon.message.attrs['from']);
      const to = parseJid(carbon.message.attrs['to']);
      // Anybody could say that we have said something.
      if (from.bare !== line.bare || !speaker) return;
      const told = child(carbon.message, 'endpoints', spaces.endpoints);
      if (told) this.hearEndpoint(speaker, told);
      else if (!carbon.isOwn) this.parts.conversations.hear(carbon.message, speaker, { isLate: false });
      else if (to && speaker.bare === line.bare) {
        this.parts.conversations.peers.hearOwn(carbon.message, to, this.placeOf(speaker));
      }
      return;
    }
    const endpoints = child(stanza, 'endpoints', spaces.endpoints);
    // Some services keep it for whoever comes next: by then that place may be gone.
    const isOfBefore = writtenTime(stanza) !== undefined && !this.parts.self.sees(from.resource);
    if (endpoints) return isOfBefore ? undefined : this.hearEndpoint(from, endpoints);
    if (from.bare !== line.bare) this.parts.conversations.hear(stanza, from, { isLate: false });
  }

  /** One of our own, if it is not this one. */
  private hearEndpoint(from: Jid, { attrs }: XmlElement): void {
    const own = parseJid(this.parts.line.jid);
    if (from.bare !== own?.bare || from.resource === own.resource) return;
    const answered = parseJid(attrs['answered']);
    if (answered) this.parts.conversations.hearAnswered(answered.bare, this.placeOf(from));
    if (attrs['changed'] === undefined) return;
    this.parts.whenReady(() => {
      Promise.all([this.parts.contacts.loadStored(), this.parts.access.load()]).catch(() =>
        this.parts.log('what another endpoint has changed could not be read'),
      );
    });
  }
}
