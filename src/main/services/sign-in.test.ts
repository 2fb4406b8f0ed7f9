import { describe, expect, it, vi } from 'vitest';
import { FailureError, type FailureCode, type Redirect } from '../../shared/domain/failure';
import { fixedSettings, manageSettings } from '../policy/managed-settings';
import type { PolicyValues } from '../policy/policy-keys';
import { sessionRules } from '../policy/session-rules';
import { openSettings, type SettingsStore } from '../store/settings';
import { openSecrets, type Secrets } from '../store/secrets';
import type { SignInOptions } from '../uc/engine';
import { createSignIn, type SignIn, type SignInRequest } from './sign-in';

const request: SignInRequest = {
  server: ' localhost:8443 ',
  method: 'forms',
  user: 'EXAMPLE\\dana',
  password: 'secret',
  remember: true,
  isPublicComputer: false,
  availability: 'busy',
};

interface World {
  readonly signIn: SignIn;
  readonly settings: SettingsStore;
  readonly secrets: Secrets;
  readonly attempts: SignInOptions[];
  /** Of each attempt that began, before it was made: whether it was on a public computer. */
  readonly begun: boolean[];
  hasKeyStore: boolean;
  readonly written: { readonly settings: object; readonly secrets: object };
  /** What the engine says to each attempt; the last one repeats. */
  readonly answers: (FailureCode | FailureError | 'ok' | Promise<void>)[];
  demoStops: number;
  /** How long it takes to be said. */
  goodbye: Promise<void>;
}

function setUp(...answers: World['answers']): World {
  return setUpWith({}, ...answers);
}

/** As an administrator has it. */
function setUpWith(policy: PolicyValues, ...answers: World['answers']): World {
  const settingsFile = { store: {} };
  const secretsFile = { store: {} };
  const settings = manageSettings(
    openSettings({ folder: '/nowhere', openFile: () => settingsFile }),
    fixedSettings(policy),
  );
  const secrets = openSecrets({
    file: secretsFile,
    cipher: {
      isAvailable: async () => world.hasKeyStore,
      encrypt: async (text) => Buffer.from(`locked ${text}`),
      decrypt: async (data) => data.toString().slice('locked '.length),
    },
  });
  const attempts: SignInOptions[] = [];
  const begun: boolean[] = [];
  const world: World = {
    settings,
    secrets,
    attempts,
    begun,
    answers,
    hasKeyStore: true,
    demoStops: 0,
    goodbye: Promise.resolve(),
    get written() {
      return { settings: settingsFile.store, secrets: secretsFile.store };
    },
    signIn: createSignIn({
      engine: {
        async signIn(options) {
          attempts.push(options);
          const answer = answers[Math.min(attempts.length, answers.length) - 1] ?? 'ok';
          if (typeof answer === 'string' && answer !== 'ok') throw new FailureError(answer);
          if (answer instanceof FailureError) throw answer;
          await answer;
        },
        async signInAgain(password) {
          await this.signIn({ ...attempts.at(-1)!, ...(password !== undefined && { password }) });
        },
        signOut: () => world.goodbye,
      },
      settings,
      secrets,
      demo: {
        start: async () => ({ url: 'http://127.0.0.1:4000', user: 'EXAMPLE\\you', password: 'demo' }),
        stop: () => void (world.demoStops += 1),
      },
      localeId: () => 1031,
      rules: sessionRules(policy),
      onSigningIn: (isPublicComputer) => void begun.push(isPublicComputer),
    }),
  };
  return world;
}

