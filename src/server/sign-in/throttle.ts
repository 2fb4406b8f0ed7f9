// Slows down who guesses passwords: counts failures by user and by address over a sliding window.

export interface ThrottleLimits {
  readonly perUser: number;
  readonly perAddress: number;
  readonly windowMs: number;
}

/** More keys than this are not kept: an attacker who invents names must not fill the memory. */
const maxKeys = 10_000;

export class SignInThrottle {
  private readonly failures = new Map<string, number[]>();

  constructor(
    private readonly limits: ThrottleLimits,
    private readonly now: () => number,
  ) {}

  /**
   * Whether another attempt may be made. A user is counted together with the address, so that nobody can lock somebody else
   * out from afar; the address counts for all users together.
   */
  allows(user: string, address: string): boolean {
    return this.count(pairKey(user, address)) < this.limits.perUser && this.count(address) < this.limits.perAddress;
  }

  failed(user: string, address: string): void {
    for (const key of [pairKey(user, address), address]) {
      const times = this.recent(key);
      times.push(this.now());
      this.failures.delete(key);
      this.failures.set(key, times);
    }
    for (const key of this.failures.keys()) {
      if (this.failures.size <= maxKeys) break;
      this.failures.delete(key);
    }
  }

  succeeded(user: string, address: string): void {
    this.failures.delete(pairKey(user, address));
    // What was counted before the password was known to be right.
    const others = this.recent(address).slice(0, -1);
    if (others.length > 0) this.failures.set(address, others);
    else this.failures.delete(address);
  }

  private count(key: string): number {
    return this.recent(key).length;
  }

  private recent(key: string): number[] {
    const since = this.now() - this.limits.windowMs;
    return (this.failures.get(key) ?? []).filter((time) => time > since);
  }
}

const pairKey = (user: string, address: string): string => `${address} ${user.trim().toLowerCase().slice(0, 256)}`;
