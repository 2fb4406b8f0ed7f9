// What a server tells on the data channel, in a recording or now, as a stream of events: paired by kind and turn, however many polls it took,
// and whatever was told twice.
import type { XmlElement } from '../../protocol/xml';
import { elements, hasName, localName, rawText } from '../../protocol/xml-reader';
import { differencesOf } from '../element-differences';
import { howToCompare } from './same-values';

export interface ToldEvent {
  /** `cwaEvents/conference/imSessionState`. */
  readonly label: string;
  /** Which of those of its label it can be held against: the request, the person, the conversation. */
  readonly pair: string;
  readonly element: XmlElement;
  /** Which session of the client's it was told in. */
  readonly session: number;
  /** The request that it tells of. */
  readonly rid?: string;
  /** In which order it has to come among which others; undefined: that depends on what people do. */
  readonly stream?: string;
}

/** Numbers of conversations are drawn: which one it is, in turn, can be told. */
export class EventStream {
  readonly events: ToldEvent[] = [];
  readonly counts = new Map<string, number>();
  private readonly seen = new Set<string>();
  private readonly conversations = new Map<string, number>();
  private readonly sessions = new Map<string, number>();

  /** `envelope`: a document of the data channel. What it says is added, but for what was said before. */
  add(envelope: XmlElement): readonly ToldEvent[] {
    const sid = envelope.attributes['sid'] ?? '';
    const session = turnOf(this.sessions, sid);
    const told = elements(envelope).flatMap((event) => {
      const eid = event.attributes['eid'];
      const id = `${sid} ${eid}`;
      if (eid !== undefined && this.seen.has(id)) return [];
      this.seen.add(id);
      return this.partsOf(envelope.name, event, session);
    });
    for (const event of told) {
      this.events.push(event);
      this.counts.set(event.pair, (this.counts.get(event.pair) ?? 0) + 1);
    }
    return told;
  }

  private partsOf(envelope: string, event: XmlElement, session: number): readonly ToldEvent[] {
    const name = localName(event.name);
    const label = `${envelope}/${name}`;
    if (hasName(event, 'userPresence')) {
      return elements(event).map((user) => ({
        label,
        pair: `${label} of ${user.attributes['uri']?.toLowerCase()}`,
        element: { ...event, children: [ofOneComputer(user)] },
        session,
        stream: `session ${session}`,
      }));
    }
    if (hasName(event, 'conference')) return [this.inConversation(label, event, session)];
    const { rid } = event.attributes;
    const ofRequest = rid === undefined ? '' : ` for ${rid}`;
    const isOutcome = /^request(?:Succeeded|Failed|Rejected|Invalid)$/iu.test(name);
    const isOfItself = rid === undefined && snapshotKinds.has(name.toLowerCase());
    return [
      {
        label,
        pair: (isOutcome ? `${envelope}/outcome` : label) + ofRequest,
        element: hasName(event, 'selfPresence') ? ofOneComputer(event) : event,
        session,
        ...(rid !== undefined && { rid }),
        ...(isOfItself && { stream: `session ${session}` }),
      },
    ];
  }

  private inConversation(label: string, event: XmlElement, session: number): ToldEvent {
    const turn = turnOf(this.conversations, `${session} ${event.attributes['confId']}`);
    const [inside] = elements(event);
    const name = inside ? localName(inside.name) : '';
    const { rid, sender, uri } = inside?.attributes ?? {};
    const whose = rid ?? sender?.toLowerCase() ?? uri?.toLowerCase() ?? '';
    const full = inside ? `${label}/${name}` : label;
    return {
      label: full,
      pair: `${full} of ${turn} ${whose}`,
      element: event,
      session,
      ...(rid !== undefined && { rid }),
      ...(inside && openingKinds.has(name.toLowerCase()) && { stream: `conversation ${turn}` }),
    };
  }
}

/** Each computer that somebody is signed in at has a state of its own: of each kind the first. */
function ofOneComputer(presence: XmlElement): XmlElement {
  const seen = new Set<string>();
  const children = presence.children.filter((child) => {
    if (typeof child === 'string' || !hasName(child, 'cwaCategory') || child.attributes['name'] !== 'state')
      return true;
    const kind = elements(child)
      .map(({ attributes }) => attributes['xsi:type'] ?? '')
      .join(' ');
    const isNew = !seen.has(kind);
    seen.add(kind);
    return isNew;
  });
  return { ...presence, children };
}

