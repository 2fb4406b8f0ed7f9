// docs/protocol.md cannot say anything about the form on the wire that the codecs do not: each of its examples is read by them and
// written back, and nothing is lost or added. A block says what it is (`xml requests`); `read-only` marks a form that is never written.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeEvents, encodeEvents } from '../../src/protocol/events';
import { decodeReplies, encodeReplies } from '../../src/protocol/replies';
import { decodeRequests, encodeRequests, type AnyRequest } from '../../src/protocol/requests';
import { parseXml, type XmlElement } from '../../src/protocol/xml';

interface Example {
  /** The heading above it. */
  readonly part: string;
  readonly marks: readonly string[];
  readonly text: string;
}

/** What a decoder makes of a document, and the document that the encoder makes of that. */
type Reading = (text: string) => { readonly decoded: unknown; readonly written: string };

const readings: Readonly<Record<string, Reading>> = {
  requests(text) {
    const { sid, requests } = decodeRequests(text);
    const valid = requests.filter((request): request is AnyRequest => request.kind !== 'invalid');
    return { decoded: requests, written: encodeRequests({ ...(sid !== undefined && { sid }), requests: valid }) };
  },
  responses(text) {
    const decoded = decodeReplies(text);
    return { decoded, written: encodeReplies(decoded) };
  },
  events(text) {
    const decoded = decodeEvents(text);
    return { decoded, written: encodeEvents(decoded) };
  },
};

const page = readFileSync(resolve(import.meta.dirname, '../../docs/protocol.md'), 'utf8');
const examples = examplesOf(page);

/** For the table of a test: number, part, example. */
const numbered = (some: readonly Example[]): [number, string, Example][] =>
  some.map((example, index) => [index + 1, example.part, example]);

describe('the examples of docs/protocol.md', () => {
  it('are there, and each is marked with what it is', () => {
    expect(examples.length).toBeGreaterThan(20);
    expect(examples.filter(({ marks: [kind] }) => !Object.keys(readings).includes(kind ?? ''))).toEqual([]);
  });

  it.each(numbered(examples))('%i, part %s: the decoder knows every element', (_index, _part, example) => {
    expect(JSON.stringify(read(example).decoded)).not.toMatch(/"kind":"(?:invalid|unknown|foreign)"/u);
  });

  it.each(numbered(examples.filter(({ marks }) => !marks.includes('read-only'))))(
    '%i, part %s: the encoder writes the same',
    (_index, _part, example) => {
      expect(plain(parseXml(read(example).written))).toEqual(plain(parseXml(example.text)));
    },
  );

  it('speak of nobody who exists', () => {
    const hosts = examples.flatMap(({ text }) => [...text.matchAll(/@([\w.-]+)/gu)].map(([, host]) => host));
    expect(hosts.filter((host) => host !== 'example.com' && host !== 'example.org')).toEqual([]);
  });
});

function examplesOf(markdown: string): Example[] {
  const found: Example[] = [];
  let part = '';
  for (const [, heading, marks, text] of markdown.matchAll(/^#{2,3} (.+)$|^```xml *(.*)\n([\s\S]*?)^```$/gmu)) {
    if (heading !== undefined) part = heading;
    else found.push({ part, marks: (marks ?? '').split(' '), text: text ?? '' });
  }
  return found;
}

function read({ part, marks, text }: Example): ReturnType<Reading> {
  const reading = readings[marks[0] ?? ''];
  if (!reading) throw new Error(`The example of ${part} does not say what it is.`);
  return reading(text);
}

/** Without the blanks between elements, and without regard to the order of attributes. */
function plain({ name, attributes, children }: XmlElement): unknown {
  const hasText = children.some((child) => typeof child === 'string' && child.trim() !== '');
  return {
    name,
    attributes: Object.fromEntries(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))),
    children: children
      .filter((child) => hasText || typeof child !== 'string')
      .map((child) => (typeof child === 'string' ? child : plain(child))),
  };
}
