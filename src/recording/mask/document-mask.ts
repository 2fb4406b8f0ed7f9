// The mask of a document. Names stay where they are the protocol's, or allowed; values where they are codes. Everything else is masked by
// its shape, and so is all that cannot be read: what a document means is never needed to hide what it says.
//
// What of this folder builds on what: `known-names.ts` is the data and `mask-values.ts` its codes; `word-mask.ts` replaces what is left, word
// by word, `misread.ts`, `secrets.ts` and `written-text.ts` find the words in whatever way they are written; `document-walk.ts` takes a
// document apart for this one; `head-mask.ts` and `command-mask.ts` do the same for what is no document.
import { nowhere } from '../targets';
import { localName, walk, type Pieces, type Place } from './document-walk';
import { codedNames, knownNames, namedByWords, pageElements, wordedNames } from './known-names';
import { isCode, isCodeOf, isKnownNamespace, isKnownWord, maskDiagnostics, maskFormat } from './mask-values';
import { isSecretName, secret, withoutSecrets } from './secrets';
import type { WordMask } from './word-mask';
import { maskWritten } from './written-text';

/** A name that nobody knows: for the person who records, and for nobody else. */
export interface UnknownName {
  readonly kind: 'element' | 'attribute' | 'header';
  /** As it came. */
  readonly name: string;
  /** As it stands in the recording. */
  readonly written: string;
  /** How often it came. */
  readonly count: number;
}

export class DocumentMask implements Pieces {
  /** By kind and name. */
  readonly unknown = new Map<string, UnknownName>();
  private readonly allowed: ReadonlySet<string>;
  /** Their numbers. */
  private readonly groups = new Set<string>();
  /** Whether `unknown` hears of names. */
  private isTold = true;

  /** `allowed`: names that are to be treated as known ones. */
  constructor(
    private readonly words: WordMask,
    allowed: readonly string[] = [],
  ) {
    this.allowed = new Set(allowed.map((name) => name.toLowerCase()));
  }

  mask(text: string): string {
    if (!text.includes('<')) return this.fields(text);
    if (/^[\s\uFEFF]*</u.test(text)) return walk(text, this);
    return this.untold(() => walk(withoutSecrets(text), this));
  }

  /** Of what is no document, names are whatever somebody wrote behind a bracket: nobody is told them. */
  private untold(masked: () => string): string {
    const wasTold = this.isTold;
    this.isTold = false;
    try {
      return masked();
    } finally {
      this.isTold = wasTold;
    }
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

  name(written: string, kind: UnknownName['kind']): string {
    return written
      .split(':')
      .map((part, at, { length }) => {
        if (this.isKnown(part)) return part;
        const masked = this.words.text(part);
        if (at === length - 1) this.noteUnknown(kind, part, masked);
        return masked;
      })
      .join(':');
  }

  private noteUnknown(kind: UnknownName['kind'], name: string, written: string): void {
    if (!this.isTold) return;
    const count = (this.unknown.get(`${kind} ${name}`)?.count ?? 0) + 1;
    this.unknown.set(`${kind} ${name}`, { kind, name, written, count });
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
        return this.target(text);
      default:
        return this.stays(local, text, place) ? text : this.written(text);
    }
  }

  /** That there is a page to visit, but not where. */
  private target(text: string): string {
    if (text.trim() === '') return text;
    const [, scheme = 'https', address = ''] = /^(https?):\/\/(\S*)$/iu.exec(text.trim()) ?? [];
    const at = address.search(/[/?#]/u);
    return `${scheme}://${nowhere}${at < 0 ? '/' : this.written(address.slice(at))}`;
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

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
