// A program for Electron that asks a server through proxies that want to know who this is. Started by proxy-sign-in.spec.ts.
import { app, net, session } from 'electron';
import { failureOfError } from '../src/shared/domain/failure';
import { createProxyAccounts, type ProxyAccounts } from '../src/main/services/proxy-accounts';
import type { Secrets } from '../src/main/store/secrets';
import { createChromiumTransport, type ChromiumTransport } from '../src/main/transports/chromium-transport';
import { createServerSessions } from '../src/main/transports/server-sessions';
import type { HttpRequest } from '../src/main/uc/http/transport';

interface Told {
  readonly plain: string;
  readonly secure: string;
  readonly fingerprint: string;
  readonly basic: string;
  readonly ntlm: string;
  readonly unknown: string;
}
const told = JSON.parse(process.env['PROXY_ADDRESSES'] ?? '{}') as Told;

let count = 0;
const nothingKept: Secrets = {
  isAvailable: async () => false,
  has: () => false,
  get: async () => undefined,
  set: async () => false,
  delete() {},
};

interface Subject {
  readonly transport: ChromiumTransport;
  readonly accounts: ProxyAccounts;
}

async function behind(proxy: string): Promise<Subject> {
  count += 1;
  const sessions = createServerSessions((name, options) => session.fromPartition(`${name}-${count}`, options));
  const trusted = sessions({ origin: told.secure, allowOldTls: false, fingerprint: told.fingerprint });
  await trusted.session.setProxy({ proxyRules: proxy, proxyBypassRules: '<-loopback>' });
  const accounts = createProxyAccounts(nothingKept);
  return { transport: createChromiumTransport(net, trusted, { proxySignIn: accounts }), accounts };
}

/** Status and body, or the failure. */
function ask({ transport }: Subject, url: string, more: Partial<HttpRequest> = {}): Promise<unknown> {
  const request = { method: 'POST', headers: {}, body: '<a/>', timeoutMs: 30_000, ...more } as const;
  return transport.request({ url, ...request }).then(
    ({ status, headers }) => ({ status, ticket: headers['cwa-ticket'] }),
    (error: unknown) => failureOfError(error),
  );
}

const answer = (subject: Subject, proxy: string, user: string, password: string): void =>
  subject.accounts.answer({ proxy, user, password, remember: false, isPublicComputer: false });

async function askAndAnswer(proxy: string, url: string, user: string, password: string): Promise<unknown> {
  const subject = await behind(proxy);
  const before = await ask(subject, url);
  answer(subject, proxy, user, 'not this');
  const wrong = await ask(subject, url);
  const again = await ask(subject, url);
  answer(subject, proxy, user, password);
  const right = await ask(subject, url);
  // Both at once, and after everything was forgotten.
  await subject.transport.renew();
  const both = await Promise.all([ask(subject, url), ask(subject, url)]);
  subject.accounts.forget();
  await subject.transport.forgetSignIns();
  await subject.transport.renew();
  const forgotten = await ask(subject, url);
  return { before, wrong, again, right, both, forgotten };
}

const user = 'EXAMPLE\\dana';
const password = 'correct hörse';

const steps: Readonly<Record<string, () => Promise<unknown>>> = {
  'basic plain': () => askAndAnswer(told.basic, `${told.plain}/echo`, 'dana', 'for the proxy'),
  'basic secure': () => askAndAnswer(told.basic, `${told.secure}/echo`, 'dana', 'for the proxy'),
  'ntlm secure': () => askAndAnswer(told.ntlm, `${told.secure}/echo`, user, password),
  'unknown secure': async () => ask(await behind(told.unknown), `${told.secure}/echo`),
  'unknown plain': async () => ask(await behind(told.unknown), `${told.plain}/echo`),
  async 'integrated server behind basic'() {
    const subject = await behind(told.basic);
    const url = `${told.secure}/integrated`;
    const authentication = { kind: 'integrated', user, password } as const;
    const before = await ask(subject, url, { authentication });
    answer(subject, told.basic, 'dana', 'for the proxy');
    return { before, after: await ask(subject, url, { authentication }) };
  },
};

void app.whenReady().then(async () => {
  for (const [step, run] of Object.entries(steps)) {
    const outcome = await run().catch((error: unknown) => ({ error: String(error) }));
    process.stdout.write(`${JSON.stringify({ step, outcome })}\n`);
  }
  app.exit(0);
});
