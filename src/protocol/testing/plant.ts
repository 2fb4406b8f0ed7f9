// Puts planted words into a document, wherever it has a place for them. What a place is, the document itself says, so that a field that
// the codecs learn tomorrow is planted as well.
import { plantedText, planted } from './vocabulary';

export interface PlantOptions {
  /** Whether the document is still read as it was: what says something else with a planted word in it keeps what it had. */
  readonly isRead?: (document: string) => boolean;
  /** Attributes that carry the exchange, and stay as they are. */
  readonly kept?: readonly string[];
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly name?: string;
}

/** In every attribute and every text, the last first. */
export function plant(document: string, { isRead = () => true, kept = [] }: PlantOptions = {}): string {
  return placesIn(document)
    .reverse()
    .reduce((text, { start, end, name }) => {
      if (name !== undefined && kept.includes(name)) return text;
      const tries = [planted.uri, escape(plantedText)];
      if (!/^(?:sip|tel|mailto):/iu.test(text.slice(start, end))) tries.reverse();
      for (const word of tries) {
        const next = text.slice(0, start) + word + text.slice(end);
        if (isRead(next)) return next;
      }
      return text;
    }, document);
}

/** A thing that nobody knows in every element: an attribute and a child, with planted words in their names too. */
export function plantUnknown(document: string): string {
  const attribute = ` xanthippe="${escape(plantedText)}"`;
  const child = `<quillfeather vexillum="${planted.uri}">${escape(plantedText)}</quillfeather>`;
  return document
    .replace(/<([\w:]+)((?:\s[^<>]*?)?)\/>/gu, `<$1$2${attribute}>${child}</$1>`)
    .replace(/<([\w:]+)((?:\s[^<>]*?)?)>(?!<quill)/gu, (tag, name: string, rest: string) =>
      name === 'quillfeather' || rest.includes('xanthippe=') ? tag : `<${name}${rest}${attribute}>`,
    );
}

function placesIn(document: string): Place[] {
  const places: Place[] = [];
  for (const { index, 0: tag } of document.matchAll(/<[\w:][^<>]*>/gu)) {
    for (const { index: at, 0: whole, 1: name = '', 2: value = '' } of tag.matchAll(/\s([\w:.-]+)="([^"]*)"/gu)) {
      if (name.startsWith('xmlns')) continue;
      const end = index + at + whole.length - 1;
      places.push({ start: end - value.length, end, name });
    }
    const start = index + tag.length;
    const end = document.indexOf('<', start);
    if (end > start) places.push({ start, end });
  }
  return places;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
