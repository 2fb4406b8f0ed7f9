// `note` (protocol.md 5.6).
import { element, type XmlElement } from '../xml';
import { attribute, childrenNamed, oneOf, rawText } from '../xml-reader';

export interface NoteBody {
  readonly type: 'personal' | 'OOF';
  readonly text: string;
}

export interface Note {
  readonly kind: 'note';
  readonly bodies: readonly NoteBody[];
}

export const noteNamespace = 'http://schemas.microsoft.com/2006/09/sip/note';

export function decodeNote(source: XmlElement): Note {
  return {
    kind: 'note',
    bodies: childrenNamed(source, 'body').map((body) => ({
      type: oneOf(attribute(body, 'type'), ['personal', 'OOF']) ?? 'personal',
      text: rawText(body),
    })),
  };
}

export function encodeNote(note: Note): XmlElement {
  return element(
    'note',
    { xmlns: noteNamespace },
    note.bodies.map(({ type, text }) => element('body', { type }, text)),
  );
}
