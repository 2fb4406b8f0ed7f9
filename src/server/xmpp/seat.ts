// One session of the API as one resource of an XMPP account: what its client asks for goes to the service, and what comes from there
// goes to the client.
import type { CwaReply } from '../../protocol/replies';
import type { InitiateSessionRequest } from '../../protocol/requests/initiate-session';
import { invalidOperation, throttled } from '../base/errors';
import type { Clock } from '../base/clock';
import type { Limits } from '../base/limits';
import { isCategoryName } from '../people/publications';
import type { Endpoint, Sign, WorldRequest } from '../world';
import { Access } from './access';
import { Archive } from './archive';
import { discoInfo } from './capabilities';
import { Contacts } from './contacts';
import { ConversationContext } from './conversations/conversation-context';
import { carbonIn, Conversations } from './conversations/conversations';
import { isForRoom, SentMessages, type Sent } from './conversations/sent-messages';
import { endpointsStanza } from './conversations/stanzas';
import { DirectorySearch } from './directory-search';
import { Heard } from './heard';
import type { Line, LineListener } from './line';
import { domainOf, localPartOf, parseJid, uriOfJid, type Jid } from './mapping/addresses';
import { refusalOfError } from './mapping/refusals';
import { Mark } from './mark';
import { OthersPresence } from './others-presence';
import type { SeatContext } from './seat-context';
import { SelfPresence } from './self-presence';
import { spaces } from './spaces';
import { child, xml, type XmlElement } from './stream/element';
import { Subscribers } from './subscribers';
import type { VCard } from './vcard';

/** Requests that wait for the service. */
const mostWaiting = 500;

const noCategories = invalidOperation('This service keeps no categories of an application.');

export interface SeatParts {
  readonly endpoint: Endpoint;
  readonly line: Line;
  readonly card: () => VCard;
  readonly request: InitiateSessionRequest;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly log: (line: string) => void;
  /** What earlier sessions of the account still have to put down; never rejects. */
  readonly before: Promise<unknown>;
  /** Nothing more comes of the line. */
  readonly onLost: (reason: 'denied' | 'away') => void;
}

export class Seat implements LineListener {
  private readonly context: SeatContext;
  private readonly contacts: Contacts;
  private readonly subscribers: Subscribers;
  private readonly access: Access;
  private readonly others: OthersPresence;
  private readonly self: SelfPresence;
  private readonly directory: DirectorySearch;
  private readonly archive: Archive;
  private readonly mark: Mark;
  private readonly sent: SentMessages;
  private readonly conversations: Conversations;
  /** What waits until the service can be reached and everything has been looked at. */
  private waiting: (() => void)[] = [];
  private isReady = false;
  private isClosed = false;
  /** Requests that are carried out one after the other. */
  private chain: Promise<void> = Promise.resolve();
  private chained = 0;
  /** Each stream that is set up anew has a number: what is still under way for an older one comes to nothing. */
  private turn = 0;
  private hasBegun = false;

  constructor(private readonly parts: SeatParts) {
    const { endpoint, line, card, request, clock, limits, log } = parts;
    const ownUri = uriOfJid(line.bare) ?? '';
    this.context = {
      endpoint,
      line,
      clock,
      limits,
      log,
      ownUri,
      nameOf: (bare) => this.contacts.nameOf(bare) ?? (bare === line.bare ? card().name : localPartOf(bare)),
      networkOf: (bare) => (domainOf(bare) === line.domain ? 'sameEnterprise' : 'federated'),
      whenReady: (run) => this.whenReady(run),
      carryOut: (rid, work) => this.carryOut(rid, work),
    };
    const { options, categoryEventFilter, userStateAvailability } = request;
    const onStored = (): void => void line.send(endpointsStanza(line.bare, { changed: 'stored' }));
    const onContact = (bare: string): void => {
      this.others.changed(bare);
      if (this.contacts.wants(bare)) this.subscribers.wanted(bare);
    };
    this.contacts = new Contacts(this.context, onContact, onStored);
    this.subscribers = new Subscribers(this.context);
    this.access = new Access(this.context, onStored);
    this.others = new OthersPresence(this.context, this.contacts, {
      autoSubscribePresenceForContacts: options?.autoSubscribePresenceForContacts ?? true,
      ...(categoryEventFilter && { categoryFilter: new Set(categoryEventFilter.filter(isCategoryName)) }),
    });
    this.self = new SelfPresence(
      this.context,
      { first: userStateAvailability, autoPublishMachineState: options?.autoPublishMachineState ?? true },
      card,
      () => this.conversations.rooms.stay(),
    );
    this.directory = new DirectorySearch(this.context, this.contacts);
    this.archive = new Archive(line);
    this.mark = new Mark(line, clock, log);
    this.sent = new SentMessages(line, this.archive, clock, {
      onTaken: (sent) => this.conversations.peers.onTaken(sent),
      mayRepeat: (sent) => this.mayRepeat(sent),
    });
    this.conversations = new Conversations(
      new ConversationContext(this.context, this.others, this.sent, this.archive),
      new Heard(),
      this.mark,
    );
  }

