// From what a person typed to a session: tries the candidate addresses in order, uses or keeps the password, remembers the
// choices. On a public computer nothing of it is written.
import { FailureError, type FailureCode, type Redirect } from '../../shared/domain/failure';
import type { SettableAvailability } from '../../shared/domain/person';
import { isSameAccount, profilesOf, withProfile } from '../../shared/profiles';
import { needsPassword } from '../../shared/sign-in-by-itself';
import type { Profile, Settings } from '../../shared/settings';
import type { ManagedSettings } from '../policy/managed-settings';
import { noRules, type SessionRules } from '../policy/session-rules';
import type { SignInOptions, UcEngine } from '../uc/engine';
import { parseServerAddress } from '../uc/http/server-address';
import type { Secrets } from '../store/secrets';
import type { SettingsStore } from '../store/settings';
import { accountAtStart } from './account-at-start';
import { createAgreedRedirects } from './agreed-redirects';

export interface SignInRequest {
  readonly server: string;
  readonly method: SignInOptions['method'];
  readonly user?: string | undefined;
  /** Absent: the remembered one. */
  readonly password?: string | undefined;
  readonly remember: boolean;
  readonly isPublicComputer: boolean;
  readonly availability: SettableAvailability;
}

export interface SignIn {
  signIn(request: SignInRequest): Promise<void>;
  /** Answers a session that asks on its way; a password that is taken replaces the remembered one. */
  signInAgain(password?: string): Promise<void>;
  /** The session's password was refused on the way: at the next start it is not tried once more. */
  passwordRefused(): void;
  /** Starts the embedded server and signs in to it. */
  tryDemo(): Promise<void>;
  /** Also gives up an attempt that is under way. */
  signOut(): Promise<void>;
  /** Of this server, or of one that led to it. */
  hasPassword(server: string, user: string): boolean;
  /** The person wants to sign in where the server sent us last; throws for any other address. */
  agreeToRedirect(to: string): void;
  /** False: it is still there, as the disk takes no change. */
  forgetPassword(server: string, user: string): boolean;
  /** Of the accounts of this computer, those whose password is remembered. */
  keptPasswords(): readonly Account[];
  /** The account of this computer whose session is open; undefined: nobody's, the demo's, or that of somebody whose computer it is not. */
  account(): Account | undefined;
  /** @throws FailureError where nobody could sign in with it, whatever its server says */
  check(profile: Profile): void;
  /** With this account, where everything needed is there. False: something has to be typed. Until it is in, nothing of it is remembered. */
  signInAs(profile: Profile): Promise<boolean>;
  /** Signs in by itself if the person asked for that and everything needed is there. False: a person has to do it. */
  signInAtStart(): Promise<boolean>;
}

export type Account = Pick<Profile, 'server' | 'user'>;

export interface AttemptedAccount {
  /** As it was typed; empty: the demo. */
  readonly server: string;
  /** It was signed in with last. */
  readonly isLast: boolean;
}

export interface SignInParts {
  readonly engine: Pick<UcEngine, 'signIn' | 'signInAgain' | 'signOut'>;
  readonly settings: SettingsStore & Partial<Pick<ManagedSettings, 'fixed'>>;
  readonly secrets: Secrets;
  readonly demo: {
    start(): Promise<{ readonly url: string; readonly user: string; readonly password: string }>;
    stop(): void;
  };
  /** The LCID that the server is told. */
  readonly localeId: () => number;
  /** Nobody is signed in any more, or an attempt was given up. */
  readonly onSignedOut?: () => void;
  /** What is kept of servers and passwords is there, or will not be. */
  readonly ready?: Promise<void>;
  /** What an administrator allows. Default: everything. */
  readonly rules?: SessionRules;
  /** An attempt begins. */
  readonly onSigningIn?: (isPublicComputer: boolean, account: AttemptedAccount) => void;
}

/** Failures after which the next address is worth a try: nobody spoke to us there, or not this protocol. */
const triesNext: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'unreachable',
  'timeout',
  'tls',
  'old-tls',
  'not-a-server',
  'server-error',
]);

/** Failures that an HTTP server took part in. */
const answered: ReadonlySet<FailureCode> = new Set<FailureCode>(['not-a-server', 'server-error']);