describe('accounts', () => {
  it('are remembered as they were used, last first, and none on a public computer', async () => {
    const { signIn, settings, written } = setUp('ok');
    await signIn.signIn({ ...request, isPublicComputer: true });
    expect(settings.get().profiles).toEqual([]);
    await signIn.signOut();
    await signIn.signIn(request);
    await signIn.signIn({ ...request, user: 'lee', method: 'integrated' });
    expect(settings.get().profiles).toEqual([
      { name: '', server: 'localhost:8443', user: 'lee', signInMethod: 'integrated' },
      { name: '', server: 'localhost:8443', user: 'EXAMPLE\\dana', signInMethod: 'forms' },
    ]);
    expect(JSON.stringify(written.settings)).not.toContain('secret');
  });

  it('are signed in with by themselves where nothing has to be typed', async () => {
    const { signIn, settings, attempts } = setUp('ok');
    await signIn.signIn(request);
    await signIn.signIn({ ...request, user: 'lee', password: 'another', remember: false });
    const [lee, dana] = settings.get().profiles;
    await signIn.signInAs(dana!);
    expect(attempts.at(-1)).toMatchObject({ user: 'EXAMPLE\\dana', password: 'secret' });
    await signIn.signInAs(lee!);
    expect(attempts).toHaveLength(3);
    expect(settings.get(), 'who was signed in with last').toMatchObject({
      user: 'EXAMPLE\\dana',
      rememberPassword: true,
    });
    expect(settings.get().signInAtStart).toBe(false);
  });

  it('with another Windows account than that of this computer need its password, which is remembered for that as well', async () => {
    const { signIn, settings, attempts } = setUp('ok');
    await signIn.signIn({ ...request, method: 'integrated' });
    settings.set({ signInAtStart: true });
    expect(await signIn.signInAtStart()).toBe(true);
    expect(attempts.at(-1)).toMatchObject({ method: 'integrated', password: 'secret' });
    signIn.forgetPassword('localhost:8443', 'EXAMPLE\\dana');
    expect(await signIn.signInAtStart(), 'without it the server would refuse').toBe(false);
    settings.set({ user: '' });
    expect(await signIn.signInAtStart(), 'as who uses this computer').toBe(true);
    expect(attempts).toHaveLength(3);
  });

  it('know whose session is open, and whose passwords are remembered', async () => {
    const { signIn } = setUp('ok');
    const dana = { server: 'localhost:8443', user: 'EXAMPLE\\dana' };
    expect([signIn.account(), signIn.keptPasswords()]).toEqual([undefined, []]);
    await signIn.signIn(request);
    expect([signIn.account(), signIn.keptPasswords()]).toEqual([dana, [dana]]);
    await signIn.signIn({ ...request, user: 'lee', remember: false });
    expect([signIn.account(), signIn.keptPasswords()]).toEqual([{ ...dana, user: 'lee' }, [dana]]);
    await signIn.tryDemo();
    expect(signIn.account(), 'the demo is none of this computer').toBeUndefined();
    await signIn.signIn({ ...request, isPublicComputer: true });
    expect(signIn.account(), 'it is theirs alone').toBeUndefined();
  });

  it('are signed in with by single sign-on where a person asks for that, and never at the start', async () => {
    const { signIn, settings, attempts } = setUp('ok');
    expect(await signIn.signInAs({ name: '', server: 'im.example.com', user: '', signInMethod: 'sso' })).toBe(true);
    settings.set({ signInAtStart: true });
    expect(await signIn.signInAtStart()).toBe(false);
    expect(attempts.map(({ method }) => method)).toEqual(['sso']);
  });

  it('are looked at before anything is given up for them', () => {
    const { signIn } = setUpWith({ 'server.allowed': ['im.example.com'] }, 'ok');
    const profile = { name: '', server: 'im.example.com', user: 'dana', signInMethod: 'forms' } as const;
    expect(() => signIn.check(profile)).not.toThrow();
    expect(() => signIn.check({ ...profile, server: 'evil.example' })).toThrow('server-not-allowed');
    expect(() => signIn.check({ ...profile, server: 'ftp://im.example.com' })).toThrow('unknown-host');
  });

  it('have their password forgotten for good', async () => {
    const { signIn, settings } = setUp('ok');
    await signIn.signIn(request);
    expect(settings.get().rememberPassword).toBe(true);
    expect(signIn.forgetPassword('localhost:8443', 'example\\DANA')).toBe(true);
    expect(signIn.hasPassword('localhost:8443', 'EXAMPLE\\dana')).toBe(false);
    expect(settings.get().rememberPassword).toBe(false);
    // The session that is open asks again without keeping what it is told.
    await signIn.signInAgain('new');
    expect(signIn.hasPassword('localhost:8443', 'EXAMPLE\\dana')).toBe(false);
  });
});

