// The mask of what stands before a body: paths and headers.
import { serviceIn } from '../channels';
import type { Header } from '../format';
import { targetHeaders } from '../targets';
import { Aliases } from './aliases';
import { CookieMask } from './cookie-mask';
import type { DocumentMask } from './document-mask';
import { isHttpDate, isKnownHeader, wordsOfHeader } from './known-headers';
import { isCode } from './known-values';
import { isSecretName, secret } from './secret-names';
import { maskTarget } from './target-mask';

const schemeOfSignIn = /^\s*(?:NTLM|Negotiate|Basic|Digest|Kerberos|Bearer)\b/iu;
const knownParameter = /^(?:(?:sid|ackid)=\d{1,10}|ua=(?:true|false))$/iu;

export class HeadMask {
  private readonly aliases = new Aliases();
  private readonly cookies: CookieMask;

  constructor(private readonly documents: DocumentMask) {
    this.cookies = new CookieMask(this.aliases, (text) => documents.written(text));
  }

  /** `path`: with its query. */
  path(path: string): string {
    const at = path.indexOf('?');
    const folder = (at < 0 ? path : path.slice(0, at)).replace(/^[/\\]+/u, '/');
    const known = serviceIn(folder) ?? '';
    const masked = this.documents.written(folder.slice(0, folder.length - known.length)) + known;
    const parameters = at < 0 ? [] : path.slice(at + 1).split('&');
    return at < 0 ? masked : `${masked}?${parameters.map((each) => this.parameter(each)).join('&')}`;
  }

  headers(headers: readonly Header[]): Header[] {
    return headers.map(([name, value]) => [this.name(name), this.value(name.toLowerCase(), value)]);
  }

  private parameter(parameter: string): string {
    return knownParameter.test(parameter) ? parameter : this.documents.field(parameter);
  }

  private name(name: string): string {
    return isKnownHeader(name) ? name : this.documents.name(name, 'header');
  }

  private value(name: string, value: string): string {
    switch (name) {
      case 'cwa-ticket':
        return value
          .split(',')
          .map((part) => this.aliases.of('ticket', part))
          .join(',');
      case 'cookie':
        return this.cookies.sent(value);
      case 'set-cookie':
        return this.cookies.set(value);
      case 'authorization':
      case 'www-authenticate':
      case 'proxy-authorization':
      case 'proxy-authenticate':
      case 'proxy-authentication-info':
        return signIn(value);
      default:
        if (targetHeaders.has(name)) return maskTarget(value, (path) => this.path(path));
        if (isKnownHeader(name)) return this.words(name, value);
        if (isSecretName(name)) return value.trim() === '' ? value : secret;
        return this.documents.isAllowed(name) && isCode(value) ? value : this.documents.written(value);
    }
  }

  private words(name: string, value: string): string {
    const words = wordsOfHeader(name, value);
    if (isHttpDate(value) || words.every(({ isPlain }) => isPlain)) return value;
    // What is secret among them is seen in the whole alone.
    const whole = this.documents.written(value);
    if (whole.includes(secret)) return whole;
    let masked = '';
    let done = 0;
    for (const { text, index, isKnown } of words) {
      masked += value.slice(done, index) + (isKnown ? text : this.documents.written(text));
      done = index + text.length;
    }
    return masked + value.slice(done);
  }
}

/** Of what is said in a Windows sign-in the scheme is enough. */
function signIn(value: string): string {
  const isAlone = value.split(',').every((offer) => schemeOfSignIn.exec(offer)?.[0] === offer.trimEnd());
  return isAlone ? value : `${schemeOfSignIn.exec(value)?.[0] ?? ''} ${secret}`.trimStart();
}
