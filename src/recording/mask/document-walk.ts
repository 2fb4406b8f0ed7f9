// Over a document once, from its first character to its last, whatever came in the place of one: tags, attributes, and what is between.
// Markup and white space stay as they are written; what becomes of the rest is the caller's to say (`document-mask.ts`).
import { beginsName } from '../../protocol/xml-names';
import { endOfName } from '../../protocol/xml-scanner';
import { secret } from './secret-names';

/** Where something stands: in which element, and what that and those around it are. */
export interface Place {
  readonly element: string;
  /** In what nobody knows, or what is all somebody's: a number that has the name of one of the protocol is not one of it. */
  readonly isForeign: boolean;
  /** In a page, or in a message that is formatted as one: its numbers are not the protocol's. */
  readonly isPage: boolean;
  /** In what is a secret by its name. */
  readonly isSecret: boolean;
}
const nowhereYet: Place = { element: '', isForeign: false, isPage: false, isSecret: false };

/** What becomes of each piece. */
export interface Pieces {
  /** Where it begins, or is an attribute's. `place`: where it stands. */
  name(written: string, kind: 'element' | 'attribute', place: Place): string;
  /** Where its element ends. */
  nameAgain(written: string): string;
  attribute(name: string, value: string, place: Place): string;
  /** What stands between tags. */
  content(text: string, place: Place): string;
  /** What stands where nothing should. */
  written(text: string): string;
  /** `outer`: where the element stands; `labels`: what its attributes say it is. */
  placeOf(element: string, outer: Place, labels: readonly string[]): Place;
}

export function walk(text: string, pieces: Pieces): string {
  return new Walk(text, pieces).run();
}

/** Without its prefix, in lower case. */
export function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1).toLowerCase();
}

const declaration = /^<\?xml version="1\.\d"(?: encoding="[Uu][Tt][Ff]-(?:8|16)")?(?: standalone="(?:yes|no)")?\s*$/u;

/** Of a tag, from behind its name. */
const labels = /\b(?:name|id|key|type|property)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/giu;

function labelsIn(text: string, from: number): string[] {
  const quoted = /"[^"]*"|'[^']*'|[^"'<>]+/uy;
  let end = from;
  for (quoted.lastIndex = from; quoted.test(text);) end = quoted.lastIndex;
  return [...text.slice(from, end).matchAll(labels)].map(([, one, other, bare]) => one ?? other ?? bare ?? '');
}

class Walk {
  private readonly out: string[] = [];
  private readonly open: Place[] = [];
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly pieces: Pieces,
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
    this.out.push(this.pieces.content(this.text.slice(this.at, end), this.place));
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
    this.out.push(declaration.test(written) ? written : this.pieces.written(written));
    this.at = end;
    this.keep(Math.min(end + 2, this.text.length));
  }

  private endTag(): void {
    const nameStart = this.at + 2;
    const nameEnd = endOfName(this.text, nameStart);
    const name = this.text.slice(nameStart, nameEnd);
    this.out.push('</', this.pieces.nameAgain(name));
    this.at = nameEnd;
    // Behind a tag that fits none nobody knows where they are: what stands there is then masked.
    if (this.place.element === name) this.open.pop();
    else this.open.length = 0;
    const close = this.text.indexOf('>', this.at);
    const end = close < 0 ? this.text.length : close;
    this.out.push(this.pieces.written(this.text.slice(this.at, end)));
    this.at = end;
    this.keep(Math.min(end + 1, this.text.length));
  }

  private startTag(): void {
    const { text } = this;
    const nameStart = this.at + 1;
    this.keep(nameStart);
    const nameEnd = endOfName(text, nameStart);
    const name = text.slice(nameStart, nameEnd);
    this.out.push(this.pieces.name(name, 'element', this.place));
    this.at = nameEnd;
    const place = this.pieces.placeOf(name, this.place, labelsIn(text, nameEnd));
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
    this.out.push(this.pieces.name(name, 'attribute', place));
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
    this.out.push(this.pieces.attribute(name, value, place));
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
