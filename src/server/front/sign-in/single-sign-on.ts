// Single sign-on (protocol.md 1.3): this server plays the proxy in front as well. It shows a form, checks what is posted back, gives
// its own token (a cookie that is no ticket) and redirects to /sso/logon.html, where the token turns into a ticket.
import { randomBytes } from 'node:crypto';
import type { Person } from '../../world';
import type { Answer, Exchange } from '../http/exchange';
import { ssoPaths } from '../http/paths';
import { checkPassword, welcome, type SignInContext } from './forms';

const cookieName = 'sso';
/** Long enough to follow a redirect. */
const tokenLifeMs = 60_000;
const maxTokens = 1_000;

export class SingleSignOn {
  private readonly tokens = new Map<string, { readonly person: Person; readonly until: number }>();

  constructor(private readonly now: () => number) {}

  async answer(context: SignInContext, exchange: Exchange): Promise<Answer> {
    const { method, path } = exchange;
    if (path === ssoPaths.logoff)
      return page('Signed out', '<p>You are signed out.</p>', { 'Set-Cookie': cookie('', 0) });
    if (path === ssoPaths.form && method === 'POST') return this.signIn(context, exchange);
    if (path === ssoPaths.form) return form();
    // The body of a POST is the client's `logon`, which has nothing in it to look at (3.1).
    if (method === 'POST') await exchange.body();
    const person = this.take(tokenIn(exchange.request.headers.cookie));
    if (!person) return form();
    const answer = welcome(context.tickets.issue(person, 'sso'));
    return { ...answer, headers: { ...answer.headers, 'Set-Cookie': cookie('', 0) } };
  }

  private async signIn(context: SignInContext, exchange: Exchange): Promise<Answer> {
    // A page of somebody else, which would sign its visitor in as who it likes, does not get this far (`own-address.ts`).
    const fields = new URLSearchParams(await exchange.body());
    const user = fields.get('user') ?? '';
    const person = await checkPassword(context, { user, password: fields.get('password') ?? '' }, exchange, 'sso');
    if ('error' in person) return form(user, person.error.detail);
    return { status: 302, headers: { Location: ssoPaths.logon, 'Set-Cookie': cookie(this.give(person), tokenLifeMs) } };
  }

  private give(person: Person): string {
    for (const [token, { until }] of this.tokens) if (until < this.now()) this.tokens.delete(token);
    const [oldest] = this.tokens.keys();
    if (oldest !== undefined && this.tokens.size >= maxTokens) this.tokens.delete(oldest);
    const token = randomBytes(32).toString('base64url');
    this.tokens.set(token, { person, until: this.now() + tokenLifeMs });
    return token;
  }

  /** Good for once. */
  private take(token: string | undefined): Person | undefined {
    const entry = token === undefined ? undefined : this.tokens.get(token);
    if (token !== undefined) this.tokens.delete(token);
    return entry && entry.until >= this.now() ? entry.person : undefined;
  }
}

const cookie = (value: string, lifeMs: number): string =>
  `${cookieName}=${value}; Path=/sso; HttpOnly; SameSite=Strict; Max-Age=${Math.floor(lifeMs / 1_000)}`;

function tokenIn(header: string | undefined): string | undefined {
  return /(?:^|;\s*)sso=([\w-]{1,100})(?:;|$)/u.exec(header ?? '')?.[1];
}

function form(user = '', message?: string): Answer {
  return page(
    'Sign in',
    `${message === undefined ? '' : `<p role="alert">${escape(message)}</p>`}
<form method="post" action="${ssoPaths.form}">
<label>User name <input name="user" autocomplete="username" required value="${escape(user.slice(0, 256))}"></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button>
</form>`,
  );
}

const style = `body{font:16px system-ui,sans-serif;max-width:22rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}
label,button{display:block;margin-block:1rem;width:100%}input,button{font:inherit;width:100%;padding:.5rem;box-sizing:border-box}`;

function page(title: string, content: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
      'Referrer-Policy': 'same-origin',
      ...headers,
    },
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1>${content}</main></body></html>`,
  };
}

function escape(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`);
}
