// The answer to what is asked now, made of the answers to the same requests then, however they were put together.
import { element, serializeXml, type XmlElement } from '../../protocol/xml';
import { attributeText, elements, hasName } from '../../protocol/xml-reader';
import type { Answer, Entry } from '../format';
import { documentOf } from '../request-kinds';
import type { Part, Request } from './parts';
import type { RequestNumbers } from './request-numbers';

/** What becomes of an exchange. `hold`: nothing, until the client gives it up. */
export type Outcome =
  { readonly kind: 'answer'; readonly answer: Answer } | { readonly kind: 'hang-up' | 'hold' | 'nothing-left' };

/** How an exchange of then ended, and all that was asked in it. */
export interface Ending {
  readonly entry: Entry | undefined;
  readonly parts: readonly Part[];
}

export interface AnsweringOptions {
  readonly numbers: RequestNumbers;
  /** Whoever waited in vain then does not now. */
  readonly isFast: boolean;
  readonly isProbe: (request: Request) => boolean;
}

/** Not one of it was done: the client asks for all of it once more. */
const nothingDone: ReadonlySet<number> = new Set([401, 429]);

/** `endings`: of the exchanges that the requests stood in then, in the order of then. */
export function answerTo(
  requests: readonly Request[],
  endings: readonly Ending[],
  options: AnsweringOptions,
): { readonly outcome: Outcome; readonly isAskedAgain: boolean } {
  const [first, second] = endings;
  const isLikeThen = (ending: Ending): boolean =>
    requests.length === ending.parts.length && requests.every(({ part }) => part && ending.parts.includes(part));
  const told = endings.flatMap((ending) => repliesIn(ending) ?? []);
  if (first && !second && (isLikeThen(first) || told.length === 0)) {
    return { outcome: asItWas(first, options), isAskedAgain: false };
  }
  const refusing = endings.find(({ entry }) => entry && 'answer' in entry && nothingDone.has(entry.answer.status));
  const struck = refusing ?? (told.length === 0 ? first : undefined);
  if (struck) return { outcome: asItWas(struck, options), isAskedAgain: refusing !== undefined };
  // What a fault befell is left out: the client does not know what became of it, as then.
  const replies = requests.flatMap((request) => repliesTo(request, told, options));
  const [pattern] = told;
  const root = pattern?.document ?? element('cwaResponses');
  const body = serializeXml({ ...root, children: replies });
  const like = pattern?.answer ?? { status: 200, headers: [['Content-Type', 'text/xml; charset=utf-8']] };
  return { outcome: { kind: 'answer', answer: { ...like, body } }, isAskedAgain: false };
}

export function asItWas({ entry }: Ending, { numbers, isFast }: Omit<AnsweringOptions, 'isProbe'>): Outcome {
  if (entry && 'answer' in entry) {
    const { answer } = entry;
    return { kind: 'answer', answer: { ...answer, body: numbers.translate(answer.body) } };
  }
  // What the client itself gave up then, it is to give up again.
  const failure = entry && 'failure' in entry ? entry.failure : 'cancelled';
  return { kind: failure === 'cancelled' || (failure === 'timeout' && !isFast) ? 'hold' : 'hang-up' };
}

/** Whether something was said to commands: that they are taken, or that not one of them is. */
export function isReplied(entry: Entry): boolean {
  if (!('answer' in entry)) return false;
  return nothingDone.has(entry.answer.status) || repliesIn({ entry, parts: [] }) !== undefined;
}

interface Told {
  readonly answer: Answer;
  readonly document: XmlElement;
  readonly parts: readonly Part[];
}

function repliesIn({ entry, parts }: Ending): Told | undefined {
  if (!entry || !('answer' in entry)) return undefined;
  const { answer } = entry;
  if (answer.status !== 200) return undefined;
  const document = documentOf(answer.body);
  return document && hasName(document, 'cwaResponses') ? { answer, document, parts } : undefined;
}

function repliesTo(
  request: Request,
  told: readonly Told[],
  { isProbe, numbers }: AnsweringOptions,
): readonly XmlElement[] {
  const { part, rid } = request;
  if (!part) return rid === undefined ? [] : [isProbe(request) ? answeredProbe(rid) : refused(rid)];
  const exchange = told.find(({ parts }) => parts.includes(part));
  if (!exchange) return [];
  const replies = elements(exchange.document);
  const own = replies.filter((reply) => attributeText(reply, 'rid') === part.rid);
  if (own.length > 0) return own.map((reply) => numbers.translateElement(reply));
  // It may name another request, or none.
  const isOfAnother = (reply: XmlElement): boolean =>
    exchange.parts.some(({ rid }) => rid !== undefined && rid === attributeText(reply, 'rid'));
  return replies.filter((reply) => !isOfAnother(reply)).map((reply) => numbers.translateElement(reply));
}

const errorOf = (name: string, rid: string, code: string, reason: string): XmlElement =>
  element(name, { rid }, element('error', { code, reason }));

/** Something got through, and that is all it was about: no event is owed. */
const answeredProbe = (rid: string): XmlElement => errorOf('requestFailed', rid, '18102', 'not asked in the recording');
const refused = (rid: string): XmlElement => errorOf('requestInvalid', rid, '18102', 'not asked in the recording');

/** A poll that brings nothing. `like`: one that was answered before. */
export function nothingNew(like: Answer, path: string): Answer {
  const query = new URLSearchParams(path.slice(path.indexOf('?') + 1));
  const valueOf = (name: string): string =>
    [...query].find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1] ?? '0';
  const document = documentOf(like.body);
  const root = document && hasName(document, 'cwaEvents') ? document : element('cwaEvents');
  const attributes = { ...root.attributes, sid: valueOf('Sid'), ackId: valueOf('AckID') };
  const headers = like.headers.filter(([name]) => !/^(?:cwa-ticket|set-cookie)$/iu.test(name));
  return { ...like, headers, body: serializeXml({ ...root, attributes, children: [] }) };
}