  submit(request: WorldRequest): CwaReply {
    const { rid } = request;
    switch (request.kind) {
      case 'conference':
        return this.conversations.submit(request);
      case 'addGroup':
      case 'updateGroup':
      case 'deleteGroup':
      case 'addContact':
      case 'updateContact':
      case 'deleteContact':
        return this.contacts.submit(request);
      case 'acknowledgeSubscriber':
        return this.subscribers.acknowledge(request);
      case 'updateContainer':
        return this.access.update(request);
      case 'search':
        return this.directory.submit(request);
      case 'publishSelfPresence':
        return this.self.publish(request);
      case 'publishRawCategories':
        this.parts.endpoint.fail(rid, noCategories);
        return { kind: 'requestAccepted', rid };
      case 'queryPresence':
      case 'subscribePresence':
      case 'unSubscribePresence':
        return this.others.submit(request);
    }
  }

  noticed(sign: Sign): void {
    if (sign === 'active') this.self.active();
    else this.self.attend(sign === 'absent');
  }

  /** The user signs out: whoever they talk with hears of it, where that can be said. */
  signOut(): void {
    this.conversations.peers.leaveAll();
    this.conversations.rooms.leaveAll();
  }

  /** Resolves when the line is closed; never rejects. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    this.waiting = [];
    await this.mark.save();
    await this.parts.line.close();
  }

  /** Called about once a second. */
  tick(): void {
    if (!this.isReady) return;
    this.self.tick();
    this.sent.tick();
    this.conversations.rooms.tick();
  }

  onOpen(): void {
    void this.begin([]);
  }

  onDown(): void {
    this.isReady = false;
    this.sent.pause();
  }

  onUp(isResumed: boolean, unacknowledged: readonly XmlElement[]): void {
    if (!isResumed || !this.hasBegun) return void this.begin(unacknowledged);
    this.sent.resume();
    this.nowReady();
  }

  onGivenUp(reason: 'denied' | 'away'): void {
    this.parts.onLost(reason);
  }

  onStanza(stanza: XmlElement): void {
    if (this.isClosed) return;
    try {
      this.hear(stanza);
    } catch (error) {
      // Whatever somebody sends, the session goes on.
      this.parts.log(`a stanza could not be taken: ${error instanceof Error ? (error.stack ?? '') : 'unknown'}`);
      if (stanza.name === 'iq') this.parts.line.refuse(stanza, 'internal-server-error');
    }
  }

  /** On a new stream, the first or one that could not be resumed: everything is asked for. */
  private async begin(unacknowledged: readonly XmlElement[]): Promise<void> {
    const { line, log } = this.parts;
    const turn = (this.turn += 1);
    this.isReady = false;
    this.sent.pause();
    this.others.forgetAll();
    try {
      await this.parts.before;
      await Promise.all([
        this.contacts.load(),
        this.access.load(),
        this.mark.load(),
        // Without it other endpoints are not heard of, and the rest goes on.
        line.set(xml('enable', { xmlns: spaces.carbons })).catch(() => log('the service has no carbons')),
      ]);
      if (this.turn !== turn || this.isClosed) return;
      if (!this.hasBegun) this.others.showContacts();
      await this.catchUp();
      if (this.turn !== turn || this.isClosed) return;
      this.self.begin();
      this.hasBegun = true;
      for (const stanza of unacknowledged) if (isWorthRepeating(stanza)) line.send(stanza);
      this.conversations.rooms.enterAllAgain();
      await this.sent.renew();
      if (this.turn === turn) this.nowReady();
    } catch (error) {
      if (this.turn !== turn || this.isClosed) return;
      log(`a session could not be set up: ${refusalOfError(error).sipResponse?.code ?? 'unknown'}`);
      this.parts.onLost('away');
    }
  }

  private nowReady(): void {
    this.isReady = true;
    for (const run of this.waiting.splice(0)) run();
  }