describe('signIn', () => {
  it('tells the engine what it needs, and remembers what was chosen', async () => {
    const { signIn, attempts, settings, secrets } = setUp('ok');
    await signIn.signIn(request);
    expect(attempts).toEqual([
      {
        serverUrl: 'https://localhost:8443',
        method: 'forms',
        user: 'EXAMPLE\\dana',
        password: 'secret',
        isPublicComputer: false,
        availability: 'busy',
        localeId: 1031,
      },
    ]);
    expect(settings.get()).toMatchObject({
      server: 'localhost:8443',
      user: 'EXAMPLE\\dana',
      signInMethod: 'forms',
      rememberPassword: true,
      availabilityAtSignIn: 'busy',
    });
    expect(await secrets.get('localhost:8443', 'EXAMPLE\\dana')).toBe('secret');
  });

  it('tries the next address when nobody speaks to it at the first', async () => {
    const { signIn, attempts } = setUp('tls', 'ok');
    await signIn.signIn(request);
    expect(attempts.map(({ serverUrl }) => serverUrl)).toEqual(['https://localhost:8443', 'http://localhost:8443']);
  });

  it('sends a refused password nowhere else', async () => {
    const { signIn, attempts } = setUp('wrong-password');
    await expect(signIn.signIn(request)).rejects.toMatchObject({ code: 'wrong-password' });
    expect(attempts).toHaveLength(1);
  });

  it.each([
    ['not-a-server', 'unreachable', 'not-a-server'],
    ['tls', 'unreachable', 'tls'],
    ['tls', 'not-a-server', 'not-a-server'],
  ] as const)('says which address got furthest when none works: %s, %s', async (first, second, told) => {
    const { signIn } = setUp(first, second);
    await expect(signIn.signIn(request)).rejects.toMatchObject({ code: told });
  });

  it.each(['', 'ftp://ocs.example.com', 'user:pass@ocs.example.com'])(
    'asks nobody for the address %j',
    async (server) => {
      const { signIn, attempts } = setUp('ok');
      await expect(signIn.signIn({ ...request, server })).rejects.toMatchObject({ code: 'unknown-host' });
      expect(attempts).toEqual([]);
    },
  );

  it('writes nothing on a public computer, and forgets nothing of its owner', async () => {
    const world = setUp('ok');
    await world.signIn.signIn(request);
    const before = structuredClone(world.written);
    await world.signIn.signIn({ ...request, user: 'EXAMPLE\\lee', isPublicComputer: true });
    world.settings.set({ theme: 'dark' });
    expect(world.written).toEqual(before);
    await world.signIn.signOut();
    expect(world.settings.get()).toMatchObject({ user: 'EXAMPLE\\dana', theme: 'system' });
    // The last word of a window that closes.
    world.settings.set({ theme: 'dark' });
    expect(world.written).toEqual(before);
    await world.signIn.signIn(request);
    expect(world.settings.get()).toMatchObject({ theme: 'system' });
    world.settings.set({ theme: 'light' });
    expect(world.written.settings).toMatchObject({ theme: 'light' });
  });

  it('keeps no password without being asked to, and forgets an earlier one', async () => {
    const { signIn, secrets, settings } = setUp('ok');
    await signIn.signIn(request);
    await signIn.signIn({ ...request, remember: false });
    expect(secrets.has('localhost:8443', 'EXAMPLE\\dana')).toBe(false);
    expect(settings.get().rememberPassword).toBe(false);
  });

  it('keeps what lies behind a key store that is away', async () => {
    const world = setUp('ok');
    await world.signIn.signIn(request);
    world.hasKeyStore = false;
    await world.signIn.signIn(request);
    expect(world.settings.get().rememberPassword).toBe(true);
    world.hasKeyStore = true;
    expect(await world.secrets.get('localhost:8443', 'EXAMPLE\\dana')).toBe('secret');
    // Where nothing was kept before, nothing is.
    world.hasKeyStore = false;
    await world.signIn.signIn({ ...request, user: 'lee' });
    expect(world.settings.get().rememberPassword).toBe(false);
  });

  it('uses the remembered password, and forgets it once it is refused', async () => {
    const { signIn, attempts, secrets } = setUp('ok', 'ok', 'wrong-password');
    await signIn.signIn(request);
    const { password: _, ...without } = request;
    await signIn.signIn(without);
    expect(attempts[1]?.password).toBe('secret');
    await expect(signIn.signIn(without)).rejects.toMatchObject({ code: 'wrong-password' });
    expect(secrets.has('localhost:8443', 'EXAMPLE\\dana')).toBe(false);
    await expect(signIn.signIn(without)).rejects.toMatchObject({ code: 'credentials-needed' });
    expect(attempts).toHaveLength(3);
  });

  it('does not go on to another address after it was cancelled', async () => {
    let fail = (_: Error): void => {};
    const { signIn, attempts } = setUp(new Promise<void>((_, reject) => (fail = reject)));
    const running = signIn.signIn(request);
    await signIn.signOut();
    fail(new FailureError('unreachable'));
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(attempts).toHaveLength(1);
  });
});

