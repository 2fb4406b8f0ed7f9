// The ticket that proves the user (protocol.md 1.4, field notes): one chain a sign-in, rotated by age, the older ones honoured for
// a while because a command and a poll are usually under way together, and because one client keeps its first ticket for ever.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Person } from '../../world';

export interface TicketTimes {
  /** Age at which a ticket is replaced by the next response. */
  readonly ttlMs: number;
  /** How long a replaced ticket, or one that nobody used in time, is still good. */
  readonly graceMs: number;
}

export interface TicketAge {
  readonly issuedAt: number;
  /** Absent: it is the newest of its chain. */
  readonly replacedAt?: number;
}

/** What is to be done about a ticket that somebody shows (1.4; times are not documented, section 8). */
export function judgeTicket(
  ticket: TicketAge,
  now: number,
  { ttlMs, graceMs }: TicketTimes,
): 'good' | 'due' | 'expired' {
  if (ticket.replacedAt !== undefined) return now - ticket.replacedAt < graceMs ? 'good' : 'expired';
  const age = now - ticket.issuedAt;
  if (age < ttlMs) return 'good';
  return age < ttlMs + graceMs ? 'due' : 'expired';
}

/** One proof of who somebody is, from sign-in until its last ticket is past. */
export interface SignIn {
  readonly person: Person;
  readonly method: 'forms' | 'integrated' | 'sso';
  /** The newest ticket: goes out with every response. */
  readonly ticket: string;
  /** Another one for every sign-in. */
  readonly id: number;
}

interface Chain {
  readonly id: number;
  readonly person: Person;
  readonly method: SignIn['method'];
  newest: string;
  readonly digests: Set<string>;
}

interface Entry {
  readonly chain: Chain;
  readonly digest: Buffer;
  issuedAt: number;
  replacedAt?: number;
}

export class Tickets {
  /** By keyed hash, so that the look-up tells nothing about how much of a ticket was right. */
  private readonly entries = new Map<string, Entry>();
  private readonly key = randomBytes(32);
  private lastId = 0;

  constructor(
    private readonly times: TicketTimes,
    private readonly now: () => number,
    private readonly signInsPerUser: number,
  ) {}

  issue(person: Person, method: SignIn['method']): SignIn {
    this.makeRoom(person);
    this.lastId += 1;
    const chain: Chain = { id: this.lastId, person, method, newest: '', digests: new Set() };
    this.extend(chain);
    return view(chain);
  }

  /** Undefined: missing, unknown or past. */
  verify(ticket: string | undefined): SignIn | undefined {
    if (!ticket || ticket.length > 200) return undefined;
    const digest = this.digest(ticket);
    const entry = this.entries.get(digest.toString('base64'));
    if (!entry || !timingSafeEqual(entry.digest, digest)) return undefined;
    const verdict = judgeTicket(entry, this.now(), this.times);
    if (verdict === 'expired') return undefined;
    if (verdict === 'due') {
      entry.replacedAt = this.now();
      this.extend(entry.chain);
    }
    return view(entry.chain);
  }

  /** Ends the whole chain that the ticket belongs to. */
  revoke(ticket: string): void {
    const entry = this.entries.get(this.digest(ticket).toString('base64'));
    if (entry) this.drop(entry.chain);
  }

  /** How many are remembered. */
  get size(): number {
    return this.entries.size;
  }

  revokeAll(): void {
    this.entries.clear();
  }

  /** Forgets what can no longer be shown. */
  sweep(): void {
    for (const [digest, entry] of this.entries) {
      if (judgeTicket(entry, this.now(), this.times) !== 'expired') continue;
      this.entries.delete(digest);
      entry.chain.digests.delete(digest);
    }
  }

  private extend(chain: Chain): void {
    const ticket = randomBytes(32).toString('base64url');
    const digest = this.digest(ticket);
    chain.newest = ticket;
    chain.digests.add(digest.toString('base64'));
    this.entries.set(digest.toString('base64'), { chain, digest, issuedAt: this.now() });
  }

  private makeRoom(person: Person): void {
    const chains = [...new Set([...this.entries.values()].map((entry) => entry.chain))].filter(
      (chain) => chain.person.key === person.key,
    );
    // Oldest first: a map keeps the order in which tickets were issued.
    const [oldest] = chains;
    if (oldest && chains.length >= this.signInsPerUser) this.drop(oldest);
  }

  private drop(chain: Chain): void {
    for (const digest of chain.digests) this.entries.delete(digest);
  }

  private digest(ticket: string): Buffer {
    return createHmac('sha256', this.key).update(ticket, 'utf8').digest();
  }
}

const view = ({ id, person, method, newest }: Chain): SignIn => ({ id, person, method, ticket: newest });
