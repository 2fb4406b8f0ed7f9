// The mask of a document. Names stay where they are the protocol's, or allowed; values where they are codes. Everything else is masked by
// its shape, and so is all that cannot be read: what a document means is never needed to hide what it says.
//
// A rule of the mask has a file of this folder:
//   what stays      `known-names.ts` and `known-values.ts` of documents, `known-headers.ts` of heads, `field-mask.ts` in formats
//   what is gone    `secret-names.ts`, found in a text by `secrets.ts`; `unreadable.ts`; `aliases.ts` for tickets and cookies
//   what is replaced  `word-mask.ts`, word by word; `escapes.ts`, `misread.ts` and `written-text.ts` find the words however they are
//                   written; `target-mask.ts` for what leads elsewhere
//   who is told     `unknown-names.ts`
// `document-walk.ts` takes a document apart for this file; `head-mask.ts`, `cookie-mask.ts` and `command-mask.ts` do what is no document.
import { parseXml } from '../../protocol/xml';
import { ProtocolError } from '../../protocol/protocol-error';
import { localName, walk, type Pieces, type Place } from './document-walk';
import { codedNames, knownNames, namedByWords, pageElements, wordedNames } from './known-names';
import { maskDiagnostics, maskFormat } from './field-mask';
import { isCode, isCodeOf, isKnownNamespace, isKnownWord } from './known-values';
import { isSecretName, secret } from './secret-names';
import { withoutSecrets } from './secrets';
import { leadingNowhere, maskTarget } from './target-mask';
import { UnknownNames, type UnknownName } from './unknown-names';
import { isUnreadableBody } from './unreadable';
import type { WordMask } from './word-mask';
import { maskWritten } from './written-text';

export class DocumentMask implements Pieces {
  private readonly names = new UnknownNames();
  private readonly allowed: ReadonlySet<string>;
  /** Their numbers. */
  private readonly groups = new Set<string>();

  /** `allowed`: names that are to be treated as known ones. */
  constructor(
    private readonly words: WordMask,
    allowed: readonly string[] = [],
  ) {
    this.allowed = new Set(allowed.map((name) => name.toLowerCase()));
  }

  /** Names that nobody knows. */
  get unknown(): readonly UnknownName[] {
    return this.names.all;
  }

  mask(text: string): string {
    return this.names.unless(isWellFormed(text), () => {
      if (isMarkup.test(text)) return walk(text, this);
      if (isUnreadableBody(text)) return secret;
      return text.includes('<') ? walk(withoutSecrets(text), this) : this.fields(text);
    });
  }

  /** A form, or no document at all. */
  private fields(text: string): string {
    return formStart.test(text)
      ? text
          .split('&')
          .map((field) => this.field(field))
          .join('&')
      : this.written(text);
  }

  /** `name=value`, of a form or an address. */
  field(field: string): string {
    const at = field.indexOf('=');
    const name = field.slice(0, Math.max(at, 0));
    if (!isSecretName(unescaped(name)) || at === field.length - 1) return this.written(field);
    return `${fieldNames.test(name) ? name : this.words.text(name)}=${secret}`;
  }

  written(text: string): string {
    return maskWritten(text, this.words, true);
  }

  /** `place`: where it stands; undefined in a head. */
  name(written: string, kind: UnknownName['kind'], place?: Place): string {
    const masked = this.nameAgain(written);
    const name = written.slice(written.lastIndexOf(':') + 1);
    // In a secret it may be a piece of it, in a page it is none of the protocol's, and a prefix is nobody's.
    const isTold = !place?.isSecret && !place?.isPage && !written.startsWith('xmlns:');
    if (isTold && !this.isKnown(name)) this.names.note(kind, name, masked.slice(masked.lastIndexOf(':') + 1));
    return masked;
  }

  nameAgain(written: string): string {
    return written
      .split(':')
      .map((part) => (this.isKnown(part) ? part : this.words.text(part)))
      .join(':');
  }

  isAllowed(name: string): boolean {
    return this.allowed.has(name.toLowerCase());
  }

  /** `outer`: where the element stands. */
  placeOf(element: string, outer: Place, names: readonly string[] = []): Place {
    const local = localName(element);
    return {
      element,
      isForeign: outer.isForeign || !this.isKnown(local) || local === 'contactcard',
      isPage: outer.isPage || pageElements.has(local),
      // A session is one where it is a value; as an element it holds others.
      isSecret:
        outer.isSecret ||
        (local !== 'session' && this.isSecret(local, outer)) ||
        (isLabelled(local) && names.some(isSecretName)),
    };
  }