describe('a server that sends us to another one', () => {
  const to = 'https://new.example.com/ocs';
  const sentOn = (part: Partial<Redirect> = {}): FailureError =>
    new FailureError('redirected', undefined, { redirect: { to, isOtherHost: true, isStepDown: false, ...part } });
  const { password: _, ...remembered } = request;

  it('goes nowhere by itself', async () => {
    const { signIn, attempts } = setUp(sentOn());
    await expect(signIn.signIn(request)).rejects.toMatchObject({ code: 'redirected', redirect: { to } });
    expect(attempts.map(({ serverUrl }) => serverUrl)).toEqual(['https://localhost:8443']);
  });

  it('gives the remembered password to the other one only when a person agreed, and remembers it there then', async () => {
    const { signIn, attempts, secrets, settings } = setUp('ok', sentOn(), 'ok', 'ok');
    await signIn.signIn(request);
    await expect(signIn.signIn(remembered)).rejects.toMatchObject({ code: 'redirected' });
    expect(signIn.hasPassword(to, 'EXAMPLE\\dana')).toBe(false);
    await expect(signIn.signIn({ ...remembered, server: to })).rejects.toMatchObject({ code: 'credentials-needed' });
    expect(() => signIn.agreeToRedirect('https://evil.example.com')).toThrow();
    expect(attempts).toHaveLength(2);

    signIn.agreeToRedirect(to);
    expect(signIn.hasPassword(to, 'EXAMPLE\\dana')).toBe(true);
    await signIn.signIn({ ...remembered, server: to });
    expect(attempts[2]).toMatchObject({ serverUrl: to, password: 'secret' });
    expect(settings.get().server).toBe(to);
    expect(await secrets.get(to, 'EXAMPLE\\dana')).toBe('secret');
    expect(secrets.has('localhost:8443', 'EXAMPLE\\dana')).toBe(false);
    await signIn.signIn({ ...remembered, server: to });
    expect(attempts[3]).toMatchObject({ serverUrl: to, password: 'secret' });
  });

  it('tries a remembered password that the other one refused no second time', async () => {
    const { signIn, attempts, secrets } = setUp('ok', sentOn(), 'wrong-password');
    await signIn.signIn(request);
    await expect(signIn.signIn(remembered)).rejects.toMatchObject({ code: 'redirected' });
    signIn.agreeToRedirect(to);
    await expect(signIn.signIn({ ...remembered, server: to })).rejects.toMatchObject({ code: 'wrong-password' });
    await expect(signIn.signIn({ ...remembered, server: to })).rejects.toMatchObject({ code: 'credentials-needed' });
    expect(attempts).toHaveLength(3);
    expect(secrets.has('localhost:8443', 'EXAMPLE\\dana'), 'nobody there has refused it').toBe(true);
  });

  it('writes nothing of it on a public computer', async () => {
    const world = setUp(sentOn(), 'ok');
    const guest = { ...request, isPublicComputer: true };
    await expect(world.signIn.signIn(guest)).rejects.toMatchObject({ code: 'redirected' });
    world.signIn.agreeToRedirect(to);
    await world.signIn.signIn({ ...guest, server: to });
    expect(world.written).toEqual({ settings: {}, secrets: {} });
  });
});

