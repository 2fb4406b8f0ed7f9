// What polls that bring no events mean (protocol.md 5.9, 6.11, section 8): one is asked for again, two in a row are trouble, and some
// say that the session is gone. Of what is held and ended on the way `held-polls.ts` knows more. The numbers are our choice.
import { CwaErrorCode, type CwaError } from '../../../protocol/cwa-error';
import type { Failure, FailureCode } from '../../../shared/domain/failure';
import { HeldPolls } from './held-polls';

/** `isDoubtful`: whether commands get through would tell more. */
export interface Verdict {
  readonly kind: 'again' | 'trouble' | 'session-lost';
  readonly isDoubtful: boolean;
}

/**
 * So many polls in a row that the service refuses, or that bring nothing of use although commands get through: a new session is the
 * way on.
 */
const maxUseless = 4;
/** What a poll that was held may end with when nothing is wrong. */
const endsOfHeldPolls: ReadonlySet<FailureCode> = new Set(['unreachable', 'timeout', 'server-error', 'not-a-server']);
/** Somebody has answered, who may know on the command channel that the session is gone. */
const answers: ReadonlySet<FailureCode> = new Set(['timeout', 'server-error', 'not-a-server', 'bad-request']);

const again: Verdict = { kind: 'again', isDoubtful: false };
const sessionLost: Verdict = { kind: 'session-lost', isDoubtful: false };

export class BadPolls {
  private failures = 0;
  private refusals = 0;
  private useless = 0;
  private uselessSince = 0;
  private commandAnsweredAt = -Infinity;
  private readonly held = new HeldPolls();

  /** Polling begins, in a session that may be the one before. */
  begin(): void {
    this.failures = 0;
  }

  /** A poll was answered as it should be, or there is another session. */
  startOver(): void {
    this.failures = 0;
    this.refusals = 0;
    this.useless = 0;
    this.held.polled();
  }

  commandAnswered(now: number, owesEvent: boolean): void {
    this.commandAnsweredAt = now;
    this.held.commandAnswered(now, owesEvent);
  }

  /** True: together with the poll before it this is trouble. */
  commandFailed(): boolean {
    return this.held.commandFailed();
  }

  failed({ code }: Failure, startedAt: number, now: number): Verdict {
    return this.endedOnTheWay(code, startedAt, now) ?? this.count(code);
  }

  /** The service refuses it. */
  refused(error: CwaError, failure: Failure): Verdict {
    if (error.code !== CwaErrorCode.requestThrottled) this.refusals += 1;
    return this.refusals >= maxUseless ? sessionLost : this.count(failure.code);
  }

  /** Nothing in it is of any use, and nothing says that the next one fares better. */
  broughtNothing({ code }: Failure, startedAt: number, now: number): Verdict {
    const end = this.endedOnTheWay(code, startedAt, now);
    if (end) return end;
    if (this.useless === 0) this.uselessSince = startedAt;
    this.useless += 1;
    if (this.useless >= maxUseless && this.commandAnsweredAt >= this.uselessSince) return sessionLost;
    const verdict = this.count(code);
    return { ...verdict, isDoubtful: verdict.isDoubtful || this.useless > 1 };
  }

  private endedOnTheWay(code: FailureCode, startedAt: number, now: number): Verdict | undefined {
    const end = endsOfHeldPolls.has(code) ? this.held.ended(startedAt, now) : 'counts';
    if (end === 'counts') return undefined;
    // One that fails at once makes two with it.
    this.failures = 1;
    return { kind: 'again', isDoubtful: end === 'probe' };
  }

  private count(code: FailureCode): Verdict {
    this.failures += 1;
    return this.failures < 2 ? again : { kind: 'trouble', isDoubtful: answers.has(code) };
  }
}