/** What a session begins with. */
const snapshotKinds: ReadonlySet<string> = new Set([
  ...['configuration', 'contactgroup', 'containers', 'subscribers', 'selfpresence'],
]);
/** What a conversation begins with. */
const openingKinds: ReadonlySet<string> = new Set([
  ...['initiateimsessionaccepted', 'imsessionreceived', 'escalationmode', 'participant', 'role', 'imsessionstate'],
]);
/** What depends on what others do, and when: more of it here than then says nothing of the server. */
const byOthers: ReadonlySet<string> = new Set([
  ...['conference', 'userpresence', 'subscribers', 'presencesubscriptionstate', 'voipreceived', 'voipterminated'],
]);

function turnOf(turns: Map<string, number>, key: string): number {
  const turn = turns.get(key) ?? turns.size + 1;
  turns.set(key, turn);
  return turn;
}

/** Each difference once, in one line. */
export function eventDifferences(theirs: readonly ToldEvent[], ours: readonly ToldEvent[]): readonly string[] {
  const found = new Set<string>();
  const [heard, own] = [grouped(theirs, 'pair'), grouped(ours, 'pair')];
  const labels = [theirs, ours].map((all) => new Set(all.map(({ label }) => label)));
  for (const [pair, then] of heard) {
    const now = own.get(pair) ?? [];
    for (const [at, event] of then.entries()) {
      const other = now[at];
      if (other) for (const line of pairDifferences(event, other)) found.add(line);
    }
    const [{ label } = { label: '' }] = then;
    if (now.length >= then.length) continue;
    const isNone = !labels[1]?.has(label);
    found.add(`${label}: ${isNone ? 'in the recording, and not here' : 'more often in the recording than here'}`);
  }
  for (const { label } of ours) {
    const kind = label.split('/')[1]?.toLowerCase() ?? '';
    if (!labels[0]?.has(label) && !byOthers.has(kind) && !isKnownPair(label)) {
      found.add(`${label}: here, and not in the recording`);
    }
  }
  for (const { label, rid } of untold(theirs, own, heard)) {
    if (labels[0]?.has(label)) found.add(`${label} for request ${rid}: here, and not in the recording`);
  }
  for (const line of orderDifferences(theirs, ours)) found.add(line);
  return [...found];

  /** Another outcome than then has been told as such. */
  function isKnownPair(label: string): boolean {
    return ours.every((event) => event.label !== label || heard.has(event.pair));
  }
}

/** What is told of a request here, and was not then, though what became of a later one was: nothing cut it off. */
function untold(theirs: readonly ToldEvent[], own: Grouped, heard: Grouped): readonly ToldEvent[] {
  const last = new Map<number, number>();
  for (const { rid, session } of theirs) {
    if (rid !== undefined) last.set(session, Math.max(last.get(session) ?? 0, Number(rid)));
  }
  return [...own].flatMap(([pair, events]) => {
    const [first] = events;
    const isDue = first?.rid !== undefined && Number(first.rid) < (last.get(first.session) ?? 0);
    return first && isDue && !heard.has(pair) ? [first] : [];
  });
}

function pairDifferences(then: ToldEvent, now: ToldEvent): readonly string[] {
  if (then.label !== now.label) return [`${then.label} in the recording, ${now.label} here`];
  return differencesOf(then.element, now.element, howToCompare, pathOf(then));
}

/** A label says what stands in a conference; the path begins with what it stands in. */
function pathOf({ label, element }: ToldEvent): string {
  return hasName(element, 'conference') ? label.split('/').slice(0, 2).join('/') : label;
}

/** Of those whose order is the server's: the first of each label. */
function orderDifferences(theirs: readonly ToldEvent[], ours: readonly ToldEvent[]): readonly string[] {
  const [heard, own] = [grouped(theirs, 'stream'), grouped(ours, 'stream')];
  return [...heard].flatMap(([stream, events]) => {
    const [then, now] = [firstsOf(events), firstsOf(own.get(stream) ?? [])];
    const [both, here] = [then.filter((each) => now.includes(each)), now.filter((each) => then.includes(each))];
    const at = both.findIndex((each, index) => each !== here[index]);
    return at < 0 ? [] : [`order: first ${both[at]} in the recording, first ${here[at]} here`];
  });
}

/** Labels, with what they say where that is a state. */
function firstsOf(events: readonly ToldEvent[]): readonly string[] {
  return [
    ...new Set(
      events.map(({ label, element }) => {
        const state = rawText(element).trim();
        return /(?:imSessionState|escalationMode)$/iu.test(label) ? `${label} ${state.toLowerCase()}` : label;
      }),
    ),
  ];
}

type Grouped = ReadonlyMap<string, readonly ToldEvent[]>;

function grouped(events: readonly ToldEvent[], by: 'pair' | 'stream'): Grouped {
  const groups = new Map<string, ToldEvent[]>();
  for (const event of events) {
    const key = event[by];
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  return groups;
}
