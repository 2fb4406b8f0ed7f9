// What has come and waits: bounded by how many it is, and by how large, since a stranger chooses both.
import type { XmlElement } from './stream/element';

/** Of all that waits in one place, together; far more than people say while a service looks something up (our choice). */
export const mostBacklogChars = 4_194_304;

export class Backlog<T> {
  private entries: { readonly item: T; readonly chars: number }[] = [];
  private chars = 0;

  constructor(private readonly most: number) {}

  /** Also what is too much: what becomes of that is for whoever asks. */
  add(item: T, stanza: XmlElement): void {
    const chars = charsOf(stanza);
    this.entries.push({ item, chars });
    this.chars += chars;
  }

  get isTooMuch(): boolean {
    return this.entries.length > this.most || this.chars > mostBacklogChars;
  }

  get items(): readonly T[] {
    return this.entries.map(({ item }) => item);
  }

  /** Out of it, in the order in which they have come. */
  take(isMeant: (item: T) => boolean = () => true): readonly T[] {
    const taken = this.entries.filter(({ item }) => isMeant(item));
    this.entries = this.entries.filter((entry) => !taken.includes(entry));
    this.chars = this.entries.reduce((sum, { chars }) => sum + chars, 0);
    return taken.map(({ item }) => item);
  }

  dropOldest(): void {
    this.chars -= this.entries.shift()?.chars ?? 0;
  }
}

/** About what it takes in memory, in UTF-16 units; an element that says nothing takes something as well. */
function charsOf({ name, attrs, children }: XmlElement): number {
  const ofAttributes = Object.entries(attrs).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return children.reduce(
    (sum, node) => sum + (typeof node === 'string' ? node.length : charsOf(node)),
    elementChars + name.length + ofAttributes,
  );
}

const elementChars = 100;
