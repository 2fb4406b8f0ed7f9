// Two answers to the same request held against each other: status, headers that a client can go by, and the document.
import { elements, hasName, localName } from '../../protocol/xml-reader';
import type { XmlElement } from '../../protocol/xml';
import { differencesOf } from '../element-differences';
import type { Answer, Channel } from '../format';
import { documentOf } from '../request-kinds';
import { below, dataDocument } from './documents';
import { howToCompare } from './same-values';

export type Answered = Pick<Answer, 'status' | 'headers' | 'body' | 'encoding'>;

const rootOf: Readonly<Record<Channel, string>> = {
  'sign-in': 'cwaresponses',
  command: 'cwaresponses',
  data: 'cwaevents',
};

/** The document that belongs on this channel; undefined: something else came in its place. */
export function serviceDocument({ body }: Answered, channel: Channel): XmlElement | undefined {
  const document = channel === 'data' ? dataDocument(body) : documentOf(body);
  return document && localName(document.name).toLowerCase() === rootOf[channel] ? document : undefined;
}

/**
 * What came in the place of an answer and tells nothing of how the service answers: rubbish and what was cut off, an error of the
 * server's or of something before it, a way to elsewhere, a ticket that had run out, a session that was lost. Undefined: it is an answer.
 */
export function disturbanceOf(answer: Answered, channel: Channel): string | undefined {
  if (isSessionLost(answer)) return 'session not found';
  if (serviceDocument(answer, channel)) return undefined;
  const { status } = answer;
  const isOver = status === 401 && channel !== 'sign-in';
  const isElsewhere = status >= 300 && status < 400;
  return status === 200 || status >= 500 || isElsewhere || isOver
    ? `status ${status} without a document of the service`
    : undefined;
}

/** The server knows the session no more, and has done nothing (protocol.md 4.6, 6.11). */
export function isSessionLost({ body }: Pick<Answer, 'body'>): boolean {
  const document = documentOf(body);
  return !!document && below(document).some((each) => hasName(each, 'error') && each.attributes['code'] === '18100');
}

/** Words in their values count, beside whether they are there. */
const comparedHeaders = ['content-type', 'cache-control', 'pragma', 'retry-after', 'x-content-type-options'];
/** Their values are drawn, or lead elsewhere: that they are there is all. */
const presentHeaders = ['cwa-ticket', 'set-cookie', 'location'];

/** `what`: the request. */
export function answerDifferences(what: string, channel: Channel, then: Answered, now: Answered): readonly string[] {
  const found: string[] = [];
  if (then.status !== now.status) found.push(`${what}: status ${then.status} in the recording, ${now.status} here`);
  for (const line of headerDifferences(channel, then, now)) found.push(line);
  if (then.encoding !== undefined && now.encoding !== undefined && then.encoding !== now.encoding) {
    found.push(`${channel}: ${then.encoding} in the recording, ${now.encoding} here`);
  }
  const [theirs, ours] = [serviceDocument(then, channel), serviceDocument(now, channel)];
  if (theirs && !ours) found.push(`${what}: a document in the recording, none here`);
  // What the data channel says is compared event by event (`events.ts`).
  if (!theirs || !ours) return found;
  return [...found, ...differencesOf(envelope(theirs, channel), envelope(ours, channel), howToCompare)];
}

function envelope(document: XmlElement, channel: Channel): XmlElement {
  return channel === 'data' ? { ...document, children: [] } : document;
}

function headerDifferences(channel: Channel, then: Answered, now: Answered): readonly string[] {
  const schemes = ({ headers }: Answered): string =>
    valuesOf(headers, 'www-authenticate')
      .map((value) => value.split(' ')[0])
      .join(', ');
  const pairs = [
    ...comparedHeaders.map((name) => [name, ...[then, now].map(({ headers }) => valuesOf(headers, name).join(', '))]),
    ...presentHeaders.map((name) => [
      name,
      ...[then, now].map(({ headers }) => (valuesOf(headers, name).length > 0 ? 'one' : '')),
    ]),
    ['www-authenticate', schemes(then), schemes(now)],
  ];
  return pairs.flatMap(([name, was, is]) =>
    was === is ? [] : [`${channel}: header ${name}: ${was || 'none'} in the recording, ${is || 'none'} here`],
  );
}

function valuesOf(headers: Answered['headers'], wanted: string): readonly string[] {
  return headers.flatMap(([name, value]) => (name.toLowerCase() === wanted ? [value] : []));
}

/** Of a request: the numbers that its answers and events name it by. */
export function ridsIn(body = ''): readonly string[] {
  const document = documentOf(body);
  return document ? elements(document).flatMap(({ attributes }) => attributes['rid'] ?? []) : [];
}
