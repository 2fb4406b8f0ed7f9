// Who is in a recording: enough of them for a server that is to say the same.
import type { XmlElement } from '../../protocol/xml';
import { elements, rawText } from '../../protocol/xml-reader';
import type { Entry } from '../format';
import { documentOf } from '../request-kinds';

export interface RecordedPerson {
  readonly uri: string;
  readonly user: string;
  readonly name: string;
  readonly title?: string;
  readonly company?: string;
  readonly office?: string;
  readonly email?: string;
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly contacts: readonly string[];
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
  const found = new Map(bodies.flatMap(foundIn).map((each) => [each['uri']?.toLowerCase() ?? '', each]));
  const others = [...uris].map((each) => person(each, each.slice('sip:'.length), found.get(each)));
  if (user === undefined || uri === undefined) return { self: undefined, others };
  return { self: { ...person(uri, user), ...listIn(bodies) }, others };
}

function person(uri: string, user: string, known: Readonly<Record<string, string>> = {}): RecordedPerson {
  const said = ['title', 'company', 'office', 'email'].flatMap((name) => (known[name] ? [[name, known[name]]] : []));
  const name = known['displayName'] ?? uri.slice('sip:'.length, uri.indexOf('@'));
  return { uri, user, name, ...Object.fromEntries(said), groups: {}, contacts: [] };
}

/** What searches told of people. */
function foundIn(body: string): readonly Readonly<Record<string, string>>[] {
  const results = elements(documentOf(body) ?? noElement).filter(({ name }) => name === 'searchResult');
  return results.flatMap(elements).map(({ attributes }) => attributes);
}

const noElement: XmlElement = { name: '', attributes: {}, children: [] };

function firstMatch(bodies: readonly string[], form: RegExp): string | undefined {
  for (const body of bodies) {
    const found = form.exec(body)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first list that is told whole. */
function listIn(bodies: readonly string[]): Pick<RecordedPerson, 'groups' | 'contacts'> {
  const body = bodies.find((each) => each.includes('fullList="true"'));
  const list = elements(documentOf(body) ?? noElement).find(({ attributes }) => attributes['fullList'] === 'true');
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

/** What others did, from what the client was told of them. */
export type OthersDeed =
  | { readonly kind: 'send'; readonly uri: string; readonly text: string }
  | { readonly kind: 'invite'; readonly uri: string; readonly subject: string; readonly text: string };

export function deedsIn(body: string): readonly OthersDeed[] {
  return elements(documentOf(body) ?? noElement)
    .flatMap((event) => elements(event))
    .flatMap((inside): readonly OthersDeed[] => {
      const text = (name: string): string => {
        const found = elements(inside)
          .flatMap((each) => [each, ...elements(each)])
          .find((each) => each.name === name);
        return found ? rawText(found) : '';
      };
      if (inside.name === 'messageReceived')
        return [{ kind: 'send', uri: inside.attributes['sender'] ?? '', text: text('content') }];
      if (inside.name !== 'imSessionReceived') return [];
      const inviter = elements(inside).find(({ name }) => name === 'inviter')?.attributes['uri'] ?? '';
      return [{ kind: 'invite', uri: inviter, subject: text('subject'), text: text('content') }];
    });
}

/** Who has to be there: who does something, or is asked to. Addresses in lower case. */
export function actorsIn(entries: readonly Entry[]): ReadonlySet<string> {
  return new Set(
    entries
      .flatMap((entry) => {
        if ('answer' in entry) return deedsIn(entry.answer.body).map(({ uri }) => uri);
        return 'ask' in entry ? invitedIn(entry.ask.body) : [];
      })
      .map((uri) => uri.toLowerCase()),
  );
}

/** Every address in a request that asks for a conversation, or for more people in one. */
function invitedIn(body = ''): readonly string[] {
  return /<(?:[\w.-]{1,40}:)?(?:initiateImSession|initateImSession|inviteParticipants)\b/iu.test(body)
    ? body.split(/[\s"'<>;&]/u).filter((word) => /^sip:/iu.test(word))
    : [];
}