  private async catchUp(): Promise<void> {
    const { line, log } = this.parts;
    const { position } = this.mark;
    try {
      if (position === undefined) {
        let last = '';
        for await (const { id } of this.archive.ask({ isLast: true })) last = id;
        return await this.mark.begin(last);
      }
      for await (const { id, message } of this.archive.ask(position === '' ? {} : { after: position })) {
        const from = parseJid(message.attrs['from']);
        if (from && from.bare !== line.bare) this.conversations.hear(message, from, { isLate: true, archiveId: id });
        else this.conversations.peers.passOver(id);
      }
    } catch {
      log('the archive could not be asked for what was missed');
    }
  }

  private mayRepeat(sent: Sent): boolean {
    if (isForRoom(sent)) return sent.conversation.state === 'connected';
    const bare = sent.stanza.attrs['to'] ?? '';
    // Of a program that never confirms nothing can be concluded; who is away gets it from the service.
    const confirms = sent.conversation.confirms || this.others.isOurOwn(bare);
    return confirms && this.others.isOnline(bare) !== false;
  }

  private whenReady(run: () => void): void {
    if (this.isReady) run();
    else if (!this.isClosed) this.waiting.push(run);
  }

  private carryOut(rid: string, work: () => Promise<(() => void) | undefined>): void {
    const { endpoint } = this.parts;
    if (this.chained >= mostWaiting) return endpoint.fail(rid, throttled('Too much waits for the service.'));
    this.chained += 1;
    this.chain = this.chain.then(async () => {
      try {
        if (!this.isReady) await new Promise<void>((done) => this.whenReady(done));
        const after = await work();
        endpoint.succeed(rid);
        after?.();
      } catch (error) {
        endpoint.fail(rid, refusalOfError(error));
      }
      this.chained -= 1;
    });
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
    if (type === 'set' && isTrusted && roster) this.contacts.pushed(roster);
    else if (type === 'set' && isTrusted && block) this.access.pushed(block);
    else if (type === 'get' && info) return line.answer(iq, discoInfo(info.attrs['node']));
    else if (type !== 'get' || !child(iq, 'ping', spaces.ping)) return line.refuse(iq, 'service-unavailable');
    line.answer(iq);
  }

  private hearPresence(from: Jid, stanza: XmlElement): void {
    const { line } = this.parts;
    if (this.conversations.rooms.hearPresence(from, stanza)) return;
    if (stanza.attrs['type'] === 'subscribe') {
      return this.subscribers.asked(from.bare, this.contacts.wants(from.bare));
    }
    if (from.bare !== line.bare) this.others.heard(from, stanza);
    else if (from.resource !== parseJid(line.jid)?.resource) this.self.heardOther(from.resource, stanza);
  }

  private hearMessage(from: Jid, stanza: XmlElement): void {
    const { line } = this.parts;
    if (this.archive.heard(stanza)) return;
    const carbon = carbonIn(stanza);
    if (carbon) {
      const speaker = parseJid(carbon.message.attrs['from']);
      const to = parseJid(carbon.message.attrs['to']);
      // Anybody could say that we have said something.
      if (from.bare !== line.bare || !speaker) return;
      const told = child(carbon.message, 'endpoints', spaces.endpoints);
      if (told) this.hearEndpoint(speaker, told);
      else if (!carbon.isOwn) this.conversations.hear(carbon.message, speaker, { isLate: false });
      else if (to && speaker.bare === line.bare) this.conversations.peers.hearOwn(carbon.message, to);
      return;
    }
    const endpoints = child(stanza, 'endpoints', spaces.endpoints);
    if (endpoints) return this.hearEndpoint(from, endpoints);
    if (from.bare !== line.bare) this.conversations.hear(stanza, from, { isLate: false });
  }

  /** One of our own, if it is not this one. */
  private hearEndpoint(from: Jid, { attrs }: XmlElement): void {
    const own = parseJid(this.parts.line.jid);
    if (from.bare !== own?.bare || from.resource === own.resource) return;
    const answered = parseJid(attrs['answered']);
    if (answered) this.conversations.hearAnswered(answered.bare);
    if (attrs['changed'] === undefined) return;
    this.whenReady(() => {
      Promise.all([this.contacts.loadStored(), this.access.load()]).catch(() =>
        this.parts.log('what another endpoint has changed could not be read'),
      );
    });
  }
}

/** Said once more on a new stream: what tells others something, but for what is looked after elsewhere. */
function isWorthRepeating({ name, attrs, ...rest }: XmlElement): boolean {
  if (name === 'presence') return attrs['type']?.includes('subscribe') ?? false;
  return (
    name === 'message' &&
    attrs['id'] === undefined &&
    child({ name, attrs, ...rest }, 'received', spaces.receipts) !== undefined
  );
}