export function createSignIn({
  engine,
  settings,
  secrets,
  demo,
  localeId,
  onSignedOut,
  onSigningIn,
  ready,
  rules = noRules,
}: SignInParts): SignIn {
  const redirects = createAgreedRedirects();
  let attempt = 0;
  /** Who signed in last does not own this computer: what their windows still have to say as they close is not written either. */
  let isGuest = false;
  /** Whose password is remembered for the session that is open. */
  let kept: Account | undefined;
  let open: Account | undefined;
  /** While it is said: what was theirs who leave is forgotten after it, and whoever signs in meanwhile begins then. */
  let goodbye: Promise<void> | undefined;

  async function sayGoodbye(): Promise<void> {
    await engine.signOut();
    // What the guest chose is forgotten now, and nothing is written until somebody else signs in.
    settings.holdWrites(isGuest ? 'left' : false);
    redirects.forget();
    onSignedOut?.();
  }

  async function connect(current: number, candidates: readonly string[], options: Omit<SignInOptions, 'serverUrl'>) {
    let told: FailureError | undefined;
    for (const serverUrl of candidates) {
      try {
        await engine.signIn({ ...options, serverUrl });
        return;
      } catch (error) {
        if (current !== attempt) throw new FailureError('cancelled');
        if (!(error instanceof FailureError) || !triesNext.has(error.code)) throw error;
        // The first address is what the person asked about, unless another one got further than that.
        if (!told || (answered.has(error.code) && !answered.has(told.code))) told = error;
      }
    }
    throw told ?? new FailureError('unreachable');
  }

  /** The address under which a password is remembered that may go to this server. */
  function holderOf(server: string, user: string): string | undefined {
    return redirects.wayTo(server).find((each) => secrets.has(each, user));
  }

  /** Nobody is asked whether to go where they may not. */
  function offer(server: string, redirect: Redirect): void {
    if (redirect.to !== undefined && !rules.mayUse([redirect.to, ...redirects.wayTo(server)]))
      throw new FailureError('server-not-allowed', `redirected to ${redirect.to}`);
    redirects.offered(server, redirect);
  }

  /** The addresses to try. Throws where nobody may sign in so. */
  function candidatesOf(wish: Pick<SignInRequest, 'server' | 'method' | 'isPublicComputer'>): readonly string[] {
    const address = parseServerAddress(wish.server);
    if (!address.ok) throw new FailureError('unknown-host', `server address: ${address.reason}`);
    rules.check({ ...wish, way: redirects.wayTo(wish.server) });
    return address.candidates;
  }

  async function signIn(request: SignInRequest): Promise<void> {
    const current = ++attempt;
    kept = undefined;
    open = undefined;
    const candidates = candidatesOf(request);
    if (ready) await ready;
    if (goodbye) await goodbye;
    if (current !== attempt) throw new FailureError('cancelled');
    const user = request.user?.trim() ?? '';
    const mayRemember = request.password === undefined && request.method !== 'sso' && user !== '';
    const holder = mayRemember ? holderOf(request.server, user) : undefined;
    const password = holder === undefined ? request.password : await secrets.get(holder, user);
    if (current !== attempt) throw new FailureError('cancelled');
    if (request.method === 'forms' && (user === '' || password === undefined))
      throw new FailureError('credentials-needed');

    isGuest = request.isPublicComputer;
    const isLast = isSameAccount(settings.get(), { server: request.server, user });
    settings.holdWrites(isGuest ? 'guest' : false);
    onSigningIn?.(isGuest, { server: request.server, isLast });
    try {
      await connect(current, candidates, {
        method: request.method,
        ...(user !== '' && { user }),
        ...(password !== undefined && { password }),
        isPublicComputer: request.isPublicComputer,
        availability: request.availability,
        localeId: localeId(),
      });
    } catch (error) {
      if (current === attempt) settings.holdWrites(false);
      // A remembered password that no longer works would lock the account if it were tried again and again.
      // Another server's word, though a person agreed to ask it, says nothing of the one that it was remembered for.
      if (error instanceof FailureError && error.code === 'wrong-password') {
        if (holder === request.server.trim()) secrets.delete(holder, user);
        else if (holder !== undefined) redirects.forget();
      }
      if (error instanceof FailureError && error.redirect) offer(request.server, error.redirect);
      throw error;
    } finally {
      // The engine has left the demo's session by now, whichever way this went.
      if (current === attempt) demo.stop();
    }
    if (current !== attempt || request.isPublicComputer) return;

    const isHere = holder === request.server.trim();
    let isKept = false;
    if (request.remember && password !== undefined && user !== '') {
      isKept = isHere || (await secrets.set(request.server, user, password));
    } else {
      secrets.delete(request.server, user);
    }
    // It has moved with its server.
    if (holder !== undefined && !isHere) secrets.delete(holder, user);
    redirects.forget();
    kept = isKept ? { server: request.server, user } : undefined;
    open = { server: request.server.trim(), user };
    const profiles = withProfile(settings.get(), {
      server: request.server.trim(),
      user,
      signInMethod: request.method,
    });
    settings.set({
      profiles: [...profiles],
      server: request.server.trim(),
      user,
      signInMethod: request.method,
      // One that lies behind a key store which is away now is still kept.
      rememberPassword: isKept || secrets.has(request.server, user),
      availabilityAtSignIn: request.availability,
    });
  }

  return {
    signIn,
    async signInAgain(password) {
      const current = attempt;
      await engine.signInAgain(password);
      if (kept && password !== undefined && current === attempt) await secrets.set(kept.server, kept.user, password);
    },
    passwordRefused() {
      if (kept) secrets.delete(kept.server, kept.user);
    },
    async tryDemo() {
      if (!rules.offersDemo) throw new FailureError('server-not-allowed');
      const current = ++attempt;
      kept = undefined;
      open = undefined;
      if (goodbye) await goodbye;
      if (current !== attempt) throw new FailureError('cancelled');
      const { url, user, password } = await demo.start();
      if (current !== attempt) throw new FailureError('cancelled');
      isGuest = rules.isPublicComputer ?? false;
      settings.holdWrites(isGuest ? 'guest' : false);
      onSigningIn?.(isGuest, { server: '', isLast: false });
      const options = {
        method: 'forms',
        user,
        password,
        isPublicComputer: isGuest,
        availability: 'available',
      } as const;
      try {
        await connect(current, [url], { ...options, localeId: localeId() });
      } catch (error) {
        if (current === attempt) {
          settings.holdWrites(false);
          // It hangs or has just died: the next try gets another one.
          demo.stop();
        }
        throw error;
      }
    },
    async signOut() {
      const current = ++attempt;
      kept = undefined;
      open = undefined;
      await (goodbye ??= sayGoodbye().finally(() => (goodbye = undefined)));
      if (current === attempt) demo.stop();
    },
    forgetPassword(server, user) {
      secrets.delete(server, user);
      if (secrets.has(server, user)) return false;
      if (kept && isSameAccount(kept, { server, user })) kept = undefined;
      if (isSameAccount(settings.get(), { server, user })) settings.set({ rememberPassword: false });
      return true;
    },
    keptPasswords: () =>
      profilesOf(settings.get())
        .filter(({ server, user }) => secrets.has(server, user))
        .map(({ server, user }) => ({ server, user })),
    account: () => open,
    check({ server, signInMethod }) {
      candidatesOf({ server, method: signInMethod, isPublicComputer: rules.isPublicComputer ?? false });
    },
    async signInAs({ server, user, signInMethod }) {
      const remember = secrets.has(server, user);
      // Who may not sign in that way does so as an administrator has set it.
      const wish = { ...settings.get(), server, user, signInMethod, rememberPassword: remember, ...settings.fixed };
      const request = requestFrom(wish, rules);
      if (request.server === '' || (needsPassword({ signInMethod: request.method, user }) && !remember)) return false;
      await signIn(request);
      return true;
    },
    hasPassword: (server, user) => holderOf(server, user) !== undefined,
    agreeToRedirect: (to) => redirects.agree(to),
    async signInAtStart() {
      await ready;
      if (!accountAtStart(settings.get(), secrets, rules)) return false;
      await signIn(requestFrom(settings.get(), rules));
      return true;
    },
  };
}

/** With what is remembered of it. */
function requestFrom(settings: Settings, { isPublicComputer = false }: SessionRules): SignInRequest {
  return {
    server: settings.server,
    method: settings.signInMethod,
    ...(settings.user !== '' && { user: settings.user }),
    remember: settings.rememberPassword,
    isPublicComputer,
    availability: settings.availabilityAtSignIn,
  };
}
