// The presence of others as the client sees it (protocol.md 3.28–3.30, 4.15, 4.16): what has come of each of their programs, and what
// the lot of it makes.
import { availabilityRange, publishedAvailability } from '../../protocol/availability';
import type { CwaReply } from '../../protocol/replies';
import type { Category } from '../../protocol/presence/category';
import type { PresenceUser } from '../../protocol/presence/presence-user';
import type { CwaRequest } from '../../protocol/requests';
import type { SipUri } from '../../protocol/sip-uri';
import { wireTime } from '../base/clock';
import { sipFailure } from '../base/errors';
import type { Contacts } from './contacts';
import { jidOfUri, uriOfJid, type Jid } from './mapping/addresses';
import { readShown, type Shown } from './mapping/presence';
import type { SeatContext } from './seat-context';
import { xml, type XmlElement } from './stream/element';

export type WatchRequest = Extract<CwaRequest, { kind: 'queryPresence' | 'subscribePresence' | 'unSubscribePresence' }>;

export interface PresenceSettings {
  readonly autoSubscribePresenceForContacts: boolean;
  /** Names of the categories that contacts and queries bring. Absent: all. */
  readonly categoryFilter?: ReadonlySet<string>;
}

/** Somebody who hides asks how their contacts are so often (our choice). */
const roundMs = 30_000;
/** So long after a stream could not be resumed the service tells of all who are there (our choice). */
const tellingMs = 10_000;
/** Programs of one person that are kept apart. */
const mostResources = 16;
/** People that are known of, beside contacts. */
const mostStrangers = 2_000;
/** Of a first batch: one event with everybody would be a large one. */
const usersInEvent = 50;
/** The instance that others' states come with (5.7). */
const aggregateInstance = 1;

const tooMany = sipFailure(413, 'Request Entity Too Large', 'There are too many subscriptions.');

export class OthersPresence {
  private readonly people = new Map<string, Map<string, Shown>>();
  private readonly subscribed = new Set<string>();
  private readonly heardAt = new WeakMap<Shown, number>();
  /** Rounds of questions, for one who hides. */
  private roundsLeft = 0;
  private nextRoundAt = 0;
  /** When the last one began that may still be answered. */
  private askedAt: number | undefined;
  /** Shown as they were before a stream that could not be resumed. Who has gone meanwhile is not told of. */
  private unsure = new Set<string>();
  private begunAt: number | undefined;
  /** What the client was last shown of whom it watches. */
  private readonly shown = new Map<string, string>();

  constructor(
    private readonly context: SeatContext,
    private readonly contacts: Contacts,
    private readonly settings: PresenceSettings,
  ) {}

  /** Somebody is there, by what comes from them. Undefined: that cannot be known. */
  isOnline(bare: string): boolean | undefined {
    const shown = this.aggregate(bare);
    if (shown) return availabilityRange(shown.availability) !== 'offline';
    return this.contacts.follows(bare) ? false : undefined;
  }

  /** One of their programs is a gateway of ours, which confirms what its client has got. */
  isOurOwn(bare: string): boolean {
    return [...(this.people.get(bare)?.values() ?? [])].some(({ endpoint }) => endpoint !== undefined);
  }

  /** A stream that could not be resumed: all of it comes again. */
  forgetAll(): void {
    this.unsure = new Set([...this.unsure, ...this.people.keys()]);
    this.begunAt = undefined;
    this.people.clear();
    this.askedAt = undefined;
    this.nextRoundAt = 0;
  }

  /** On such a stream, once the service knows that we are there. */
  begin(): void {
    this.begunAt = this.context.clock.now();
    this.probe([...this.subscribed]);
  }

  /**
   * To whom hides the service tells nothing by itself: they ask, and who does not answer from one time to the next has gone. Called about
   * once a second, while the service can be reached.
   */
  tick(isHidden: boolean): void {
    const { clock, line } = this.context;
    this.forgetUnsure(isHidden);
    // One round begins after that: whoever has gone meanwhile says so to nobody any more.
    if (isHidden) this.roundsLeft = 3;
    if (this.roundsLeft === 0 || clock.now() < this.nextRoundAt) return;
    this.roundsLeft -= 1;
    const followed = this.contacts.addresses.filter((bare) => this.contacts.follows(bare));
    for (const bare of followed) this.forgetSilent(bare);
    this.askedAt = this.roundsLeft === 0 ? undefined : clock.now();
    this.nextRoundAt = clock.now() + roundMs;
    if (this.askedAt === undefined) return;
    for (const bare of followed) line.send(xml('presence', { to: bare, type: 'probe' }));
  }

