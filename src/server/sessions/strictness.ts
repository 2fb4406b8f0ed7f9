// Names that the API does not define (protocol.md 4.7, 7.19): a request that holds one is refused as a whole. What is missing the
// decoders notice themselves; of a child that comes several times they take the first. Payloads of presence are not looked into.
import type { XmlElement } from '../../protocol/xml';
import { elements, localName } from '../../protocol/xml-reader';

interface Shape {
  readonly attributes?: readonly string[];
  /** Absent: text only. `any`: whatever it is. */
  readonly children?: Readonly<Record<string, Shape>> | 'any';
  /** Elements of another namespace may stand there too (3.2). */
  readonly allowsForeign?: boolean;
}

const text: Shape = {};
const anything: Shape = { children: 'any' };
const uris: Shape = { children: { uri: text } };
// 7.2: in both spellings.
const message: Shape = { children: { format: text, content: text } };
const group: Shape = { attributes: ['action', 'id', 'name', 'externalUri'] };
const contact: Shape = { attributes: ['action', 'uri', 'name', 'subscribed', 'tag', 'groups'] };
const member: Shape = { attributes: ['type', 'value'] };
const withUris: Shape = { children: { uris } };

const actions: Readonly<Record<string, Shape>> = {
  initiateImSession: { children: { uris, confUri: text, message, subject: text, format: text } },
  acceptImSession: text,
  terminateImSession: text,
  sendMessage: message,
  sendInfo: { children: { contentType: text, content: text } },
  notifyComposing: text,
  inviteParticipants: withUris,
  ejectParticipant: text,
  promoteParticipant: text,
  lock: text,
  voIPRedirect: { children: { uri: text } },
  voIPTerminate: { children: { action: text } },
  voIPReplyWithIM: text,
};

const requests: Readonly<Record<string, Shape>> = {
  initiateSession: {
    allowsForeign: true,
    children: {
      localeId: text,
      securityMode: text,
      userStateAvailability: text,
      // The name of the switch for debugging was not found (3.2): any attribute may be it.
      options: anything,
      // Its inner syntax is not documented (section 8).
      categoryEventFilter: anything,
      signInData: text,
    },
  },
  terminateSession: text,
  // 7.1: the misspelling is an alias.
  conference: {
    attributes: ['confId'],
    children: { ...actions, initateImSession: actions['initiateImSession'] ?? text },
  },
  addGroup: { children: { group } },
  updateGroup: { children: { group } },
  deleteGroup: { children: { group } },
  addContact: { children: { contact } },
  updateContact: { children: { contact } },
  deleteContact: { children: { uri: text } },
  acknowledgeSubscriber: { children: { uri: text, uris } },
  updateContainer: {
    children: { container: { attributes: ['id'], children: { addMember: member, deleteMember: member } } },
  },
  publishSelfPresence: { children: { cwaCategory: anything } },
  publishRawCategories: { children: { rawCategory: anything } },
  queryPresence: withUris,
  subscribePresence: withUris,
  unSubscribePresence: withUris,
  search: { children: { firstName: text, lastName: text, displayName: text, emailAlias: text, function: text } },
};

const requestShapes = lowerCased(requests);

/** For each child of `cwaRequests`: what it holds that nobody knows. Requests that are unknown themselves are the decoder's business. */
export function findUnknownNames(root: XmlElement): readonly (string | undefined)[] {
  return elements(root).map((request) => {
    const shape = requestShapes[key(request.name)];
    return shape && findIn(request, { ...shape, attributes: ['rid', ...(shape.attributes ?? [])] });
  });
}

function findIn(element: XmlElement, shape: Shape): string | undefined {
  if (shape.children === 'any') return undefined;
  const known = new Set((shape.attributes ?? []).map((name) => name.toLowerCase()));
  const attribute = Object.keys(element.attributes).find((name) => !isXmls(name) && !known.has(name.toLowerCase()));
  if (attribute !== undefined) return `an unknown attribute of ${key(element.name)}`;
  const children = lowerCased(shape.children ?? {});
  for (const child of elements(element)) {
    const inner = children[key(child.name)];
    if (inner === undefined) {
      if (shape.allowsForeign && isForeign(child)) continue;
      return `an unknown element in ${key(element.name)}`;
    }
    const found = findIn(child, inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

const key = (name: string): string => localName(name).toLowerCase();

/** Namespaces, and what belongs to XML itself. */
const isXmls = (name: string): boolean => /^xml(?:ns)?(?::|$)/iu.test(name) || /^xsi:/iu.test(name);

const isForeign = ({ name, attributes }: XmlElement): boolean =>
  name.includes(':') || attributes['xmlns'] !== undefined;

function lowerCased(shapes: Readonly<Record<string, Shape>>): Readonly<Record<string, Shape>> {
  return Object.assign(
    Object.create(null) as Record<string, Shape>,
    Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name.toLowerCase(), shape])),
  );
}
