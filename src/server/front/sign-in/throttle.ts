// Slows down whoever guesses passwords, and locks nobody out. Whether servers of the time did one or the other is not documented
// (section 8). Here a guess beyond the first few is not refused but waits, so that whoever knows the password gets in behind any number
// of guesses, also from the same address. A client that has proved who it is waits behind nobody else's guesses.
import { isIPv6 } from 'node:net';
import type { Clock } from '../../base/clock';
import { Turnstile } from './turnstile';

export interface ThrottleLimits {
  readonly perUser: number;
  readonly perAddress: number;
  readonly windowMs: number;
}

export interface Attempt {
  readonly user: string;
  readonly address: string;
  /** The connection that it came on. */
  readonly line: object;
  /** Aborted when nobody waits for the answer. */
  readonly gone: AbortSignal;
  /** The sign-in that its ticket is of, where that is the same user's. */
  readonly provedBefore?: number | undefined;
}

/** Less than the half minute that clients wait for an answer. */
const patienceMs = 25_000;

export class SignInThrottle {
  private readonly byUser: Turnstile;
  private readonly byAddress: Turnstile;
  private readonly waiting = new WeakSet<object>();

  constructor(
    { perUser, perAddress, windowMs }: ThrottleLimits,
    private readonly clock: Clock,
    random: () => number = Math.random,
  ) {
    this.byUser = new Turnstile({ atOnce: perUser, eachMs: windowMs / perUser }, clock, random);
    this.byAddress = new Turnstile({ atOnce: perAddress, eachMs: windowMs / perAddress }, clock, random);
  }

  /** What `check` finds: undefined is a wrong guess. `too-often`: not looked at. */
  async weigh<Found>(
    attempt: Attempt,
    check: () => Promise<Found | undefined> | Found | undefined,
  ): Promise<Found | undefined | 'too-often'> {
    const { line } = attempt;
    // Requests can be sent ahead on one connection: then many would wait where one was counted.
    if (this.waiting.has(line)) return 'too-often';
    this.waiting.add(line);
    let passed: readonly Passed[] | undefined;
    try {
      passed = await this.pass(attempt);
    } finally {
      this.waiting.delete(line);
    }
    if (!passed) return 'too-often';
    // Counted before the answer is known: many attempts at once must not slip through while the first is being checked.
    const found = await check();
    if (found !== undefined) for (const { turnstile, key } of passed) turnstile.takeBack(key);
    return found;
  }

  /** How many users and addresses are remembered. */
  get size(): number {
    return this.byUser.size + this.byAddress.size;
  }

  stop(): void {
    this.byUser.stop();
    this.byAddress.stop();
  }

  /**
   * A user is counted together with the address, so that nobody is slowed down from afar; the address counts for all users together,
   * and after the user: guesses at one of them use up little of what the others have.
   */
  private async pass({ user, address, line, gone, provedBefore }: Attempt): Promise<readonly Passed[] | undefined> {
    const passenger = { line, gone, until: this.clock.now() + patienceMs };
    const from = addressKey(address);
    const steps: readonly Passed[] =
      provedBefore === undefined
        ? [
            { turnstile: this.byUser, key: `${from} ${userKey(user)}` },
            { turnstile: this.byAddress, key: from },
          ]
        : [{ turnstile: this.byUser, key: `ticket ${provedBefore}` }];
    for (const { turnstile, key } of steps) if (!(await turnstile.pass(key, passenger))) return undefined;
    return steps;
  }
}

interface Passed {
  readonly turnstile: Turnstile;
  readonly key: string;
}

const userKey = (user: string): string => user.trim().toLowerCase().slice(0, 256);

/** Who has one IPv6 address usually has a whole network of them: its first half counts. */
export function addressKey(address: string): string {
  const [plain = ''] = address.split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(plain)?.[1];
  if (mapped !== undefined || !isIPv6(plain)) return mapped ?? plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail ? tail.split(':') : [];
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return [...groups, ...zeros, ...rest]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/u, ''))
    .join(':');
}
