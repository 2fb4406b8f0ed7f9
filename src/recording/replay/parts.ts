// What was asked then, request by request: how a client puts its requests together (protocol.md 1.6) depends on how fast it is.
import { servicePathOf } from '../channels';
import { differencesOf } from '../element-differences';
import type { Ask, Entry } from '../format';
import { documentOf, kindOf, requestName, type Asked } from '../request-kinds';
import { serializeXml, type XmlElement } from '../../protocol/xml';
import { attributeText, childNamed, elements, hasName, localName, trimmedText } from '../../protocol/xml-reader';
import type { RequestNumbers } from './request-numbers';

/** A request of the recording. */
export interface Part {
  /** Of its exchange. */
  readonly n: number;
  readonly ask: Ask;
  readonly kind: string;
  /** Of a command. */
  readonly request?: XmlElement;
  readonly rid?: string;
  /** Of the session that it was asked in. */
  readonly sid?: string;
  /** Whether it is asked depends on how long something takes: nobody misses it. */
  readonly isByChance: boolean;
  isAsked: boolean;
  /** It was waited for in vain. */
  isGivenUp: boolean;
}

/** A request of now. */
export interface Request {
  readonly kind: string;
  readonly element?: XmlElement;
  readonly rid?: string;
  /** Undefined: it was not asked then, or not so often. */
  readonly part?: Part;
}

export class Parts {
  private readonly parts: readonly Part[];
  private readonly byExchange = new Map<number, Part[]>();
  private readonly self: string | undefined;

  constructor(entries: readonly Entry[]) {
    this.self = selfIn(entries);
    const rids = new Set<string>();
    this.parts = entries.flatMap((entry) => ('ask' in entry ? this.partsOf(entry.n, entry.ask, rids) : []));
    for (const part of this.parts) this.byExchange.set(part.n, [...this.of(part.n), part]);
  }

  get rids(): ReadonlySet<string> {
    return new Set(this.parts.flatMap(({ rid }) => rid ?? []));
  }

  of(n: number): readonly Part[] {
    return this.byExchange.get(n) ?? [];
  }

  get open(): readonly Part[] {
    return this.parts.filter(isOpen);
  }

  withRid(rid: string): readonly Part[] {
    return this.parts.filter((part) => part.rid === rid);
  }

  /** What this asks for, each held against what was asked then. */
  take(asked: Asked, numbers: RequestNumbers): readonly Request[] {
    const document = asked.channel === 'command' ? documentOf(asked.body) : undefined;
    if (!document) {
      const kind = kindOf(asked);
      return [
        withPart(
          { kind },
          this.parts.find((part) => isOpen(part) && part.kind === kind),
        ),
      ];
    }
    const sid = attributeText(document, 'sid');
    const found = elements(document).map((element) => ({
      kind: kindOfRequest(element),
      element,
      ...(attributeText(element, 'rid') !== undefined && { rid: attributeText(element, 'rid') ?? '' }),
    }));
    // The very same goes first: what is asked for in the same breath has no order.
    const isSession = (part: Part): boolean => part.sid === sid;
    const exact = found.map((request) =>
      withPart(
        request,
        this.parts.find((part) => !part.isAsked && isSession(part) && isSame(part, request)),
      ),
    );
    return exact.map((request) => {
      const isLike = (part: Part): boolean => isOpen(part) && part.kind === request.kind;
      const alike = this.isProbe(request)
        ? undefined
        : (this.parts.find((part) => isLike(part) && isSession(part)) ?? this.parts.find(isLike));
      const part = request.part ?? alike;
      const taken = withPart(request, part);
      if (part?.rid !== undefined && request.rid !== undefined) numbers.pair(part.rid, request.rid);
      return taken;
    });
  }

  /** Whether it only finds out if anything gets through. */
  isProbe({ element }: Request): boolean {
    return element !== undefined && asksFor(element, this.self);
  }