  private forgetUnsure(isHidden: boolean): void {
    const waitMs = isHidden ? roundMs : tellingMs;
    if (this.begunAt === undefined || this.context.clock.now() - this.begunAt < waitMs) return;
    this.begunAt = undefined;
    const silent = [...this.unsure].filter((bare) => !this.people.has(bare));
    this.unsure.clear();
    for (const bare of silent) this.changed(bare);
  }

  private forgetSilent(bare: string): void {
    const { askedAt } = this;
    const programs = this.people.get(bare);
    if (askedAt === undefined || !programs) return;
    const silent = [...programs].filter(([, shown]) => (this.heardAt.get(shown) ?? 0) < askedAt);
    for (const [resource] of silent) programs.delete(resource);
    if (silent.length > 0) this.changed(bare);
  }

  /** After the contact list, at the beginning. */
  showContacts(): void {
    if (!this.settings.autoSubscribePresenceForContacts) return;
    const all = this.contacts.addresses;
    for (let at = 0; at < all.length; at += usersInEvent) {
      const users = all.slice(at, at + usersInEvent).flatMap((bare) => this.viewToShow(bare) ?? []);
      this.context.endpoint.push({ kind: 'userPresence', users });
    }
  }

  heard(from: Jid, presence: XmlElement): void {
    const { type } = presence.attrs;
    if (type === 'unavailable' && from.resource === '') this.people.delete(from.bare);
    else if (type === 'unavailable' || type === 'error') this.people.get(from.bare)?.delete(from.resource);
    else if (type === undefined) this.remember(from, readShown(presence));
    else return;
    this.changed(from.bare);
  }

  /** The contact list, or what has come of somebody, is another one. */
  changed(bare: string): void {
    if (!this.isWatched(bare)) return void this.shown.delete(bare);
    const view = this.viewToShow(bare);
    if (view) this.context.endpoint.push({ kind: 'userPresence', users: [view] });
    if (this.subscribed.has(bare)) this.tellState([bare]);
  }

  submit(request: WatchRequest): CwaReply {
    const { rid, uris } = request;
    const { endpoint, limits } = this.context;
    const known = [...new Set(uris.flatMap((uri) => jidOfUri(uri) ?? []))];
    switch (request.kind) {
      case 'queryPresence':
        this.context.carryOut(rid, async () => {
          this.probe(known);
          return () => this.tellViews(known, true);
        });
        break;
      case 'subscribePresence': {
        const added = known.filter((bare) => !this.subscribed.has(bare));
        if (this.subscribed.size + added.length > limits.subscriptions) {
          endpoint.fail(rid, tooMany);
          break;
        }
        for (const bare of known) this.subscribed.add(bare);
        this.context.carryOut(rid, async () => {
          this.probe(known);
          return () => {
            this.tellViews(known, false);
            this.tellState(
              known,
              uris.filter((uri) => jidOfUri(uri) === undefined),
            );
          };
        });
        break;
      }
      case 'unSubscribePresence':
        for (const bare of known) {
          this.subscribed.delete(bare);
          if (!this.isWatched(bare)) this.shown.delete(bare);
        }
        endpoint.succeed(rid);
        break;
    }
    return { kind: 'requestAccepted', rid };
  }

  private isWatched(bare: string): boolean {
    if (this.subscribed.has(bare)) return true;
    return this.settings.autoSubscribePresenceForContacts && this.contacts.wants(bare);
  }

  /** Of whom we do not follow the service tells only when asked, and only what they allow. */
  private probe(all: readonly string[]): void {
    for (const bare of all) {
      if (this.contacts.follows(bare) || bare === this.context.line.bare) continue;
      this.context.line.send(xml('presence', { to: bare, type: 'probe' }));
    }
  }