describe('signOut', () => {
  it.each([
    ['signs in', ({ signIn }: World) => signIn.signIn({ ...request, isPublicComputer: true })],
    ['tries the demo', ({ signIn }: World) => signIn.tryDemo()],
  ])('leaves nothing of a guest to the next one who %s while the goodbye is said', async (_, begin) => {
    const world = setUpWith({ 'signIn.publicComputer': true }, 'ok');
    const { signIn, settings } = world;
    await signIn.signIn({ ...request, isPublicComputer: true });
    const { quietHours } = settings.get();
    settings.set({ quietHours: !quietHours });
    let isSaid = (): void => undefined;
    world.goodbye = new Promise((resolve) => (isSaid = resolve));
    const leaving = signIn.signOut();
    const next = begin(world);
    isSaid();
    await Promise.all([leaving, next]);
    expect(settings.get().quietHours).toBe(quietHours);
  });

  it('gives up who waits for the goodbye before', async () => {
    const world = setUp('ok');
    await world.signIn.signIn(request);
    let isSaid = (): void => undefined;
    world.goodbye = new Promise((resolve) => (isSaid = resolve));
    const leaving = [world.signIn.signOut()];
    const next = world.signIn.signIn(request);
    leaving.push(world.signIn.signOut());
    isSaid();
    await expect(next).rejects.toMatchObject({ code: 'cancelled' });
    await Promise.all(leaving);
    expect(world.attempts).toHaveLength(1);
    expect(world.signIn.account()).toBeUndefined();
  });
});

describe('tryDemo', () => {
  it('signs in to the embedded server, and leaves the settings of the real one alone', async () => {
    const world = setUp('ok');
    await world.signIn.tryDemo();
    expect(world.attempts[0]).toMatchObject({ serverUrl: 'http://127.0.0.1:4000', user: 'EXAMPLE\\you' });
    expect(world.begun).toEqual([false]);
    expect(world.written).toEqual({ settings: {}, secrets: {} });
    expect(world.demoStops).toBe(0);
    await world.signIn.signOut();
    expect(world.demoStops).toBe(1);
  });
});

describe('tryDemo, where it fails', () => {
  it('leaves the settings to whoever is there', async () => {
    const world = setUpWith({ 'signIn.publicComputer': true }, 'timeout');
    await expect(world.signIn.tryDemo()).rejects.toMatchObject({ code: 'timeout' });
    world.settings.set({ quietHours: true });
    expect(world.written.settings).toMatchObject({ quietHours: true });
  });

  it('stops a server that did not answer, so that the next try gets another one', async () => {
    const world = setUp('timeout', 'ok');
    await expect(world.signIn.tryDemo()).rejects.toMatchObject({ code: 'timeout' });
    expect(world.demoStops).toBe(1);
    await world.signIn.tryDemo();
    expect(world.demoStops).toBe(1);
  });

  it('leaves the server to a later try that wants it', async () => {
    let refuse = (_error: Error): void => undefined;
    const world = setUp(new Promise<void>((_, reject) => (refuse = reject)), 'ok');
    const first = world.signIn.tryDemo();
    await vi.waitFor(() => expect(world.attempts).toHaveLength(1));
    await world.signIn.tryDemo();
    refuse(new FailureError('cancelled'));
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect(world.demoStops).toBe(0);
  });
});

describe('signInAtStart', () => {
  it('signs in when asked to and everything is there, else not', async () => {
    const { signIn, attempts, settings, secrets } = setUp('ok');
    await signIn.signInAtStart();
    expect(attempts).toEqual([]);
    await signIn.signIn(request);
    settings.set({ signInAtStart: true });
    await signIn.signInAtStart();
    expect(attempts[1]).toMatchObject({ user: 'EXAMPLE\\dana', password: 'secret', availability: 'busy' });
    secrets.delete('localhost:8443', 'EXAMPLE\\dana');
    await signIn.signInAtStart();
    expect(attempts).toHaveLength(2);
  });
});

describe('a session that asks on its way', () => {
  const remembered = (world: World): Promise<string | undefined> => world.secrets.get(request.server, 'EXAMPLE\\dana');

  it('forgets a remembered password that was refused, and remembers the one that is taken', async () => {
    const world = setUp('ok', 'wrong-password', 'ok');
    await world.signIn.signIn(request);
    world.signIn.passwordRefused();
    expect(await remembered(world)).toBeUndefined();
    await expect(world.signIn.signInAgain('a guess')).rejects.toMatchObject({ code: 'wrong-password' });
    expect(await remembered(world)).toBeUndefined();
    await world.signIn.signInAgain('the new one');
    expect(await remembered(world)).toBe('the new one');
  });

  for (const [where, part] of [
    ['on a public computer', { isPublicComputer: true }],
    ['where the person did not ask for it', { remember: false }],
  ] as const) {
    it(`keeps no new password ${where}`, async () => {
      const world = setUp('ok');
      await world.signIn.signIn({ ...request, ...part });
      await world.signIn.signInAgain('the new one');
      expect(await remembered(world)).toBeUndefined();
    });
  }

  it('keeps no password of a session that has ended meanwhile', async () => {
    const world = setUp('ok');
    await world.signIn.signIn(request);
    world.signIn.passwordRefused();
    const answering = world.signIn.signInAgain('the new one');
    await world.signIn.signOut();
    await answering;
    expect(await remembered(world)).toBeUndefined();
  });
});

