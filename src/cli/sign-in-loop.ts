// Getting online and staying there: tries the addresses of the server in order, and with --retry goes on trying. Once online the
// engine recovers by itself; what it gives up on (a password that was changed) comes back here.
import { pickNextDelay } from '../main/uc/session/back-off';
import type { UcEngine } from '../main/uc/engine';
import { failureOfError, type Failure, type FailureCode } from '../shared/domain/failure';
import type { Change } from '../shared/domain/model';
import type { ConnectOptions } from './connect-options';
import { describeForLog } from './failure-words';

/** Nobody spoke to us there, or not this protocol: the next address may do better. */
const triesNext: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'unreachable',
  'timeout',
  'tls',
  'old-tls',
  'not-a-server',
]);
/** Wrong passwords in quick succession lock accounts. */
const refusedDelayMs = 60_000;
const refusals: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'wrong-password',
  'sign-in-refused',
  'no-windows-sign-in',
  'credentials-needed',
]);
const englishLocaleId = 1033;

export class SignInLoop {
  /** Resolves when first online. */
  readonly online: Promise<void>;
  private tellOnline = (): void => {};
  private gaveUp: ((failure: Failure) => void) | undefined;
  private isTrying = false;
  private hasStopped = false;
  private wake = (): void => {};

  constructor(
    private readonly engine: UcEngine,
    private readonly options: ConnectOptions,
    private readonly password: string | undefined,
    private readonly onFailed: (failure: Failure) => void,
  ) {
    this.online = new Promise((done) => (this.tellOnline = done));
  }

  /** Resolves with the exit code when there is nothing left to try; after `stop` it never does. */
  async run(): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      const failure = (await this.signIn()) ?? (await this.untilGivenUp(() => (attempt = 0)));
      if (this.hasStopped) return new Promise(() => {});
      console.error(`parley-cli connect: ${describeForLog(failure)}`);
      if (!this.options.isPersistent) return 1;
      const delayMs = Math.max(pickNextDelay(attempt, Math.random()), refusals.has(failure.code) ? refusedDelayMs : 0);
      console.error(`Trying again in ${Math.round(delayMs / 1000)} s.`);
      await this.wait(delayMs);
    }
  }

  stop(): void {
    this.hasStopped = true;
    this.wake();
  }

  /**
   * Takes out what is no news: between two addresses of one server nothing has ended. Notes when the engine gave up.
   * What an attempt came to is told by `onFailed`.
   */
  filter(changes: readonly Change[]): readonly Change[] {
    return changes.map(withoutQuestions).filter((change) => {
      if (change.kind !== 'connection' || change.connection.kind !== 'signed-out' || this.hasStopped) return true;
      this.gaveUp?.(change.connection.failure ?? { code: 'not-signed-in' });
      return !this.isTrying;
    });
  }

  /** Resolves with undefined when online. */
  private async signIn(): Promise<Failure | undefined> {
    this.isTrying = true;
    const failure = await this.tryServers();
    // What the last attempt left is told now, while it is still known for what it is.
    this.engine.snapshot();
    this.isTrying = false;
    if (failure && !this.hasStopped) this.onFailed(failure);
    return failure;
  }

  private async tryServers(): Promise<Failure | undefined> {
    const { servers, method, user, availability } = this.options;
    let first: Failure | undefined;
    for (const serverUrl of servers) {
      try {
        await this.engine.signIn({
          serverUrl,
          method,
          ...(user !== undefined && { user }),
          ...(this.password !== undefined && { password: this.password }),
          isPublicComputer: false,
          availability,
          localeId: englishLocaleId,
        });
        return undefined;
      } catch (error) {
        const failure = failureOfError(error);
        first ??= failure;
        if (!triesNext.has(failure.code)) return failure;
      }
    }
    return first;
  }

  private untilGivenUp(onOnline: () => void): Promise<Failure> {
    onOnline();
    this.tellOnline();
    return new Promise((done) => (this.gaveUp = done)).then((failure) => {
      this.gaveUp = undefined;
      return failure as Failure;
    });
  }

  private wait(ms: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      this.wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

/** Where the engine would ask a person there is nobody to answer: as good as signed out. */
function withoutQuestions(change: Change): Change {
  if (change.kind !== 'connection' || change.connection.kind !== 'reconnecting' || !change.connection.asks)
    return change;
  return { kind: 'connection', connection: { kind: 'signed-out', failure: change.connection.failure } };
}
