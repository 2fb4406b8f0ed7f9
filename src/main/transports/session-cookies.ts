// Whose cookies a session of Chromium holds. They are kept by Chromium itself rather than in the jar of the sign-in: it takes a `Cookie`
// header of ours away from every request that it repeats after a challenge, a server's or a proxy's, and the pages of single sign-on
// leave theirs here. One sign-in has the session at a time; the next one begins with nothing.
import type { Session } from 'electron';

export class SessionCookies {
  /** Known by its jar. */
  private owner: object | undefined;
  private done: Promise<void> = Promise.resolve();

  constructor(private readonly session: Pick<Session, 'clearStorageData'>) {}

  /** Before the first request of a sign-in: forgets those of another. Rejects when they could not be forgotten. */
  belongTo(owner: object): Promise<void> {
    if (this.owner === owner) return this.done;
    this.owner = owner;
    this.done = this.done
      .catch(() => undefined)
      .then(() => this.clear())
      .catch((error: unknown) => {
        // Tried again by the next request.
        if (this.owner === owner) this.owner = undefined;
        throw error;
      });
    return this.done;
  }

  /** After a farewell that still needs them. The next sign-in waits until they are gone. Never rejects. */
  async forget(farewell: () => Promise<void> = async () => undefined): Promise<void> {
    this.owner = undefined;
    this.done = this.done
      .catch(() => undefined)
      .then(farewell)
      .catch(() => undefined)
      // A farewell that failed must not leave the next person signed in.
      .then(() => this.clear());
    await this.done.catch(() => undefined);
  }

  private clear(): Promise<void> {
    return this.session.clearStorageData();
  }
}
