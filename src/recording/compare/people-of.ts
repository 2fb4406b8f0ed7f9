// Who is in a recording: enough of them for a server that is to say the same.
import type { XmlElement } from '../../protocol/xml';
import { childText, elements, hasName, rawText } from '../../protocol/xml-reader';
import type { Entry } from '../format';
import { below, partsIn } from './documents';

export interface RecordedPerson {
  readonly uri: string;
  readonly user: string;
  readonly name: string;
  readonly title?: string;
  readonly company?: string;
  readonly office?: string;
  readonly email?: string;
  readonly phones?: readonly RecordedPhone[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly contacts: readonly string[];
}

interface RecordedPhone {
  readonly type: 'work' | 'home' | 'mobile' | 'other';
  readonly number: string;
}

export interface RecordedPeople {
  /** Whose client it was; undefined where nobody signed in. */
  readonly self: RecordedPerson | undefined;
  readonly others: readonly RecordedPerson[];
}

export function peopleOf(entries: readonly Entry[]): RecordedPeople {
  const bodies = entries.flatMap((entry) =>
    'ask' in entry ? (entry.ask.body ?? []) : 'answer' in entry ? entry.answer.body : [],
  );
  const user = firstMatch(bodies, /<user>([^<]+)<\/user>/u);
  const uri = firstMatch(bodies, /<uri>(sip:[^<]+)<\/uri>/u);
  const words = bodies.flatMap((body) => body.split(/[\s"'<>;&]/u));
  const uris = new Set(words.filter((word) => /^sip:[^@]+@[^@]+$/iu.test(word)).map((word) => word.toLowerCase()));
  if (uri !== undefined) uris.delete(uri.toLowerCase());
  const known = new Map<string, Readonly<Record<string, string>>>();
  for (const { uri: whose = uri ?? '', ...said } of bodies.flatMap((body) => [...cardsIn(body), ...foundIn(body)])) {
    const folded = whose.toLowerCase();
    known.set(folded, { ...said, ...known.get(folded) });
  }
  const phones = phonesIn(bodies, uri);
  const withPhones = (each: RecordedPerson): RecordedPerson => {
    const own = phones.get(each.uri.toLowerCase());
    return own ? { ...each, phones: [...own.values()] } : each;
  };
  const others = [...uris].map((each) => withPhones(person(each, each.slice('sip:'.length), known.get(each))));
  if (user === undefined || uri === undefined) return { self: undefined, others };
  return { self: { ...withPhones(person(uri, user, known.get(uri.toLowerCase()))), ...listIn(bodies) }, others };
}

function person(uri: string, user: string, known: Readonly<Record<string, string>> = {}): RecordedPerson {
  const said = ['title', 'company', 'office', 'email'].flatMap((name) => (known[name] ? [[name, known[name]]] : []));
  const name = known['displayName'] ?? uri.slice('sip:'.length, uri.indexOf('@'));
  return { uri, user, name, ...Object.fromEntries(said), groups: {}, contacts: [] };
}

/** What their cards tell of people; of the one whose client it was without an address. */
function cardsIn(body: string): readonly Readonly<Record<string, string>>[] {
  return partsIn(body).flatMap((event) => {
    if (hasName(event, 'selfPresence')) return [cardOf(event)];
    return hasName(event, 'userPresence')
      ? elements(event).map((user) => ({ ...cardOf(user), uri: user.attributes['uri'] ?? '' }))
      : [];
  });
}

function cardOf(presence: XmlElement): Readonly<Record<string, string>> {
  const said: Record<string, string> = {};
  const open = elements(presence);
  for (let element = open.pop(); element; element = open.pop()) {
    const inside = elements(element);
    if (inside.length === 0 && cardFields.has(element.name)) said[element.name] ??= rawText(element);
    for (const each of inside) open.push(each);
  }
  return said;
}

const cardFields: ReadonlySet<string> = new Set(['displayName', 'title', 'company', 'office', 'email']);

/** By address, of each kind the first; those of the client's own are told without an address. */
function phonesIn(bodies: readonly string[], self = ''): ReadonlyMap<string, ReadonlyMap<string, RecordedPhone>> {
  const found = new Map<string, Map<string, RecordedPhone>>();
  const add = (presence: XmlElement, uri: string): void => {
    for (const phone of below(presence).filter((each) => hasName(each, 'phone'))) {
      const type = phoneTypes.find((each) => each === phone.attributes['type']);
      const written = childText(phone, 'displayString') ?? childText(phone, 'uri')?.replace(/^tel:/iu, '') ?? '';
      const own = found.get(uri.toLowerCase()) ?? new Map<string, RecordedPhone>();
      if (!type || written === '' || own.has(type)) continue;
      found.set(uri.toLowerCase(), own.set(type, { type, number: written }));
    }
  };
  for (const event of bodies.flatMap(partsIn)) {
    if (hasName(event, 'selfPresence')) add(event, self);
    if (hasName(event, 'userPresence')) for (const user of elements(event)) add(user, user.attributes['uri'] ?? '');
  }
  return found;
}

const phoneTypes = ['work', 'home', 'mobile', 'other'] as const;

/** What searches told of people. */
function foundIn(body: string): readonly Readonly<Record<string, string>>[] {
  const results = partsIn(body).filter(({ name }) => name === 'searchResult');
  return results.flatMap(elements).map(({ attributes }) => attributes);
}

function firstMatch(bodies: readonly string[], form: RegExp): string | undefined {
  for (const body of bodies) {
    const found = form.exec(body)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first list that is told whole. */
function listIn(bodies: readonly string[]): Pick<RecordedPerson, 'groups' | 'contacts'> {
  const list = bodies
    .filter((each) => each.includes('fullList="true"'))
    // One that was cut off tells nothing.
    .flatMap(partsIn)
    .find(({ attributes }) => attributes['fullList'] === 'true');
  const groups: Record<string, string[]> = {};
  const names = new Map<string, string>();
  const contacts: string[] = [];
  for (const { name, attributes } of list ? elements(list) : []) {
    if (name === 'group') {
      names.set(attributes['id'] ?? '', attributes['name'] ?? '');
      groups[attributes['name'] ?? ''] = [];
    } else if (name === 'contact') {
      const uri = attributes['uri'] ?? '';
      const known = (attributes['groups'] ?? '').split(' ').flatMap((id) => names.get(id) ?? []);
      for (const each of known) groups[each]?.push(uri);
      if (known.length === 0) contacts.push(uri);
    }
  }
  return { groups, contacts };
}
