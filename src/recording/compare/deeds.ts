// What others did, from what the client was told of them and asked of them: so that they can do it once more.
import { availabilityRange, type AvailabilityRange } from '../../protocol/availability';
import { foreignXml } from '../../protocol/foreign-xml';
import { ProtocolError } from '../../protocol/protocol-error';
import type { XmlElement } from '../../protocol/xml';
import { childrenNamed, elements, hasName, rawText } from '../../protocol/xml-reader';
import type { SettableAvailability } from '../../shared/domain/person';
import { channelOf } from '../channels';
import { outcomesOf, type Entry } from '../format';
import { documentOf } from '../request-kinds';
import { Courses, type ConversationDeed } from './courses';
import { below, dataDocument, foldedUri, textBelow } from './documents';

/** Addresses in lower case. */
export type OthersDeed =
  | ConversationDeed
  | { readonly kind: 'note'; readonly uri: string; readonly text: string }
  /** Also who comes and goes. */
  | { readonly kind: 'presence'; readonly uri: string; readonly availability: SettableAvailability }
  | RawDeed
  /** Begins to watch the client's user. */
  | { readonly kind: 'watch'; readonly uri: string; readonly isEarlier: boolean };

export interface RawDeed {
  readonly kind: 'raw';
  readonly uri: string;
  readonly name: string;
  readonly namespace: string;
  readonly xml: string;
  /** Before the client heard of them for the first time. */
  readonly isEarlier: boolean;
}

/**
 * By the line that tells of them, or that asks for them: those are done before it is asked. What a session begins with had been done before
 * it was asked for. `self`: whose client it was.
 */
export function deedsOf(entries: readonly Entry[], self: string): ReadonlyMap<Entry, readonly OthersDeed[]> {
  const reader = new Reader(foldedUri(self));
  const outcomes = outcomesOf(entries);
  const channels = new Map(entries.flatMap((entry) => ('ask' in entry ? [[entry.n, channelOf(entry.ask.path)]] : [])));
  const drafts = new Map<Entry, readonly Draft[]>(entries.map((entry) => [entry, []]));
  const add = (where: Entry, found: readonly Draft[]): void =>
    void drafts.set(where, [...(drafts.get(where) ?? []), ...found]);
  let beginning: Entry | undefined;
  for (const entry of entries) {
    if ('ask' in entry) {
      if (entry.ask.body?.includes('<initiateSession')) beginning = entry;
      reader.asked(entry.ask.body ?? '');
    } else if ('answer' in entry && outcomes.get(entry.n) === entry) {
      if (channels.get(entry.n) !== 'data') reader.replied(entry.answer.body);
      else {
        const { before, meanwhile } = reader.told(entry.answer.body);
        add(beginning ?? entry, before);
        add(entry, meanwhile);
      }
    }
  }
  // Who came of those that were asked is known at the end.
  return new Map([...drafts].map(([entry, found]) => [entry, found.map((draft) => draft())]));
}

/** What is still to be found out for it is known at the end. */
type Draft = () => OthersDeed;

/** What an answer of the data channel tells of. */
interface Told {
  /** Where a session begins with it: how people are, which they were before. */
  readonly before: readonly Draft[];
  readonly meanwhile: readonly Draft[];
}

class Reader {
  private readonly courses: Courses;
  /** What was told twice was done once. */
  private readonly seen = new Set<string>();
  private readonly present = new Set<string>();
  private readonly watching = new Set<string>();
  private hasBegun = false;
  private sid = '';

  constructor(self: string) {
    this.courses = new Courses(self);
  }

  asked(body: string): void {
    const document = documentOf(body);
    const sid = document?.attributes['sid'] ?? '';
    for (const request of document ? childrenNamed(document, 'conference') : []) this.courses.asked(sid, request);
  }

  replied(body: string): void {
    const document = documentOf(body);
    if (document) for (const each of below(document)) this.courses.numbered(each);
  }

  told(body: string): Told {
    const document = dataDocument(body);
    const sid = document?.attributes['sid'] ?? '';
    const isFirst = sid !== '' && sid !== this.sid;
    if (isFirst) this.sid = sid;
    const news = (document ? elements(document) : []).filter(({ attributes: { eid } }) => {
      if (eid === undefined) return true;
      const isNews = !this.seen.has(`${sid} ${eid}`);
      this.seen.add(`${sid} ${eid}`);
      return isNews;
    });
    const wasBefore = (event: XmlElement): boolean => isFirst && !hasName(event, 'conference');
    const draftsOf = (event: XmlElement): readonly Draft[] =>
      hasName(event, 'conference') ? this.courses.told(sid, event) : this.ofPeople(event).map((deed) => () => deed);
    return {
      before: news.filter(wasBefore).flatMap(draftsOf),
      meanwhile: news.filter((event) => !wasBefore(event)).flatMap(draftsOf),
    };
  }

  private ofPeople(event: XmlElement): readonly OthersDeed[] {
    if (hasName(event, 'selfPresence')) this.hasBegun = true;
    if (hasName(event, 'userPresence')) return elements(event).flatMap((user) => this.presence(user));
    if (hasName(event, 'userRawCategories'))
      return elements(event).flatMap((user) => rawIn(user, foldedUri(user.attributes['uri']), false));
    if (!hasName(event, 'subscribers')) return [];
    return elements(event).flatMap((subscriber): readonly OthersDeed[] => {
      const uri = foldedUri(subscriber.attributes['uri']);
      if (this.watching.has(uri)) return [];
      this.watching.add(uri);
      return [{ kind: 'watch', uri, isEarlier: !this.hasBegun }];
    });
  }

  private presence(user: XmlElement): readonly OthersDeed[] {
    const uri = foldedUri(user.attributes['uri']);
    const isEarlier = !this.present.has(uri);
    this.present.add(uri);
    const raw = rawIn(user, uri, isEarlier);
    const value = Number(textBelow(user, 'availability') || NaN);
    if (Number.isNaN(value)) return raw;
    return [
      { kind: 'note', uri, text: noteIn(user) },
      { kind: 'presence', uri, availability: availabilities[availabilityRange(value)] },
      ...raw,
    ];
  }
}

function rawIn(user: XmlElement, uri: string, isEarlier: boolean): readonly RawDeed[] {
  return childrenNamed(user, 'rawCategory').flatMap((category): readonly RawDeed[] => {
    const { name = '', nameSpace: namespace = '' } = category.attributes;
    try {
      return [{ kind: 'raw', uri, name, namespace, xml: foreignXml(category), isEarlier }];
    } catch (error) {
      // What means nothing cannot be published again.
      if (error instanceof ProtocolError) return [];
      throw error;
    }
  });
}

/** What they have written themselves: not what says that they are away. */
function noteIn(user: XmlElement): string {
  const bodies = below(user).filter((each) => hasName(each, 'body') && each.attributes['type'] === 'personal');
  return bodies[0] ? rawText(bodies[0]) : '';
}

/** What somebody has chosen who is so. */
const availabilities: Readonly<Record<AvailabilityRange, SettableAvailability>> = {
  none: 'offline',
  online: 'available',
  'online-inactive': 'available',
  busy: 'busy',
  'busy-inactive': 'busy',
  'do-not-disturb': 'do-not-disturb',
  'be-right-back': 'be-right-back',
  away: 'away',
  offline: 'offline',
};
