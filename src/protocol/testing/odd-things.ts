// Documents of events in one of which something odd stands: what a server that is not careful, or a contact who publishes strange
// things, puts there. All the other events have to come out as if it were not there.
import { isDeepStrictEqual } from 'node:util';
import { decodeEvents, encodeEvent, encodeEvents, type CwaEvent } from '../events';
import { decodeReplies, encodeReplies, type CwaReply } from '../replies';
import { serializeXml, type XmlElement } from '../xml';
import { elements } from '../xml-reader';
import type { Random } from './mutate';

const oddNames = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...[
    'prototype',
    '__proto__',
    'x:constructor',
    'a:b:c',
    ':a',
    '\u{10000}',
    'b\u{20BB7}',
    'b\u1680c',
    '\uFEFFb',
    '名前',
  ],
];
const oddTexts = [
  ...['R&D', 'a & b', 'a&nbsp;b', '&', '&;', '&#;', '&#x;', '&#65', '&AMP;', '&__proto__;', '&constructor;'],
  ...[
    '&#55357;&#56832;',
    '&#xD83D;&#56832;',
    '&#55357;',
    '&#xDE00;',
    '&#0;',
    '&#xFFFF;',
    '&#x110000;',
    '\u0000',
    '\uD800',
  ],
];
const oddMarkup = [
  ...[
    '<3',
    '</3',
    ' < ',
    '<',
    '<>',
    '</>',
    '<!>',
    '<?>',
    '</b>',
    '<b>',
    '<b><i></b></i>',
    '<b c=1>',
    '<b c>',
    '<b c="1>',
  ],
  ...['<b c="1" c="2"/>', '<b!/>', '<!--', '<![CDATA[', '<?b', '<!-- <!-- -->', '<![CDATA[<b>&]]>', '<?b <?b ?>'],
  ...['<!DOCTYPE b>', '<!ENTITY b "c">', '<b>'.repeat(70), '<b>'.repeat(70) + '</b>'.repeat(70), '</b >', '</b c="1">'],
];
const oddAttributes = [' b=1', ' b', ' b="1', ' b="<"', ' b=""c=""', ' <', ' /', '&', '"'];
const oddInValues = ['<', '<b>', '</b>', "'", '<b c=', '/>', '<!--'];
const manyAttributes = Array.from({ length: 200 }, (_, at) => ` b${at}="1"`).join('');

/** What may stand between two elements. */
export const oddBetween: readonly string[] = [
  ...oddTexts,
  ...oddNames.flatMap((name) => [`<${name}/>`, `<${name} ${name}="1">t</${name}>`]),
  ...oddTexts.map((text) => `<b c="${text}"/>`),
  `<b${manyAttributes}/>`,
  ...oddMarkup,
  '<conference confId="3"><messageReceived><b></messageReceived></conference>',
  `<userPresence>${'<b>'.repeat(70)}${'</b>'.repeat(70)}</userPresence>`,
];

