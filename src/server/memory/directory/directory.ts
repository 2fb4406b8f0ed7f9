// The people that the server knows, found by address or by account name (protocol.md 3.1: `domain\name` or `name@domain`).
import { parseSipUri, sipUriKey, type SipUri } from '../../../protocol/sip-uri';
import type { KnownPasswords, Person } from '../../world';
import type { PersonRecord } from './person-record';
import { parseScryptHash, type PasswordProof } from './password';

export interface DirectoryPerson extends Person {
  /** SIP domain, lower case. */
  readonly domain: string;
  readonly name: string;
  readonly record: PersonRecord;
  /** Account name without its domain. */
  readonly account: string;
  readonly proof: PasswordProof;
}

export class Directory implements KnownPasswords {
  private readonly byKey = new Map<string, DirectoryPerson>();
  private readonly byAccount = new Map<string, DirectoryPerson>();
  /** Other spellings of an account name; `undefined` where two people would share one. */
  private readonly byAlias = new Map<string, DirectoryPerson | undefined>();

  constructor(records: readonly PersonRecord[]) {
    for (const record of records) this.add(record);
  }

  /** Throws when the record cannot be used or names somebody who is there already. */
  add(record: PersonRecord): DirectoryPerson {
    const person = readPerson(record);
    if (this.byKey.has(person.key)) throw new Error(`two people have the address ${person.uri}`);
    const account = record.user.toLowerCase();
    if (this.byAccount.has(account)) throw new Error(`two people have the account ${record.user}`);
    this.byKey.set(person.key, person);
    this.byAccount.set(account, person);
    for (const alias of aliasesOf(person)) {
      this.byAlias.set(alias, this.byAlias.has(alias) && this.byAlias.get(alias) !== person ? undefined : person);
    }
    return person;
  }

  byUri(uri: SipUri): DirectoryPerson | undefined {
    return this.byKey.get(sipUriKey(uri));
  }

  byUser(user: string): DirectoryPerson | undefined {
    const name = user.trim().toLowerCase();
    return this.byAccount.get(name) ?? this.byAlias.get(name);
  }

  personOfAccount(account: string): DirectoryPerson | undefined {
    const named = this.all.filter((person) => person.account.toLowerCase() === account.toLowerCase());
    return named.length === 1 ? named[0] : undefined;
  }

  proves(person: Pick<Person, 'key'> | undefined, isRight: (password: string) => boolean): boolean {
    const proof = person && this.byKey.get(person.key)?.proof;
    const password = proof?.kind === 'plain' ? proof.password : '';
    return isRight(password) && password !== '';
  }

  /** Whether anybody's password is kept as a hash. */
  get hasHashes(): boolean {
    return this.all.some(({ proof }) => proof.kind === 'scrypt');
  }

  get all(): readonly DirectoryPerson[] {
    return [...this.byKey.values()];
  }
}

function readPerson(record: PersonRecord): DirectoryPerson {
  if (!parseSipUri(record.uri)) throw new Error(`not a SIP address: ${record.uri}`);
  if (!record.user || !record.name) throw new Error(`${record.uri} needs a user and a name`);
  const [, domain = ''] = addressOf(record.uri).split('@');
  return {
    key: sipUriKey(record.uri),
    uri: record.uri,
    domain: domain.toLowerCase(),
    name: record.name,
    record,
    phones: record.phones ?? [],
    ...(record.office !== undefined && { office: record.office }),
    account: splitAccount(record.user).name,
    proof: proofOf(record),
  };
}

function proofOf(record: PersonRecord): PasswordProof {
  if (record.passwordHash !== undefined) {
    const hash = parseScryptHash(record.passwordHash);
    if (!hash) throw new Error(`the password hash of ${record.uri} cannot be read`);
    return { kind: 'scrypt', hash };
  }
  return record.password === undefined ? { kind: 'none' } : { kind: 'plain', password: record.password };
}

/** `user@host` of a SIP URI. */
export function addressOf(uri: SipUri): string {
  return uri.replace(/^sips?:/iu, '').split(/[;?]/u)[0] ?? '';
}

function splitAccount(user: string): { readonly domain: string; readonly name: string } {
  const slash = user.indexOf('\\');
  if (slash >= 0) return { domain: user.slice(0, slash), name: user.slice(slash + 1) };
  const at = user.lastIndexOf('@');
  return at < 0 ? { domain: '', name: user } : { domain: user.slice(at + 1), name: user.slice(0, at) };
}

function aliasesOf(person: DirectoryPerson): ReadonlySet<string> {
  const { domain, name } = splitAccount(person.record.user);
  const aliases = [addressOf(person.uri), `${name}@${person.domain}`];
  if (domain) aliases.push(`${name}@${domain}`, `${domain}\\${name}`);
  return new Set(aliases.map((alias) => alias.toLowerCase()));
}
