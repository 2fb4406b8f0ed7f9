// Signing in and out, and the model.
import type { sessionMethods } from '../../shared/ipc/session-methods';
import type { MethodHandlers } from '../ipc';
import type { SignIn } from '../services/sign-in';
import type { UcEngine } from '../uc/engine';
import { createSnapshots } from './snapshots';

export function sessionHandlers(
  engine: UcEngine,
  signIn: SignIn,
  {
    canRemember,
    openNetworkPage,
    retryNow,
    signOut,
  }: {
    readonly canRemember: () => Promise<boolean>;
    readonly openNetworkPage: () => Promise<void>;
    readonly retryNow: () => void;
    /** Asks first where something would be lost. */
    readonly signOut: () => Promise<void>;
  },
): Pick<MethodHandlers, keyof typeof sessionMethods> {
  const snapshots = createSnapshots(() => engine.snapshot());
  return {
    'model:snapshot': ({ isFirst }, { senderId }) => JSON.stringify(snapshots.next(senderId, isFirst)),
    'session:sign-in': (request) => signIn.signIn(request),
    'session:answer': ({ password }) => signIn.signInAgain(password),
    'session:try-demo': () => signIn.tryDemo(),
    'session:sign-out': signOut,
    'session:cancel': () => signIn.signOut(),
    'session:retry-now': retryNow,
    'session:open-network-page': openNetworkPage,
    'session:has-password': ({ server, user }) => signIn.hasPassword(server, user),
    'session:can-remember': canRemember,
    'session:agree-to-redirect': (to) => signIn.agreeToRedirect(to),
    'session:note-activity': () => engine.noteUserActivity(),
  };
}
