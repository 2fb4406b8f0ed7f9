// `note` (protocol.md 5.6). Its words are kept exactly.
import { element, type XmlElement } from '../xml';
import { attribute, childrenNamed, given, oneOf, optionalInteger, rawText } from '../xml-reader';

export interface NoteBody {
  readonly type: 'personal' | 'OOF';
  readonly text: string;
  readonly uri?: string;
  readonly lcid?: number;
  /** ISO 8601. */
  readonly startTime?: string;
  readonly endTime?: string;
}

export interface Note {
  readonly kind: 'note';
  readonly bodies: readonly NoteBody[];
}

const noteNamespace = 'http://schemas.microsoft.com/2006/09/sip/note';

export function decodeNote(source: XmlElement): Note {
  return {
    kind: 'note',
    bodies: childrenNamed(source, 'body').map((body) => ({
      type: oneOf(attribute(body, 'type'), ['personal', 'OOF']) ?? 'personal',
      text: rawText(body),
      ...given({
        uri: attribute(body, 'uri'),
        lcid: optionalInteger(attribute(body, 'LCID')),
        startTime: attribute(body, 'startTime'),
        endTime: attribute(body, 'endTime'),
      }),
    })),
  };
}

export function encodeNote(note: Note): XmlElement {
  return element(
    'note',
    { xmlns: noteNamespace },
    note.bodies.map(({ type, text, uri, lcid, startTime, endTime }) =>
      element('body', { type, uri, LCID: lcid, startTime, endTime }, text),
    ),
  );
}