/** The document, which is one element, with something odd in it. */
function putOddThing(xml: string, random: Random): string {
  const one = <T>(list: readonly T[]): T => anyOf(list, random);
  const put = (at: number, odd: string): string => xml.slice(0, at) + odd + xml.slice(at);
  const inside = [...xml.matchAll(/>/gu)].map(({ index }) => index + 1).slice(0, -1);
  const inTags = [...xml.matchAll(/\/?>/gu)].map(({ index }) => index).filter((at) => !isInEndTag(xml, at));
  const inValues = [...xml.matchAll(/="/gu)].map(({ index }) => index + 2);
  const name = one(oddNames);
  switch (Math.floor(random() * (inside.length > 0 ? 6 : 3))) {
    case 0:
      return put(one(inTags), oddAttribute(random));
    case 1:
      return put(one(inTags), one([manyAttributes, ...oddAttributes]));
    case 2:
      return inValues.length === 0 ? put(one(inTags), ' ') : put(one(inValues), one([...oddTexts, ...oddInValues]));
    case 3:
      return put(one(inside), one(oddTexts));
    case 4:
      return put(one(inside), one([`<${name}/>`, `<${name} ${name}="1">t</${name}>`, `<b${manyAttributes}/>`]));
    default:
      return put(one(inside), one(oddMarkup));
  }
}

function anyOf<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T;
}

function oddAttribute(random: Random): string {
  return ` ${anyOf(oddNames, random)}="${anyOf(oddTexts, random)}"`;
}

function isInEndTag(xml: string, end: number): boolean {
  return xml.startsWith('</', xml.lastIndexOf('<', end));
}

export interface OddDocument {
  readonly document: string;
  /** The same without what was put in, and without the part in which it stands. */
  readonly others: string;
}

/** A list in which something odd stands: in one of its parts, between them, or in the start tag of the root. */
function oddList(root: string, parts: readonly string[], random: Random): OddDocument {
  const list = (inside: readonly string[], attribute = ''): string =>
    `<${root}${attribute}>${inside.join('')}</${root.replace(/ .*/su, '')}>`;
  const at = Math.floor(random() * (parts.length + 2));
  const part = parts[at];
  if (part !== undefined) {
    return { document: list(parts.with(at, putOddThing(part, random))), others: list(parts.toSpliced(at, 1)) };
  }
  if (at > parts.length) return { document: list(parts, oddAttribute(random)), others: list(parts) };
  const between = putOddThing('<b></b>', random);
  const place = Math.floor(random() * (parts.length + 1));
  return { document: list(parts.toSpliced(place, 0, between)), others: list(parts) };
}

/** Events that are numbered from 1, whatever numbers they had. */
export function oddEvents(events: readonly CwaEvent[], random: Random): OddDocument {
  const parts = events.map((event, at) => contentOf(encodeEvents({ ackId: 0, events: [{ ...event, eid: at + 1 }] })));
  return oddList(`cwaEvents ackId="${parts.length}"`, parts, random);
}

/** The bare ones, which may stand in others, do not come in a batch. */
export function oddReplies(replies: readonly CwaReply[], random: Random): OddDocument {
  const parts = replies.map((reply) => contentOf(encodeReplies({ replies: [reply] })));
  return oddList('cwaResponses', parts, random);
}

/** Entries that are lists themselves hold parts of these names. */
const partNames: ReadonlySet<string> = new Set(['cwaCategory', 'rawCategory', 'member']);

/**
 * One event that is a list, with something odd in one of its entries, or in one part of such an entry. Undefined where it has not even
 * two.
 */
export function oddEntries(event: CwaEvent, random: Random): OddDocument | undefined {
  const source = encodeEvent(event);
  const entries = elements(source);
  if (entries.length < 2) return undefined;
  const entry = anyOf(entries, random);
  // Other things may be part of a broken category in front of them: nobody can tell.
  const parts = elements(entry).filter(({ name }) => partNames.has(name));
  const part = parts.length > 0 && random() < 0.7 ? anyOf(parts, random) : undefined;
  const odd = part
    ? around(entry, parts.map((one) => (one === part ? oddElement(one, random) : serializeXml(one))).join(''))
    : oddElement(entry, random);
  const kept = part && serializeXml({ ...entry, children: parts.filter((one) => one !== part) });
  const list = (replacement = ''): string => {
    const inside = entries.map((one) => (one === entry ? replacement : serializeXml(one)));
    return `<cwaEvents ackId="1">${around(source, inside.join(''))}</cwaEvents>`;
  };
  return { document: list(odd), others: list(kept) };
}

function oddElement(source: XmlElement, random: Random): string {
  return putOddThing(serializeXml(source), random);
}

function around(source: XmlElement, inside: string): string {
  return `${serializeXml({ ...source, children: [] }).slice(0, -2)}>${inside}</${source.name}>`;
}

/** Throws when one of the other entries, or of the other parts of the same, is missing or has changed. */
export function checkOddEntries({ document, others }: OddDocument): void {
  const expected = decodeEvents(others);
  if (!holds(decodeEvents(document), expected)) {
    throw new Error(`something odd costs more than its entry: ${JSON.stringify(expected.events)}`);
  }
}

/** Whether all that is expected is there, in its order; more may be there, and what was left out may be counted. */
function holds(read: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    if (!Array.isArray(read)) return false;
    let at = 0;
    for (const one of read as unknown[]) if (at < expected.length && holds(one, expected[at])) at += 1;
    return at === expected.length;
  }
  if (typeof expected !== 'object' || expected === null) return Object.is(read, expected);
  if (typeof read !== 'object' || read === null) return false;
  return Object.entries(expected).every(([key, value]) => holds((read as Record<string, unknown>)[key], value));
}

/** Throws when one of the others is missing or has changed, or when the end is not known any more. */
export function checkOddEvents({ document, others }: OddDocument): void {
  const odd = decodeEvents(document);
  const expected = decodeEvents(others);
  if (odd.ackId !== expected.ackId) throw new Error('the end is another one');
  checkHolds(odd.events, expected.events);
}

export function checkOddReplies({ document, others }: OddDocument): void {
  checkHolds(decodeReplies(document).replies, decodeReplies(others).replies);
}

function checkHolds(read: readonly unknown[], expected: readonly unknown[]): void {
  let at = 0;
  for (const one of read) if (isDeepStrictEqual(one, expected[at])) at += 1;
  if (at < expected.length) throw new Error(`something odd costs more than itself: ${JSON.stringify(expected[at])}`);
}

function contentOf(document: string): string {
  return document.slice(document.indexOf('>') + 1, document.lastIndexOf('</'));
}
