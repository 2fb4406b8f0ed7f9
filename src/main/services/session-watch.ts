// Whose session it is, for those who keep or forget things by it: nobody's, one on a computer that others use too, or an own one.
import type { UcEngine } from '../uc/engine';

/** `public`: nothing may be left behind. */
export type SessionOwner = 'none' | 'public' | 'own';

export interface SessionWatch {
  owner(): SessionOwner;
  /** The engine's, with an eye on who signs in. */
  readonly engine: Pick<UcEngine, 'signIn' | 'signOut'>;
  stop(): void;
}

export function watchSession(
  engine: Pick<UcEngine, 'signIn' | 'signOut' | 'onChanges'>,
  /** `wasOnline`: it was a session rather than an attempt at one. */
  onEnded: (wasOnline: boolean) => void,
): SessionWatch {
  let isSignedIn = false;
  let wasOnline = false;
  let isPublic = false;

  const stop = engine.onChanges(({ changes }) => {
    for (const change of changes) {
      if (change.kind !== 'connection') continue;
      const was = isSignedIn;
      isSignedIn = change.connection.kind !== 'signed-out';
      if (change.connection.kind === 'online') wasOnline = true;
      if (isSignedIn) continue;
      if (was) onEnded(wasOnline);
      wasOnline = false;
    }
  });

  return {
    owner: () => (!isSignedIn ? 'none' : isPublic ? 'public' : 'own'),
    engine: {
      async signIn(options) {
        // The session before keeps its own rules to its last change.
        await engine.signOut();
        isPublic = options.isPublicComputer;
        await engine.signIn(options);
      },
      signOut: () => engine.signOut(),
    },
    stop,
  };
}
