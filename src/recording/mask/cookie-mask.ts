// Cookies: what they are called is masked, what they say is an alias; how long and where they hold stays.
import type { Aliases } from './aliases';
import { isHttpDate } from './known-headers';

const knownParts: ReadonlySet<string> = new Set([
  ...['path', 'domain', 'expires', 'max-age', 'secure', 'httponly', 'samesite', 'lax', 'strict', 'none', '/'],
]);
const seconds = /^-?\d{1,10}$/u;

export class CookieMask {
  constructor(
    private readonly aliases: Aliases,
    private readonly written: (text: string) => string,
  ) {}

  /** `Cookie`. */
  sent(value: string): string {
    return value
      .split(';')
      .map((part) => this.cookie(part))
      .join(';');
  }

  /** `Set-Cookie`. */
  set(value: string): string {
    // Several in one line, as some write them; a date has a comma, too.
    return value
      .split(/,(?=\s*[^\s;,=]+=)/u)
      .map((cookie) => {
        const [first = '', ...rest] = cookie.split(';');
        return [this.cookie(first), ...rest.map((part) => this.part(part))].join(';');
      })
      .join(',');
  }

  private cookie(part: string): string {
    const at = part.indexOf('=');
    if (at < 0) return this.aliases.of('cookie', part);
    return `${this.written(part.slice(0, at))}=${this.aliases.of('cookie', part.slice(at + 1))}`;
  }

  private part(part: string): string {
    const at = part.indexOf('=');
    const name = at < 0 ? part : part.slice(0, at);
    const folded = name.trim().toLowerCase();
    const isKnown = knownParts.has(folded);
    const masked = isKnown ? name : this.written(name);
    if (at < 0) return masked;
    const value = part.slice(at + 1);
    return `${masked}=${isKnown ? this.value(folded, value) : this.aliases.of('cookie', value)}`;
  }

  private value(name: string, value: string): string {
    const isKnown =
      knownParts.has(value.toLowerCase()) ||
      (name === 'expires' && isHttpDate(value)) ||
      (name === 'max-age' && seconds.test(value));
    return isKnown ? value : this.written(value);
  }
}