  private remember(from: Jid, shown: Shown): void {
    this.heardAt.set(shown, this.context.clock.now());
    let resources = this.people.get(from.bare);
    if (!resources) {
      const isKnown = this.contacts.wants(from.bare) || this.subscribed.has(from.bare);
      if (!isKnown && this.people.size >= mostStrangers) return;
      this.people.set(from.bare, (resources = new Map()));
    }
    if (resources.has(from.resource) || resources.size < mostResources) resources.set(from.resource, shown);
  }

  /** The program at which somebody is most. */
  private aggregate(bare: string): Shown | undefined {
    const all = [...(this.people.get(bare)?.values() ?? [])];
    return all.reduce<Shown | undefined>(
      (best, each) => (best && best.availability <= each.availability ? best : each),
      undefined,
    );
  }

  private tellViews(all: readonly string[], isFiltered: boolean): void {
    const users = all.flatMap((bare) => this.view(bare, isFiltered) ?? []);
    for (let at = 0; at < users.length; at += usersInEvent) {
      this.context.endpoint.push({ kind: 'userPresence', users: users.slice(at, at + usersInEvent) });
    }
  }

  /** 4.16; nobody can have an address that no account has. */
  private tellState(all: readonly string[], nobody: readonly SipUri[] = []): void {
    const known = all.flatMap((bare) => {
      const uri = uriOfJid(bare);
      const isSeen = this.contacts.follows(bare) || (this.people.get(bare)?.size ?? 0) > 0;
      return uri === undefined ? [] : [{ uri, state: isSeen ? ('subscribed' as const) : ('retrying' as const) }];
    });
    const users = [...known, ...nobody.map((uri) => ({ uri, state: 'terminated' as const }))];
    if (users.length > 0) this.context.endpoint.push({ kind: 'presenceSubscriptionState', users });
  }

  /** Undefined: the client has been shown the same. */
  private viewToShow(bare: string): PresenceUser | undefined {
    const view = this.view(bare, !this.subscribed.has(bare));
    if (!view) return undefined;
    const text = JSON.stringify(view.categories.map(({ publishTime: _, ...rest }) => rest));
    if (this.shown.get(bare) === text) return undefined;
    this.shown.set(bare, text);
    return view;
  }

  /** The filter of `initiateSession` holds for contacts and queries, not for `subscribePresence` (3.28, 3.29). */
  private view(bare: string, isFiltered: boolean): PresenceUser | undefined {
    const uri = uriOfJid(bare);
    if (uri === undefined) return undefined;
    const { categoryFilter } = this.settings;
    const categories = this.categoriesOf(bare);
    return {
      uri,
      sourceNetwork: this.context.networkOf(bare),
      categories: isFiltered && categoryFilter ? categories.filter(({ name }) => categoryFilter.has(name)) : categories,
      rawCategories: [],
    };
  }

  private categoriesOf(bare: string): readonly Category[] {
    const shown = this.aggregate(bare);
    const isKnown = shown !== undefined || this.contacts.follows(bare);
    const publishTime = wireTime(this.context.clock.now());
    const dated = { version: 0, publishTime };
    const isOffline = !shown || availabilityRange(shown.availability) === 'offline';
    return [
      { name: 'calendarData' },
      {
        name: 'contactCard',
        instance: 0,
        ...dated,
        payload: { kind: 'contactCard', displayName: this.context.nameOf(bare), email: bare, phones: [] },
      },
      shown?.note
        ? {
            name: 'note',
            instance: 0,
            ...dated,
            payload: { kind: 'note', bodies: [{ type: 'personal', text: shown.note }] },
          }
        : { name: 'note' },
      isKnown
        ? {
            name: 'state',
            instance: aggregateInstance,
            ...dated,
            payload: {
              kind: 'state',
              type: 'aggregateState',
              availability: shown?.availability ?? publishedAvailability.offline,
              activities: isOffline ? [] : shown.activities,
              ...(!isOffline && shown.idleSince !== undefined && { lastActive: shown.idleSince }),
            },
          }
        : { name: 'state' },
      { name: 'services' },
    ];
  }
}
