// What the sign-in form holds, what it still lacks, and what it hands over. Pure.
import type { MethodInput } from '../../shared/ipc/contract';
import type { FailureCode } from '../../shared/domain/failure';
import type { Profile, Settings } from '../../shared/settings';

export interface SignInForm {
  server: string;
  user: string;
  password: string;
  remember: boolean;
  isPublicComputer: boolean;
  method: Settings['signInMethod'];
  availability: Settings['availabilityAtSignIn'];
}

export type FormField = 'server' | 'user' | 'password';

/** `isPublicComputer`: as an administrator has it; nobody has ticked it yet. */
export function formFrom(settings: Settings, isPublicComputer = false): SignInForm {
  return {
    server: settings.server,
    user: settings.user,
    password: '',
    remember: settings.rememberPassword,
    isPublicComputer,
    method: settings.signInMethod,
    availability: settings.availabilityAtSignIn,
  };
}

/**
 * With this account, or (undefined) another one; what an administrator has set stays. Whether the password of the account before was
 * to be remembered says nothing of this one.
 */
export function formOfProfile(
  profile: Profile | undefined,
  settings: Settings,
  isLocked: (name: keyof Settings) => boolean,
): Pick<SignInForm, 'server' | 'user' | 'password' | 'remember' | 'method'> {
  const server = profile?.server ?? '';
  const method = profile?.signInMethod ?? 'forms';
  return {
    server: isLocked('server') ? settings.server : server,
    user: profile?.user ?? '',
    password: '',
    remember: false,
    method: isLocked('signInMethod') ? settings.signInMethod : method,
  };
}

/** The fields that must be filled first, in the order of the form. */
export function missingFields(form: SignInForm, hasRememberedPassword: boolean): readonly FormField[] {
  const missing: FormField[] = [];
  if (form.server.trim() === '') missing.push('server');
  const hasUser = form.user.trim() !== '';
  // With Windows accounts both may stay empty (the current account), but not only one of them.
  const needsAccount = form.method === 'forms' || (form.method === 'integrated' && (hasUser || form.password !== ''));
  if (needsAccount && !hasUser) missing.push('user');
  if (needsAccount && form.password === '' && !hasRememberedPassword) missing.push('password');
  return missing;
}

/**
 * Over `http://` to another computer everything can be read on the way: a password typed here goes along as it is (protocol.md 1.1),
 * what other ways of signing in prove does not, but the messages do.
 */
export type PlainText = 'password' | 'messages';

/** What would be sent for everybody to read; `isInsecure` is what the main process says of the address. */
export function plainTextOf({ method }: Pick<SignInForm, 'method'>, isInsecure: boolean): PlainText | undefined {
  if (!isInsecure) return undefined;
  return method === 'forms' ? 'password' : 'messages';
}

/** What crosses to the main process; fields that the method does not use stay behind. */
export function signInInput(form: SignInForm): MethodInput<'session:sign-in'> {
  const usesAccount = form.method !== 'sso';
  const user = form.user.trim();
  return {
    server: form.server.trim(),
    method: form.method,
    ...(usesAccount && user !== '' && { user }),
    ...(usesAccount && form.password !== '' && { password: form.password }),
    remember: form.remember && !form.isPublicComputer,
    isPublicComputer: form.isPublicComputer,
    availability: form.availability,
  };
}

/** What is worth keeping after it worked (whether a password was kept, the main process knows): nothing at all on a computer that others use. */
export function settingsAfter(form: SignInForm): Partial<Settings> {
  if (form.isPublicComputer) return {};
  return {
    server: form.server.trim(),
    user: form.method === 'sso' ? '' : form.user.trim(),
    signInMethod: form.method,
    availabilityAtSignIn: form.availability,
  };
}

/** The field that a failure is about, to mark it. */
export function fieldOf(code: FailureCode): FormField | undefined {
  switch (code) {
    case 'unreachable':
    case 'unknown-host':
    case 'timeout':
    case 'tls':
    case 'certificate':
    case 'old-tls':
    case 'not-a-server':
    case 'redirected':
      return 'server';
    case 'wrong-password':
    case 'credentials-needed':
      return 'password';
    default:
      return undefined;
  }
}

/** Failures on the way to the server; of who one is to it the connection test says nothing. */
const onTheWay: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'unreachable',
  'unknown-host',
  'timeout',
  'tls',
  'certificate',
  'old-tls',
  'not-a-server',
  'server-error',
  'redirected',
  'captive-portal',
  'stale-answers',
  'proxy-unusable',
  'internal',
]);

export const canTestShow = (code: FailureCode): boolean => onTheWay.has(code);
