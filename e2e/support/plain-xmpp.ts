// Somebody whose program is not Parley, at the XMPP service behind a gateway.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

interface Service {
  readonly port: number;
  readonly domain: string;
  readonly caFile: string;
}

type Fact =
  | { readonly kind: 'online' }
  | { readonly kind: 'room'; readonly room: string }
  | { readonly kind: 'presence'; readonly from: string; readonly isThere: boolean }
  | { readonly kind: 'heard'; readonly from: string; readonly text: string };

export interface PlainXmpp {
  /** All that it has heard and seen, in order. */
  readonly facts: readonly Fact[];
  /** To a person, or with `groupchat` to a room. */
  say(to: string, text: string, type?: 'chat' | 'groupchat'): void;
  stop(): Promise<void>;
}

/** Resolves when it is online. */
export async function startPlainXmpp(
  { port, domain, caFile }: Service,
  { user, password }: { readonly user: string; readonly password: string },
): Promise<PlainXmpp> {
  const program = 'e2e/support/plain_xmpp.mjs';
  const child = spawn(process.execPath, [program, String(port), domain, user, password], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const ended = once(child, 'close');
  const facts: Fact[] = [];
  await new Promise<void>((online, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const fact = JSON.parse(line) as Fact;
      facts.push(fact);
      if (fact.kind === 'online') online();
    });
    void ended.then(() => fail(new Error(`the other program ended: ${complaints}`)));
  });
  return {
    facts,
    say: (to, text, type = 'chat') => void child.stdin.write(`${JSON.stringify({ to, type, text })}\n`),
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
