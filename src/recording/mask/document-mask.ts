// The mask of a document, whatever came in the place of one: tag by tag, and what is between. Markup and white space stay as they are
// written; names stay where they are the protocol's, or allowed; values where they are codes. Everything else is masked by its shape,
// and so is all that cannot be read: what a document means is never needed to hide what it says.
import { beginsName } from '../../protocol/xml-names';
import { endOfName } from '../../protocol/xml-scanner';
import { nowhere } from '../targets';
import { codedNames, knownNames, namedByWords, wordedNames } from './known-names';
import { isCode, isCodeOf, isKnownNamespace, isKnownWord, maskDiagnostics, maskFormat } from './mask-values';
import { isSecretName, secret } from './secrets';
import type { WordMask } from './word-mask';
import { maskWritten } from './written-text';

/** Where something stands: in which element, and what that and those around it are. */
interface Place {
  readonly element: string;
  /** In what nobody knows, or what is all somebody's: a number that has the name of one of the protocol is not one of it. */
  readonly isForeign: boolean;
  /** In what is a secret by its name. */
  readonly isSecret: boolean;
}
const nowhereYet: Place = { element: '', isForeign: false, isSecret: false };

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

export class DocumentMask {
  /** By kind and name. */
  readonly unknown = new Map<string, UnknownName>();
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

  mask(text: string): string {
    if (!text.includes('<')) return this.fields(text);
    return new Walk(text, this).run();
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

  private stays(local: string, value: string, { isForeign }: Place): boolean {
    if (this.allowed.has(local) && isCode(value)) return true;
    if (isForeign) return value.trim() === '';
    if (local === 'groups' && this.areGroups(value)) return true;
    return wordedNames.has(local) ? isKnownWord(value) : codedNames.has(local) && isCodeOf(local, value);
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
const declaration = /^<\?xml version="1\.\d"(?: encoding="[Uu][Tt][Ff]-(?:8|16)")?(?: standalone="(?:yes|no)")?\s*$/u;

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1).toLowerCase();
}

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

/** Of a tag, from behind its name. */
const labels = /\b(?:name|id|key|type|property)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/giu;

function labelsIn(text: string, from: number): string[] {
  const quoted = /"[^"]*"|'[^']*'|[^"'<>]+/uy;
  let end = from;
  for (quoted.lastIndex = from; quoted.test(text);) end = quoted.lastIndex;
  return [...text.slice(from, end).matchAll(labels)].map(([, one, other, bare]) => one ?? other ?? bare ?? '');
}

/** Once over the text, from the first character to the last. */
class Walk {
  private readonly out: string[] = [];
  private readonly open: Place[] = [];
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly masks: DocumentMask,
  ) {}

  run(): string {
    const { text } = this;
    while (this.at < text.length) {
      const angle = text.indexOf('<', this.at);
      const end = angle < 0 ? text.length : angle;
      if (end > this.at) this.content(end);
      if (angle >= 0) this.markup();
    }
    return this.out.join('');
  }

  private get place(): Place {
    return this.open.at(-1) ?? nowhereYet;
  }

  private content(end: number): void {
    this.out.push(this.masks.content(this.text.slice(this.at, end), this.place));
    this.at = end;
  }

  private markup(): void {
    const { text, at } = this;
    if (text.startsWith('<!--', at)) return this.section('<!--', '-->');
    if (text.startsWith('<![CDATA[', at)) return this.section('<![CDATA[', ']]>');
    if (text.startsWith('<?', at)) return this.instruction();
    if (text.startsWith('</', at) && beginsName(text, at + 2)) return this.endTag();
    if (beginsName(text, at + 1)) return this.startTag();
    this.keep(at + 1);
  }

  private keep(end: number): void {
    this.out.push(this.text.slice(this.at, end));
    this.at = end;
  }

  /** One that is never closed takes all that follows with it. */
  private section(begin: string, end: string): void {
    this.keep(this.at + begin.length);
    const close = this.text.indexOf(end, this.at);
    this.content(close < 0 ? this.text.length : close);
    this.keep(close < 0 ? this.text.length : close + end.length);
  }

  private instruction(): void {
    const close = this.text.indexOf('?>', this.at);
    const end = close < 0 ? this.text.length : close;
    const written = this.text.slice(this.at, end);
    this.out.push(declaration.test(written) ? written : this.masks.written(written));
    this.at = end;
    this.keep(Math.min(end + 2, this.text.length));
  }

  private endTag(): void {
    const nameStart = this.at + 2;
    const nameEnd = endOfName(this.text, nameStart);
    const name = this.text.slice(nameStart, nameEnd);
    this.out.push('</', this.masks.name(name, 'element'));
    this.at = nameEnd;
    // Behind a tag that fits none nobody knows where they are: what stands there is then masked.
    if (this.place.element === name) this.open.pop();
    else this.open.length = 0;
    const close = this.text.indexOf('>', this.at);
    const end = close < 0 ? this.text.length : close;
    this.out.push(this.masks.written(this.text.slice(this.at, end)));
    this.at = end;
    this.keep(Math.min(end + 1, this.text.length));
  }

  private startTag(): void {
    const { text } = this;
    const nameStart = this.at + 1;
    this.keep(nameStart);
    const nameEnd = endOfName(text, nameStart);
    const name = text.slice(nameStart, nameEnd);
    this.out.push(this.masks.name(name, 'element'));
    this.at = nameEnd;
    const place = this.masks.placeOf(name, this.place, labelsIn(text, nameEnd));
    while (this.at < text.length) {
      const code = text.charAt(this.at);
      if (code === '<') return;
      if (code === '>') {
        const isOpen = text.charAt(this.at - 1) !== '/';
        if (isOpen) this.open.push(place);
        this.keep(this.at + 1);
        if (isOpen && place.isSecret) this.secretContent(name);
        return;
      }
      if (endOfName(text, this.at) > this.at) this.attribute(place);
      else this.keep(this.at + 1);
    }
  }

  private attribute(place: Place): void {
    const { text } = this;
    const end = endOfName(text, this.at);
    const name = text.slice(this.at, end);
    this.out.push(this.masks.name(name, 'attribute'));
    this.at = end;
    const assigned = /\s*=\s*/uy;
    assigned.lastIndex = end;
    if (!assigned.test(text)) return;
    this.keep(assigned.lastIndex);
    const quote = text.charAt(this.at);
    const isQuoted = quote === '"' || quote === "'";
    if (isQuoted) this.keep(this.at + 1);
    const close = isQuoted ? text.indexOf(quote, this.at) : endOfName(text, this.at);
    const valueEnd = close < 0 ? text.length : close;
    const value = text.slice(this.at, valueEnd);
    this.out.push(this.masks.attribute(name, value, place));
    this.at = valueEnd;
    if (isQuoted) this.keep(Math.min(valueEnd + 1, text.length));
  }

  /** Up to its own end tag, whatever stands there: clients have sent passwords that were not escaped (field notes). */
  private secretContent(name: string): void {
    const close = this.text.indexOf(`</${name}`, this.at);
    const end = close < 0 ? this.text.length : close;
    const hasChildren = localName(name) !== 'password' && this.text.slice(this.at, end).includes('</');
    if (hasChildren || end === this.at) return;
    this.out.push(secret);
    this.at = end;
  }
}
