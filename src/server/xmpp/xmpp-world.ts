// The world that is an XMPP service (RFC 6120, 6121): each session of the API is a resource of an account there. Nothing is kept here
// that a restart would miss, but the passwords of those who are signed in, which new streams need.
import type { CwaReply } from '../../protocol/replies';
import type { InitiateSessionRequest } from '../../protocol/requests/initiate-session';
import type { Clock } from '../base/clock';
import type { Limits } from '../base/limits';
import { runEach } from '../base/run-each';
import {
  CannotOpen,
  type Endpoint,
  type Person,
  type Sign,
  type World,
  type WorldHealth,
  type WorldRequest,
} from '../world';
import type { Backend } from './backend';
import { lacks } from './lacks';
import { Line } from './line';
import { jidOfUri, uriOfJid } from './mapping/addresses';
import { Seat } from './seat';
import { openStream } from './stream/open-stream';
import { loadVCard, type VCard } from './vcard';

/** A stream that a sign-in has opened waits so long for its session. */
const keepLineMs = 30_000;
const mostAccounts = 20_000;
/** Longer than any ticket is good for: after that nobody can want a session without signing in. */
const forgetAfterMs = 24 * 60 * 60_000;

interface Account {
  readonly person: Person;
  readonly bare: string;
  readonly password: string;
  readonly vCard: VCard;
  readonly signedInAt: number;
  seats: number;
  /** What sessions that have ended still put down. */
  closing: Promise<unknown>;
}

interface FreshLine {
  readonly line: Line;
  readonly timer: unknown;
}

export interface XmppWorldParts {
  readonly backend: Backend;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly log: (line: string) => void;
}

export class XmppWorld implements World {
  readonly lacks = lacks;
  /** Whoever has signed in last stands last. */
  private readonly accounts = new Map<string, Account>();
  private readonly fresh = new Map<string, FreshLine>();
  private readonly seats = new Map<Endpoint, { readonly seat: Seat; readonly account: Account }>();
  private readonly closings = new Set<Promise<void>>();
  private readonly settings: Parameters<typeof openStream>[0];
  /** The service could not be reached when it was last tried: since when, in epoch milliseconds. */
  private awaySince: number | undefined;
  private isStopped = false;

  constructor(private readonly parts: XmppWorldParts) {
    this.settings = { ...parts.backend, log: parts.log };
  }

  personNamed(user: string): Person | undefined {
    const named = this.addressNamed(user);
    return named && (this.accounts.get(named.uri)?.person ?? { key: named.uri, uri: named.uri, phones: [] });
  }

  async signIn(user: string, password: string): Promise<Person | 'wrong' | 'away'> {
    const named = this.addressNamed(user);
    if (!named || this.isStopped) return named ? 'away' : 'wrong';
    const { uri, bare } = named;
    const line = new Line(bare, this.parts.log);
    const refused = await this.connect(line, password);
    if (refused) return refused;
    const vCard = await loadVCard(line, bare);
    const { office, phones } = vCard;
    const person: Person = { key: uri, uri, phones, ...(office !== undefined && { office }) };
    const { seats = 0, closing = Promise.resolve() } = this.accounts.get(uri) ?? {};
    const account = { person, bare, password, vCard, seats, closing, signedInAt: this.parts.clock.now() };
    this.remember(account);
    this.keep(uri, line);
    return person;
  }

  open(endpoint: Endpoint, { key }: Person, request: InitiateSessionRequest): void {
    const account = this.accounts.get(key);
    if (!account) throw new CannotOpen('signed-out');
    const line = this.takeFresh(key) ?? this.newLine(account);
    const { clock, limits, log } = this.parts;
    account.seats += 1;
    const seat = new Seat({
      endpoint,
      line,
      request,
      clock,
      limits,
      log,
      before: account.closing,
      card: () => account.vCard,
      onLost: (reason) => this.lost(endpoint, account, reason),
    });
    this.seats.set(endpoint, { seat, account });
    line.listen(seat);
  }

  health(): WorldHealth {
    return this.awaySince === undefined ? { state: 'ok' } : { state: 'away', since: this.awaySince };
  }

  submit(endpoint: Endpoint, request: WorldRequest): CwaReply {
    return this.seatOf(endpoint).submit(request);
  }

  noticed(endpoint: Endpoint, sign: Sign): void {
    this.seatOf(endpoint).noticed(sign);
  }

  closing(endpoint: Endpoint, backUntil: number | undefined): void {
    if (backUntil === undefined) this.seats.get(endpoint)?.seat.signOut();
  }

