// What a request is called: then by one number, now by another (protocol.md 2.1). What is told of it has to name the one of now.
import type { XmlElement } from '../../protocol/xml';
import { localName } from '../../protocol/xml-reader';

/** What nobody asks now is named by nothing that something else could have. */
const nobodys = (then: string): string => `then-${then}`;

const tags = /<[^<>]*>/gu;
/** In a tag: the attribute with its quotes. */
const numbers = /\srid\s{0,9}=\s{0,9}(?:"[^"]{0,40}"|'[^']{0,40}')/giu;

export class RequestNumbers {
  private readonly now = new Map<string, string>();

  /** `asked`: each number that a request of the recording has. */
  constructor(private readonly asked: ReadonlySet<string>) {}

  /** Of what is asked more than once the last counts: a client knows its own by each. */
  pair(then: string, now: string): void {
    this.now.set(then, now);
  }

  /** Those of requests of the recording that are named in a document. */
  namedIn(body: string): readonly string[] {
    return (body.match(tags) ?? []).flatMap((tag) =>
      (tag.match(numbers) ?? []).map((text) => text.slice(quoteIn(text) + 1, -1)).filter((rid) => this.asked.has(rid)),
    );
  }

  translate(body: string): string {
    return body.replace(tags, (tag) =>
      tag.replace(numbers, (text) => {
        const start = quoteIn(text) + 1;
        return text.slice(0, start) + this.numberNow(text.slice(start, -1)) + text.slice(-1);
      }),
    );
  }

  translateElement(element: XmlElement): XmlElement {
    const attributes = Object.entries(element.attributes).map(([name, value]) => [
      name,
      localName(name).toLowerCase() === 'rid' ? this.numberNow(value) : value,
    ]);
    const children = element.children.map((child) =>
      typeof child === 'string' ? child : this.translateElement(child),
    );
    return { ...element, attributes: Object.fromEntries(attributes) as Record<string, string>, children };
  }

  private numberNow(then: string): string {
    return this.now.get(then) ?? (this.asked.has(then) ? nobodys(then) : then);
  }
}

const quoteIn = (text: string): number => text.search(/["']/u);
