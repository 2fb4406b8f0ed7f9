// A program for Electron that asks servers through proxies as they stand in networks. Started by real-proxies.spec.ts.
import { app, net, session } from 'electron';
import { failureOfError } from '../src/shared/domain/failure';
import { proxyAddress } from '../src/shared/proxy-address';
import { createProxyAccounts } from '../src/main/services/proxy-accounts';
import { createChromiumTransport } from '../src/main/transports/chromium-transport';
import { createServerSessions } from '../src/main/transports/server-sessions';
import type { Secrets } from '../src/main/store/secrets';

export interface ToldProxies {
  readonly plain: string;
  readonly secure: string;
  readonly fingerprint: string;
  readonly proxies: readonly {
    readonly name: string;
    /** As it is written in the settings. */
    readonly address: string;
    /** Told to it when it asks. */
    readonly password?: string;
    /** Its certificate is one that the computer knows. */
    readonly isKnown?: boolean;
    readonly isAskedTwice?: boolean;
  }[];
}

const { plain, secure, fingerprint, proxies } = JSON.parse(process.env['REAL_PROXIES'] ?? '{}') as ToldProxies;
const nothingKept: Secrets = {
  isAvailable: async () => false,
  has: () => false,
  get: async () => undefined,
  set: async () => false,
  delete() {},
};

async function ask(
  { address, password, isKnown = false, isAskedTwice = false }: ToldProxies['proxies'][number],
  url: string,
) {
  const named = (partition: string): string => `${partition}-${address}-${password}-${isKnown}-${url}`;
  const sessions = createServerSessions((partition, options) => session.fromPartition(named(partition), options));
  const trusted = sessions({ origin: new URL(secure).origin, allowOldTls: false, fingerprint });
  if (isKnown) {
    // Nobody vouches for it in the store of this computer; the server is still known by its fingerprint alone elsewhere.
    trusted.session.setCertificateVerifyProc((_, callback) => callback(0));
  }
  await trusted.session.setProxy({ proxyRules: proxyAddress(address)!, proxyBypassRules: '<-loopback>' });
  const accounts = createProxyAccounts(nothingKept);
  if (password !== undefined) {
    // As if it had asked before.
    const proxy = address.replace(/^\w+:\/\//u, '');
    await accounts.credentialsFor(proxy);
    accounts.answer({ proxy, user: 'dana', password, remember: false, isPublicComputer: false });
  }
  const transport = createChromiumTransport(net, trusted, { proxySignIn: accounts });
  const request = { method: 'GET', url: `${url}/echo`, headers: {}, timeoutMs: 15_000 } as const;
  const once = (): Promise<object> =>
    transport.request(request).then(
      ({ status }) => ({ status }),
      (error: unknown) => failureOfError(error),
    );
  return isAskedTwice ? [await once(), await once()] : once();
}

void app.whenReady().then(async () => {
  for (const proxy of proxies) {
    const outcome = await Promise.all([ask(proxy, secure), ask(proxy, plain)]).then(
      ([ofSecure, ofPlain]) => ({ secure: ofSecure, plain: ofPlain }),
      (error: unknown) => ({ error: String(error) }),
    );
    process.stdout.write(`${JSON.stringify({ name: proxy.name, outcome })}\n`);
  }
  app.exit(0);
});