  /** Names of the protocol say no secret where they have their place. */
  private isSecret(local: string, { isForeign }: Place): boolean {
    return isSecretName(local) && (local === 'password' || isForeign || !knownNames.has(local));
  }

  attribute(name: string, value: string, place: Place): string {
    if (name === 'xmlns' || name.startsWith('xmlns:')) return isKnownNamespace(value) ? value : this.written(value);
    const [local, element] = [localName(name), localName(place.element)];
    if (value.trim() !== '' && (this.isSecret(local, place) || (place.isSecret && !isLabel(local)))) return secret;
    const isNamed = local === 'name' && namedByWords.has(element);
    const isKind = local === 'type' && element === 'phone';
    if ((isNamed || isKind) && isKnownWord(value)) return value;
    if (local === 'id' && element === 'group' && isCodeOf(local, value)) this.groups.add(value);
    // The state that somebody lives in.
    const isAddress = local === 'state' && element === 'user';
    return !isAddress && this.stays(local, value, place) ? value : this.written(value);
  }

  /** What stands between tags. */
  content(text: string, place: Place): string {
    const local = localName(place.element);
    if (place.isSecret) return text.trim() === '' ? text : secret;
    switch (local) {
      case 'format':
        return maskFormat(text, this.words);
      case 'ms-diagnostics':
        return maskDiagnostics(text, this.words);
      case 'signindata':
        return this.packed(text);
      case 'customauthlogoffurl':
        return text.trim() === '' ? text : this.page(text);
      default:
        return this.stays(local, text, place) ? text : this.written(text);
    }
  }

  /** One to visit: with its whole address. */
  private page(text: string): string {
    const masked = maskTarget(text, (path) => this.written(path));
    return /^https?:/iu.test(masked) ? masked : leadingNowhere;
  }

  /** 4.5: a document in Base64. */
  private packed(text: string): string {
    if (!/^[A-Za-z0-9+/]{4,}={0,2}$/u.test(text)) return this.written(text);
    const bytes = Buffer.from(text, 'base64');
    const encoding = bytes[1] === 0 ? 'utf16le' : 'utf8';
    const inside = bytes.toString(encoding);
    if (!inside.trimStart().startsWith('<')) return this.written(text);
    return Buffer.from(this.mask(inside), encoding).toString('base64');
  }

  private stays(local: string, value: string, { isForeign, isPage }: Place): boolean {
    if (this.allowed.has(local) && isCode(value)) return true;
    if (isForeign) return value.trim() === '';
    if (local === 'groups' && this.areGroups(value)) return true;
    if (wordedNames.has(local) || (isPage && codedNames.has(local))) return value.trim() === '' || isKnownWord(value);
    return codedNames.has(local) && isCodeOf(local, value);
  }

  /** Numbers that the server has given out, or small ones. */
  private areGroups(value: string): boolean {
    return value.split(' ').every((id) => /^\d{0,2}$/u.test(id) || this.groups.has(id));
  }

  private isKnown(name: string): boolean {
    const folded = name.toLowerCase();
    return knownNames.has(folded) || this.allowed.has(folded);
  }
}

const formStart = /^[^\s=&{[<"']{1,200}=/u;
/** Of secrets in forms, as they are called everywhere. */
const fieldNames = /^(?:pass(?:word|wd|phrase)?|pwd|ticket|token|secret)$/iu;

/** Elements whose `name` says what their value is: those of forms, and whatever nobody knows. People are called all sorts of things. */
function isLabelled(local: string): boolean {
  return local === 'input' || local === 'meta' || !knownNames.has(local);
}

/** What tells which of several is meant. */
function isLabel(local: string): boolean {
  return local === 'name' || local === 'id' || local === 'key' || local === 'type';
}

/** However often it was escaped. */
function unescaped(name: string): string {
  let text = name;
  for (let turn = 0; turn < 4 && text.includes('%'); turn += 1) {
    try {
      text = decodeURIComponent(text);
    } catch {
      return text;
    }
  }
  return text;
}

const isMarkup = /^[\s\uFEFF]*</u;

/** From its first sign to its last: then what stands where a name should is one. */
function isWellFormed(text: string): boolean {
  if (!isMarkup.test(text)) return false;
  try {
    parseXml(text);
    return true;
  } catch (error) {
    if (error instanceof ProtocolError) return false;
    throw error;
  }
}