describe('what an administrator has set', () => {
  const sent = (to: string): FailureError =>
    new FailureError('redirected', undefined, { redirect: { to, isOtherHost: true, isStepDown: false } });

  it('lets nobody begin a session with another server, whatever a window asks for', async () => {
    const { signIn, attempts, written } = setUpWith({ 'server.allowed': ['im.example.com'] }, 'ok');
    await expect(signIn.signIn(request)).rejects.toMatchObject({ code: 'server-not-allowed' });
    expect([attempts, written]).toEqual([[], { settings: {}, secrets: {} }]);
    await signIn.signIn({ ...request, server: 'im.example.com' });
    expect(attempts).toHaveLength(1);
  });

  it.each([
    [{ 'signIn.method': 'integrated' } as const, request],
    [{ 'signIn.publicComputer': true } as const, request],
    [{ 'signIn.publicComputer': false } as const, { ...request, isPublicComputer: true }],
  ])('lets nobody sign in otherwise (%j)', async (policy, asked) => {
    const { signIn, attempts } = setUpWith(policy, 'ok');
    await expect(signIn.signIn(asked)).rejects.toMatchObject({ code: 'set-by-organisation' });
    expect(attempts).toEqual([]);
  });

  it('offers no way to a server that sends us where nobody may go', async () => {
    const { signIn } = setUpWith({ 'server.allowed': ['im.example.com'] }, sent('https://evil.example'));
    const asked = { ...request, server: 'im.example.com' };
    await expect(signIn.signIn(asked)).rejects.toMatchObject({ code: 'server-not-allowed', redirect: undefined });
    expect(() => signIn.agreeToRedirect('https://evil.example')).toThrow('not-allowed');
  });

  it('follows the fixed server to another one of the list, and stays with the fixed one', async () => {
    const policy = { 'server.address': 'im.example.com', 'server.allowed': ['pool.example.com'] };
    const to = 'https://pool.example.com';
    const { signIn, attempts, settings } = setUpWith(policy, sent(to), 'ok');
    const asked = { ...request, server: 'im.example.com' };
    await expect(signIn.signIn({ ...request, server: to })).rejects.toMatchObject({ code: 'server-not-allowed' });
    await expect(signIn.signIn(asked)).rejects.toMatchObject({ code: 'redirected' });
    await expect(signIn.signIn({ ...request, server: to })).rejects.toMatchObject({ code: 'server-not-allowed' });
    signIn.agreeToRedirect(to);
    await signIn.signIn({ ...request, server: to });
    expect(attempts.map(({ serverUrl }) => serverUrl)).toEqual(['https://im.example.com', to]);
    expect(settings.get().server).toBe('im.example.com');
  });

  it('has no demo beside its servers', async () => {
    const { signIn, attempts } = setUpWith({ 'server.address': 'im.example.com' }, 'ok');
    await expect(signIn.tryDemo()).rejects.toMatchObject({ code: 'server-not-allowed' });
    expect(attempts).toEqual([]);
  });

  it('makes every session one on a public computer, that at the start and the demo too', async () => {
    const world = setUpWith({ 'signIn.publicComputer': true, 'signIn.method': 'integrated' }, 'ok');
    world.settings.set({ server: 'im.example.com', signInAtStart: true });
    await world.signIn.signInAtStart();
    const before = structuredClone(world.written);
    await world.signIn.tryDemo();
    world.settings.set({ theme: 'dark' });
    expect(world.attempts.map(({ isPublicComputer }) => isPublicComputer)).toEqual([true, true]);
    expect(world.begun).toEqual([true, true]);
    expect(world.written).toEqual(before);
  });
});
