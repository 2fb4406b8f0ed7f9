// What others did, from what the client was told of them: so that they can do it once more.
import { availabilityRange, type AvailabilityRange } from '../../protocol/availability';
import type { XmlElement } from '../../protocol/xml';
import { elements, hasName, rawText } from '../../protocol/xml-reader';
import type { Entry } from '../format';
import type { SettableAvailability } from '../../shared/domain/person';
import { documentOf } from '../request-kinds';

export type OthersDeed =
  | { readonly kind: 'send'; readonly uri: string; readonly text: string; readonly isFormatted: boolean }
  | {
      readonly kind: 'invite';
      readonly uri: string;
      readonly subject: string;
      readonly text: string;
      readonly isFormatted: boolean;
    }
  | { readonly kind: 'typing'; readonly uri: string; readonly isTyping: boolean }
  | { readonly kind: 'note'; readonly uri: string; readonly text: string }
  /** Also who comes and goes. */
  | { readonly kind: 'presence'; readonly uri: string; readonly availability: SettableAvailability };

/** Addresses in lower case. */
export function deedsIn(body: string): readonly OthersDeed[] {
  return elements(documentOf(body) ?? noElement).flatMap((event): readonly OthersDeed[] => {
    if (hasName(event, 'userPresence')) return elements(event).flatMap(presenceIn);
    return elements(event).flatMap((inside): readonly OthersDeed[] => {
      const text = (name: string): string => {
        const found = below(inside).find((each) => hasName(each, name));
        return found ? rawText(found) : '';
      };
      // How it looks is not compared, but that it is told.
      const isFormatted = text('format').trim() !== '';
      if (hasName(inside, 'messageReceived'))
        return [{ kind: 'send', uri: addressOf(inside.attributes['sender']), text: text('content'), isFormatted }];
      if (hasName(inside, 'composingState')) {
        const isTyping = rawText(inside).trim().toLowerCase() === 'composing';
        return [{ kind: 'typing', uri: addressOf(inside.attributes['uri']), isTyping }];
      }
      if (!hasName(inside, 'imSessionReceived')) return [];
      const inviter = elements(inside).find((each) => hasName(each, 'inviter'));
      return [
        {
          kind: 'invite',
          uri: addressOf(inviter?.attributes['uri']),
          subject: text('subject'),
          text: text('content'),
          isFormatted,
        },
      ];
    });
  });
}

function presenceIn(user: XmlElement): readonly OthersDeed[] {
  const availability = below(user).find((each) => hasName(each, 'availability'));
  const value = Number(availability ? rawText(availability) : NaN);
  if (Number.isNaN(value)) return [];
  return [
    { kind: 'note', uri: addressOf(user.attributes['uri']), text: noteIn(user) },
    {
      kind: 'presence',
      uri: addressOf(user.attributes['uri']),
      availability: availabilities[availabilityRange(value)],
    },
  ];
}

/** What they have written themselves: not what says that they are away. */
function noteIn(user: XmlElement): string {
  const bodies = below(user).filter((each) => hasName(each, 'body') && each.attributes['type'] === 'personal');
  return bodies[0] ? rawText(bodies[0]) : '';
}

const noElement: XmlElement = { name: '', attributes: {}, children: [] };

function below(element: XmlElement): readonly XmlElement[] {
  return elements(element).flatMap((each) => [each, ...below(each)]);
}

function addressOf(uri = ''): string {
  return uri.toLowerCase();
}

/** What somebody has chosen who is so. */
const availabilities: Readonly<Record<AvailabilityRange, SettableAvailability>> = {
  none: 'offline',
  online: 'available',
  'online-inactive': 'available',
  busy: 'busy',
  'busy-inactive': 'busy',
  'do-not-disturb': 'do-not-disturb',
  'be-right-back': 'be-right-back',
  away: 'away',
  offline: 'offline',
};

export interface Attendance {
  /** Who is there when the client comes, and how they are. */
  readonly present: ReadonlyMap<string, SettableAvailability>;
  /** What they had written of themselves then. */
  readonly notes: ReadonlyMap<string, string>;
  /** Who takes an invitation. */
  readonly accepting: ReadonlySet<string>;
}

/** Who was told to be offline was not there, whoever invited them; of whom nothing was told, who did something was. */
export function attendanceIn(entries: readonly Entry[]): Attendance {
  const bodies = entries.flatMap((entry) => ('answer' in entry ? [entry.answer.body] : []));
  const deeds = bodies.flatMap(deedsIn);
  const accepting = new Set(bodies.flatMap(participantsIn));
  const present = new Map<string, SettableAvailability>();
  const notes = new Map<string, string>();
  for (const deed of deeds) {
    if (deed.kind === 'note' && !notes.has(deed.uri)) notes.set(deed.uri, deed.text);
    if (deed.kind === 'presence' && !present.has(deed.uri)) present.set(deed.uri, deed.availability);
  }
  for (const uri of [...accepting, ...deeds.map((deed) => deed.uri)])
    if (!present.has(uri)) present.set(uri, 'available');
  for (const [uri, availability] of present) if (availability === 'offline') present.delete(uri);
  return { present, notes, accepting };
}

function participantsIn(body: string): readonly string[] {
  return elements(documentOf(body) ?? noElement)
    .flatMap((event) => elements(event))
    .flatMap((inside) => (hasName(inside, 'participant') ? [addressOf(inside.attributes['uri'])] : []));
}
