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
import { Contacts } from './contacts';
import { ConversationContext } from './conversations/conversation-context';
import { Conversations } from './conversations/conversations';
import { RoomMarks } from './conversations/room-marks';
import { isForRoom, SentMessages, type Sent } from './conversations/sent-messages';
import { endpointsStanza } from './conversations/stanzas';
import { DirectorySearch } from './directory-search';
import { Heard } from './heard';
import { Incoming } from './incoming';
import type { Line, LineListener } from './line';
import { domainOf, localPartOf, uriOfJid } from './mapping/addresses';
import { refusalOfError } from './mapping/refusals';
import { lacks } from './lacks';
import { Mark } from './mark';
import { Missed } from './missed';
import { OthersPresence } from './others-presence';
import { Repeatable } from './repeatable';
import type { SeatContext } from './seat-context';
import { SelfPresence } from './self-presence';
import { spaces } from './spaces';
import { xml, type XmlElement } from './stream/element';
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
  /** Nothing more comes of the line; `full`: more than can be held, which says nothing of the service. */
  readonly onLost: (reason: 'denied' | 'away' | 'full') => void;
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
  private readonly missed: Missed;
  private readonly roomMarks: RoomMarks;
  private readonly sent: SentMessages;
  private readonly conversations: Conversations;
  private readonly incoming: Incoming;
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
  private readonly repeatable = new Repeatable();

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
    this.missed = new Missed(
      this.archive,
      this.mark,
      clock,
      (...missed) => this.incoming.takeMissed(...missed),
      log,
      (isKnown) => endpoint.push({ kind: 'configuration', lacks: isKnown ? lacks : [...lacks, 'missedMessages'] }),
      () => this.incoming.firstHeld,
    );
    this.roomMarks = new RoomMarks(line, clock, log);
    this.sent = new SentMessages(line, this.archive, clock, {
      onTaken: (sent) => this.conversations.peers.onTaken(sent),
      mayRepeat: (sent) => this.mayRepeat(sent),
    });
    this.conversations = new Conversations(
      new ConversationContext(this.context, this.others, this.sent, this.archive),
      new Heard(),
      this.mark,
      this.roomMarks,
    );
    const { contacts, subscribers, access, others, self, archive, mark, conversations } = this;
    this.incoming = new Incoming({
      ...{ line, log, contacts, subscribers, access, others, self, archive, mark, conversations },
      whenReady: (run) => this.whenReady(run),
      onTooMuch: () => parts.onLost('full'),
    });
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

  /** Nothing of what was said here is under way. */
  get isCalm(): boolean {
    return this.sent.isCalm;
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
    await Promise.all([this.mark.close(), this.conversations.rooms.close()]);
    await this.parts.line.close();
  }

  /** Called about once a second. */
  tick(): void {
    if (!this.isReady) return;
    this.self.tick();
    this.missed.tick(this.self.isHidden);
    this.others.tick(this.self.isHidden);
    this.sent.tick();
    this.conversations.peers.elsewhere.tick();
    this.conversations.rooms.tick();
  }

  onOpen(): void {
    void this.begin();
  }

  onDown(): void {
    this.isReady = false;
    this.sent.pause();
  }

  onUp(isResumed: boolean, unacknowledged: readonly XmlElement[]): void {
    this.repeatable.keep(unacknowledged);
    if (!isResumed || !this.hasBegun) return void this.begin();
    this.sent.resume();
    this.nowReady();
  }

  onGivenUp(reason: 'denied' | 'away'): void {
    this.parts.onLost(reason);
  }

  onStanza(stanza: XmlElement): void {
    if (!this.isClosed) this.incoming.take(stanza);
  }

  /** On a new stream, the first or one that could not be resumed: everything is asked for. */
  private async begin(): Promise<void> {
    const { line, log } = this.parts;
    const turn = (this.turn += 1);
    this.isReady = false;
    this.incoming.hold();
    this.sent.beginAnew();
    this.others.forgetAll();
    try {
      await this.parts.before;
      await Promise.all([
        this.contacts.load(),
        this.access.load(),
        this.mark.load(),
        this.roomMarks.load(),
        // Without it other endpoints are not heard of, and the rest goes on.
        line.set(xml('enable', { xmlns: spaces.carbons })).catch(() => log('the service has no carbons')),
      ]);
      if (this.turn !== turn || this.isClosed) return;
      if (!this.hasBegun) this.others.showContacts();
      await this.missed.begin(() => this.self.begin());
      if (this.turn !== turn || this.isClosed) return;
      this.incoming.release();
      this.self.show();
      this.others.begin();
      const isFirst = !this.hasBegun;
      this.hasBegun = true;
      for (const stanza of this.repeatable.take()) line.send(stanza);
      this.conversations.rooms.enterAllAgain();
      await this.sent.renew();
      if (this.turn === turn && line.isUp) this.nowReady();
      if (isFirst) void this.conversations.rooms.takeAwayLeft();
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

  private mayRepeat(sent: Sent): boolean {
    const { state, room } = sent.conversation;
    if (isForRoom(sent)) return state === 'connected' && room?.isUnsettled === false;
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
}
