// Signing in, as the view sees it: what is under way, what is still missing, why it did not work. Tells the main process what was
// typed and decided, and keeps nothing of a password itself.
import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import type { Connection } from '../../shared/domain/connection';
import { failureOfError, type Failure } from '../../shared/domain/failure';
import { invoke } from '../bridge';
import { useModelStore } from '../model/model-store';
import { useSettingsStore } from '../settings/settings-store';
import {
  missingFields,
  plainTextOf,
  settingsAfter,
  signInInput,
  type FormField,
  type SignInForm,
} from './sign-in-form';

export interface SignIn {
  readonly pending: Readonly<Ref<'demo' | 'server' | undefined>>;
  readonly isPending: ComputedRef<boolean>;
  /** Shown only after a first attempt: nobody is told off for a field not reached yet. */
  readonly missing: Readonly<Ref<readonly FormField[]>>;
  /** What this form tried, else why the last session ended. */
  readonly failure: ComputedRef<Failure | undefined>;
  /** The failure is that of this form, so that there is something to decide on. */
  readonly hasTried: ComputedRef<boolean>;
  /** The server of which is asked first whether it may get a password in clear: nothing was sent yet. */
  readonly asksInClear: Ref<string | undefined>;
  signIn(): Promise<void>;
  /** The answer is yes, for this server and until somebody is signed in. */
  signInInClear(server: string): Promise<void>;
  tryDemo(): Promise<void>;
  trustCertificate(fingerprint: string): Promise<void>;
  allowOldTls(): Promise<void>;
  /** Signs in where the server sends us, as if that had been typed. */
  followRedirect(to: string): Promise<void>;
  cancel(): Promise<void>;
  /** What was tried for this form from elsewhere did not work, or needs something to be typed; what was said before is over. */
  stopped(failure?: Failure): void;
}

export function useSignIn(form: SignInForm, hasRememberedPassword: Readonly<Ref<boolean>>): SignIn {
  const model = useModelStore();
  const preferences = useSettingsStore();
  const missing = ref<readonly FormField[]>([]);
  const pending = ref<'demo' | 'server'>();
  const ownFailure = ref<Failure>();
  const asksInClear = ref<string>();
  /** What this says of an attempt is about another form than the one that stands here now. */
  const passed = shallowRef<Connection>();
  let acceptedInClear: string | undefined;

  const isPending = computed(() => pending.value !== undefined || model.connection.kind === 'connecting');
  const failure = computed(() => {
    const connection = model.connection;
    const isNews = connection.kind === 'signed-out' && connection !== passed.value;
    const found = ownFailure.value ?? (isNews ? connection.failure : undefined);
    return found?.code === 'cancelled' ? undefined : found;
  });

  async function attempt(kind: 'demo' | 'server', run: () => Promise<unknown>): Promise<void> {
    if (isPending.value) return;
    ownFailure.value = undefined;
    pending.value = kind;
    try {
      await run();
    } catch (error) {
      ownFailure.value = failureOfError(error);
    } finally {
      pending.value = undefined;
    }
  }

  async function signIn(): Promise<void> {
    await signInWith(hasRememberedPassword.value);
  }

  async function signInWith(hasRemembered: boolean): Promise<void> {
    missing.value = missingFields(form, hasRemembered);
    if (missing.value.length > 0) return;
    // What is asked about is what is sent, whatever is typed meanwhile.
    const input = signInInput(form);
    if (input.server !== acceptedInClear && plainTextOf(input, await isInsecure(input.server)) === 'password') {
      asksInClear.value = input.server;
      return;
    }
    await attempt('server', async () => {
      await invoke('session:sign-in', input);
      // Signed in either way; what could not be kept is asked for again next time.
      if (!input.isPublicComputer) await preferences.update(settingsAfter(form)).catch(() => undefined);
    });
  }

  /** A decision about this server only; then it is tried again with what was typed. */
  async function decide(run: () => Promise<unknown>): Promise<void> {
    try {
      await run();
    } catch (error) {
      ownFailure.value = failureOfError(error);
      return;
    }
    await signIn();
  }

  return {
    pending,
    isPending,
    missing,
    failure,
    hasTried: computed(() => ownFailure.value !== undefined),
    asksInClear,
    signIn,
    async signInInClear(server) {
      acceptedInClear = server;
      await signIn();
    },
    async tryDemo() {
      missing.value = [];
      await attempt('demo', () => invoke('session:try-demo'));
    },
    trustCertificate: (fingerprint) =>
      decide(() =>
        invoke('server:trust-certificate', {
          server: form.server,
          fingerprint,
          isPublicComputer: form.isPublicComputer,
        }),
      ),
    allowOldTls: () =>
      decide(() => invoke('server:allow-old-tls', { server: form.server, isPublicComputer: form.isPublicComputer })),
    async followRedirect(to) {
      // What is remembered for the server that sent us counts for the other one: nobody has to wait until that is found out.
      const hasRemembered = hasRememberedPassword.value;
      try {
        await invoke('session:agree-to-redirect', to);
      } catch (error) {
        ownFailure.value = failureOfError(error);
        return;
      }
      form.server = to;
      await signInWith(hasRemembered);
    },
    async cancel() {
      // If it is too late to cancel, the attempt itself tells how it ended.
      await invoke('session:cancel').catch(() => undefined);
    },
    stopped(found) {
      missing.value = [];
      passed.value = model.connection;
      ownFailure.value = found;
    },
  };
}

/** Whoever cannot tell asks rather than sends. */
const isInsecure = (server: string): Promise<boolean> => invoke('server:is-insecure', server).catch(() => true);