  private partsOf(n: number, ask: Ask, rids: Set<string>): readonly Part[] {
    const base = { n, ask, isAsked: false, isGivenUp: false };
    const document = ask.channel === 'command' ? documentOf(ask.body) : undefined;
    if (!document) return [{ ...base, kind: kindOf(ask), isByChance: false }];
    const sid = attributeText(document, 'sid');
    return elements(document).map((request) => {
      const rid = attributeText(request, 'rid');
      // What is known not to have arrived is asked again by its number, what may have is not.
      const isAgain = rid !== undefined && rids.has(rid);
      if (rid !== undefined) rids.add(rid);
      return {
        ...base,
        kind: kindOfRequest(request),
        request,
        isByChance: isAgain || asksFor(request, this.self),
        ...(rid !== undefined && { rid }),
        ...(sid !== undefined && { sid }),
      };
    });
  }
}

/** Neither asked nor given up. */
export const isOpen = ({ isAsked, isGivenUp }: Part): boolean => !isAsked && !isGivenUp;

function withPart(request: Request, part: Part | undefined): Request {
  if (!part) return request;
  part.isAsked = true;
  return { ...request, part };
}

const kindOfRequest = (request: XmlElement): string => `command ${requestName(request)}`;

function isSame(part: Part, { kind, element }: Request): boolean {
  if (part.kind !== kind || !part.request || !element) return false;
  return textOf(part.request) === textOf(element);
}

function textOf(request: XmlElement): string {
  const attributes = Object.fromEntries(Object.entries(request.attributes).filter(([name]) => !isRid(name)));
  return serializeXml({ ...request, attributes });
}

const isRid = (name: string): boolean => localName(name).toLowerCase() === 'rid';

function asksFor(request: XmlElement, self: string | undefined): boolean {
  if (self === undefined || !hasName(request, 'queryPresence')) return false;
  const uris = childNamed(request, 'uris');
  const [only, second] = uris ? elements(uris) : [];
  return only !== undefined && second === undefined && trimmedText(only).toLowerCase() === self;
}

/** Who signed in. */
function selfIn(entries: readonly Entry[]): string | undefined {
  const signIns = new Set(
    entries.flatMap((entry) => ('ask' in entry && entry.ask.channel === 'sign-in' ? entry.n : [])),
  );
  for (const entry of entries) {
    if (!('answer' in entry) || !signIns.has(entry.n)) continue;
    const uri = /<uri>\s{0,9}([^<\s]{1,500})/u.exec(entry.answer.body)?.[1];
    if (uri !== undefined) return uri.toLowerCase();
  }
  return undefined;
}

/** Who signs in, and whether somebody was at the computer, is no matter of the server's; neither is what a request is called. */
const ofOthers = /(?:^|\/)(?:user|password|@rid)$/iu;
const isSameValue = (where: string, one: string, other: string): boolean => ofOthers.test(where) || one === other;

/** Of where it is asked, and of what is around it. */
export function askDifferences(then: Ask, now: Asked): readonly string[] {
  // Below which path a server has the service is a matter of its address.
  const [path, askedPath] = [then.path, now.path].map((each) => servicePathOf(each).replace(/([?&]UA=)\w*/iu, '$1'));
  const found = path === askedPath ? [] : [`path ${then.path} in the recording, ${now.path} now`];
  const [expected, actual] = [documentOf(then.body), documentOf(now.body)];
  if (!expected || !actual) return then.body === now.body ? found : [...found, 'another body'];
  const isCommand = then.channel === 'command';
  const around = (document: XmlElement): XmlElement => (isCommand ? { ...document, children: [] } : document);
  return [...found, ...differencesOf(around(expected), around(actual), { isSame: isSameValue })];
}

export function requestDifferences({ part, element }: Request): readonly string[] {
  if (!part?.request || !element) return [];
  return differencesOf(part.request, element, { isSame: isSameValue }, `cwaRequests/${element.name}`);
}