  closed(endpoint: Endpoint): void {
    const place = this.seats.get(endpoint);
    if (!place) return;
    this.seats.delete(endpoint);
    place.account.seats -= 1;
    const closing = place.seat.close();
    place.account.closing = Promise.all([place.account.closing, closing]).then(() => undefined);
    this.wait(closing);
  }

  isCalm(endpoint: Endpoint): boolean {
    return this.seats.get(endpoint)?.seat.isCalm ?? true;
  }

  /** What only time brings; called about once a second. */
  tick(): void {
    runEach(
      [...this.seats.values()].map(
        ({ seat }) =>
          () =>
            seat.tick(),
      ),
    );
    for (const [key, { seats, signedInAt }] of this.accounts) {
      if (seats === 0 && this.parts.clock.now() - signedInAt > forgetAfterMs) this.accounts.delete(key);
    }
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    for (const key of [...this.fresh.keys()]) this.drop(key);
    for (const endpoint of [...this.seats.keys()]) this.closed(endpoint);
    await Promise.all(this.closings);
  }

  /** `domain\name`, `name@domain` or the name alone; the domain of an account is the backend's. */
  private addressNamed(user: string): { readonly uri: string; readonly bare: string } | undefined {
    const { domain } = this.parts.backend;
    const written = user.trim();
    const slash = written.indexOf('\\');
    const at = slash < 0 ? written.lastIndexOf('@') : -1;
    if (at >= 0 && written.slice(at + 1).toLowerCase() !== domain) return undefined;
    const name = slash >= 0 ? written.slice(slash + 1) : at >= 0 ? written.slice(0, at) : written;
    const bare = jidNamed(name, domain);
    const uri = bare === undefined ? undefined : uriOfJid(bare);
    return bare === undefined || uri === undefined ? undefined : { uri, bare };
  }

  private async connect(line: Line, password: string): Promise<'wrong' | 'away' | undefined> {
    const user = line.bare.slice(0, line.bare.indexOf('@'));
    const start = await openStream(this.settings, user, password, line);
    this.reached(!('refused' in start) || start.refused !== 'away');
    if ('refused' in start) return start.refused;
    line.opened(start.stream);
    return undefined;
  }

  private newLine(account: Account): Line {
    const { bare, password, person } = account;
    const line = new Line(bare, this.parts.log);
    const isTrial = this.awaySince !== undefined;
    this.connect(line, password).then(
      (refused) => {
        if (refused) line.onGivenUp(refused === 'wrong' ? 'denied' : 'away', []);
        else if (isTrial) this.keep(person.key, line);
      },
      () => line.onGivenUp('away', []),
    );
    // Its client asks again in a while; by then this may have found the service.
    if (isTrial) throw new CannotOpen('away');
    return line;
  }

  private reached(isReached: boolean): void {
    this.awaySince = isReached ? undefined : (this.awaySince ?? this.parts.clock.now());
  }

  private lost(endpoint: Endpoint, account: Account, reason: 'denied' | 'away' | 'full'): void {
    // The password is not good any more: whoever it is has to sign in anew.
    if (reason === 'denied') this.accounts.delete(account.person.key);
    else if (reason === 'away') this.reached(false);
    endpoint.end();
  }

  private remember(account: Account): void {
    const { key } = account.person;
    const before = this.accounts.get(key);
    if (before) return void Object.assign(before, account);
    this.accounts.set(key, account);
    if (this.accounts.size <= mostAccounts) return;
    const [oldest] = [...this.accounts].find(([, { seats }]) => seats === 0) ?? [];
    if (oldest !== undefined) this.accounts.delete(oldest);
  }

  private keep(key: string, line: Line): void {
    this.drop(key);
    const timer = this.parts.clock.setTimeout(() => this.drop(key), keepLineMs);
    this.fresh.set(key, { line, timer });
  }

  private takeFresh(key: string): Line | undefined {
    const fresh = this.fresh.get(key);
    if (!fresh) return undefined;
    this.fresh.delete(key);
    this.parts.clock.clearTimeout(fresh.timer);
    return fresh.line.isDead ? undefined : fresh.line;
  }

  private drop(key: string): void {
    const line = this.takeFresh(key);
    if (line) this.wait(line.close());
  }

  private wait(closing: Promise<void>): void {
    this.closings.add(closing);
    void closing.finally(() => this.closings.delete(closing));
  }

  private seatOf(endpoint: Endpoint): Seat {
    const place = this.seats.get(endpoint);
    if (!place) throw new Error('a session is opened before anything is asked of it');
    return place.seat;
  }
}

/** A name as people write it, with the escapes that an address needs. */
function jidNamed(name: string, domain: string): string | undefined {
  try {
    return name === '' ? undefined : jidOfUri(`sip:${encodeURIComponent(name)}@${domain}`);
  } catch {
    return undefined;
  }
}
