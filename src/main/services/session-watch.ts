// Whose session it is, for those who keep or forget things by it: nobody's, one on a computer that others use too, or an own one.
import type { Failure } from '../../shared/domain/failure';
import type { UcEngine } from '../uc/engine';

/** `public`: nothing may be left behind. */
export type SessionOwner = 'none' | 'public' | 'own';

export interface SessionWatch {
  owner(): SessionOwner;
  /** Of the session that is open, or of the attempt. */
  serverUrl(): string | undefined;
  /** Of the last attempt, also when it has failed. */
  triedUrl(): string | undefined;
  /** The engine's, with an eye on who signs in. */
  readonly engine: Pick<UcEngine, 'signIn' | 'signInAgain' | 'signOut'>;
  stop(): void;
}

export function watchSession(
  engine: Pick<UcEngine, 'signIn' | 'signInAgain' | 'signOut' | 'onChanges'>,
  /** `wasOnline`: it was a session rather than an attempt at one. */
  onEnded: (wasOnline: boolean) => void,
  /** The session cannot go on before a person answers. Once a question. */
  onAsked: (failure: Failure) => void = () => undefined,
): SessionWatch {
  let isSignedIn = false;
  let wasOnline = false;
  let isPublic = false;
  let isAsked = false;
  let serverUrl: string | undefined;

  const stop = engine.onChanges(({ changes }) => {
    for (const change of changes) {
      if (change.kind !== 'connection') continue;
      const was = isSignedIn;
      isSignedIn = change.connection.kind !== 'signed-out';
      if (change.connection.kind === 'online') wasOnline = true;
      const asks = change.connection.kind === 'reconnecting' && change.connection.asks !== undefined;
      if (asks && !isAsked) onAsked(change.connection.failure);
      isAsked = asks;
      if (isSignedIn) continue;
      if (was) onEnded(wasOnline);
      wasOnline = false;
    }
  });

  return {
    owner: () => (!isSignedIn ? 'none' : isPublic ? 'public' : 'own'),
    serverUrl: () => (isSignedIn ? serverUrl : undefined),
    triedUrl: () => serverUrl,
    engine: {
      async signIn(options) {
        // The session before keeps its own rules to its last change.
        await engine.signOut();
        isPublic = options.isPublicComputer;
        serverUrl = options.serverUrl;
        await engine.signIn(options);
      },
      signInAgain: (password) => engine.signInAgain(password),
      signOut: () => engine.signOut(),
    },
    stop,
  };
}
