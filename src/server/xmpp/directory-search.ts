// Searching for people (protocol.md 3.31, 4.17) in the directory of the service (XEP-0055). A service without one knows the contacts of
// whoever asks, and whoever's whole address is given.
import type { SearchResultUser } from '../../protocol/events/search-result';
import type { CwaReply } from '../../protocol/replies';
import type { SearchRequest } from '../../protocol/requests/search';
import { throttled } from '../base/errors';
import type { Contacts } from './contacts';
import { bareOf, jidOfUri, uriOfJid } from './mapping/addresses';
import type { SeatContext } from './seat-context';
import { spaces } from './spaces';
import { child, children, text, xml, type XmlElement } from './stream/element';
import { loadVCard } from './vcard';

/** A term, and the fields of the directory that it may be the beginning of. */
interface Term {
  readonly text: string;
  readonly fields: readonly string[];
}

/** Each is a question of its own to the service. */
const mostTerms = 8;

const fieldsOf = {
  firstName: ['first', 'given', 'fn'],
  lastName: ['last', 'family'],
  displayName: ['fn', 'last', 'family', 'nick'],
  emailAlias: ['email', 'user'],
} as const;

export class DirectorySearch {
  /** Where the directory is and what can be looked for in it; `none`: there is none. */
  private service: Promise<{ readonly jid: string; readonly fields: ReadonlySet<string> } | 'none'> | undefined;

  constructor(
    private readonly context: SeatContext,
    private readonly contacts: Contacts,
  ) {}

  submit(request: SearchRequest): CwaReply {
    const { rid } = request;
    const { limits, endpoint } = this.context;
    const terms = termsOf(request);
    if (terms.length > mostTerms) {
      return { kind: 'requestFailed', rid, error: throttled('There are too many search terms.') };
    }
    this.context.carryOut(rid, async () => {
      const perTerm = await Promise.all(terms.map((term) => this.find(term)));
      const found = request.function === 'and' ? inAll(perTerm) : new Map(perTerm.flatMap((each) => [...each]));
      const users = [...found.values()].sort((a, b) => compare(a.displayName ?? '', b.displayName ?? ''));
      return () =>
        endpoint.push({
          kind: 'searchResult',
          rid,
          moreAvailable: users.length > limits.searchResults,
          users: users.slice(0, limits.searchResults),
        });
    });
    return { kind: 'requestAccepted', rid };
  }

  private async find(term: Term): Promise<ReadonlyMap<string, SearchResultUser>> {
    const service = await this.lookUp();
    const byAddress = await this.findAddress(term.text);
    if (service === 'none') return new Map([...this.findContacts(term), ...byAddress]);
    const fields = term.fields.filter((field) => service.fields.has(field));
    const answers = await Promise.all(fields.map((field) => this.ask(service.jid, field, term.text)));
    return new Map([...answers.flat().map((user) => [user.uri, user] as const), ...byAddress]);
  }

  private lookUp(): NonNullable<DirectorySearch['service']> {
    this.service ??= this.lookUpService().catch(() => {
      // Not for good: the service may be back by the next question.
      this.service = undefined;
      return 'none' as const;
    });
    return this.service;
  }

  private async lookUpService(): Promise<Awaited<NonNullable<DirectorySearch['service']>>> {
    const { line } = this.context;
    const items = await line.get(xml('query', { xmlns: spaces.discoItems }), line.domain);
    for (const { attrs } of items ? children(items, 'item').slice(0, 20) : []) {
      const jid = bareOf(attrs['jid']);
      if (jid === undefined) continue;
      const info = await line.get(xml('query', { xmlns: spaces.discoInfo }), jid).catch(() => undefined);
      const hasSearch = info && children(info, 'feature').some((feature) => feature.attrs['var'] === spaces.search);
      if (!hasSearch) continue;
      const form = await line.get(xml('query', { xmlns: spaces.search }), jid);
      const x = form && child(form, 'x', spaces.form);
      if (x) return { jid, fields: new Set(children(x, 'field').map((field) => field.attrs['var'] ?? '')) };
    }
    return 'none';
  }

  private async ask(service: string, field: string, term: string): Promise<readonly SearchResultUser[]> {
    const wanted = xml('field', { var: field }, xml('value', {}, `${term}*`));
    const formType = xml('field', { var: 'FORM_TYPE', type: 'hidden' }, xml('value', {}, spaces.search));
    const form = xml('x', { xmlns: spaces.form, type: 'submit' }, formType, wanted);
    const query = await this.context.line.set(xml('query', { xmlns: spaces.search }, form), service);
    const x = query && child(query, 'x', spaces.form);
    return x ? children(x, 'item').flatMap(readItem) : [];
  }

  private findContacts({ text: term }: Term): ReadonlyMap<string, SearchResultUser> {
    const found = this.contacts.addresses.flatMap((bare) => {
      const [uri, displayName] = [uriOfJid(bare), this.context.nameOf(bare)];
      const words = [bare, displayName, ...displayName.split(/[\s'-]+/u)].map(fold);
      return uri !== undefined && words.some((word) => word.startsWith(fold(term)))
        ? [{ uri, displayName, email: bare }]
        : [];
    });
    return new Map(found.map((user) => [user.uri, user]));
  }

  /** Somebody who has a card exists. */
  private async findAddress(term: string): Promise<ReadonlyMap<string, SearchResultUser>> {
    const bare = term.includes('@') ? jidOfUri(/^sips?:/iu.test(term) ? term : `sip:${term}`) : undefined;
    const uri = bare === undefined ? undefined : uriOfJid(bare);
    if (bare === undefined || uri === undefined) return new Map();
    const { card } = await loadVCard(this.context.line, bare);
    const { displayName, email, title, company, office } = card;
    if (displayName === undefined || displayName === this.context.nameOf(bare)) return new Map();
    const told = { displayName, email, title, company, office };
    return new Map([[uri, { uri, ...given(told) }]]);
  }
}

function termsOf(request: SearchRequest): readonly Term[] {
  return (['firstName', 'lastName', 'displayName', 'emailAlias'] as const)
    .flatMap((criterion) =>
      request[criterion].map((term) => ({ text: term.trim().replace(/\*/gu, ''), fields: fieldsOf[criterion] })),
    )
    .filter(({ text: term }) => term !== '');
}

function inAll(perTerm: readonly ReadonlyMap<string, SearchResultUser>[]): ReadonlyMap<string, SearchResultUser> {
  const [first = new Map<string, SearchResultUser>(), ...others] = perTerm;
  return new Map([...first].filter(([uri]) => others.every((other) => other.has(uri))));
}

function readItem(item: XmlElement): readonly SearchResultUser[] {
  const values = new Map(
    children(item, 'field').map((field) => [field.attrs['var'], text(child(field, 'value'))?.trim() || undefined]),
  );
  const bare = bareOf(values.get('jid'));
  const uri = bare === undefined ? undefined : uriOfJid(bare);
  if (bare === undefined || uri === undefined) return [];
  return [
    {
      uri,
      ...given({
        displayName: values.get('fn') ?? bare.split('@')[0],
        email: values.get('email') ?? bare,
        company: values.get('orgname'),
        city: values.get('locality'),
        country: values.get('ctry'),
      }),
    },
  ];
}

function given<T extends Readonly<Record<string, string | undefined>>>(values: T): { [Key in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: string;
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function fold(word: string): string {
  const plain = word.replace(/\p{M}/gu, '').normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.toLowerCase();
}
