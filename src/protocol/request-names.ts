// Which names may stand where in a request. A careful server refuses the others (protocol.md 3.8, 4.7, 7.19); whether all that is
// needed is there, and what it says, is the codecs' part.
import { ProtocolError } from './protocol-error';
import type { XmlElement } from './xml';
import { elements, localName } from './xml-reader';

interface Names {
  /** 'any': the pages leave them open. */
  readonly attributes: ReadonlySet<string> | 'any';
  readonly children: ReadonlyMap<string, Names> | 'any';
  /** Elements of other namespaces may stand here. */
  readonly isOpen?: boolean;
}

function names(attributes: readonly string[] | 'any', children: Readonly<Record<string, Names>> | 'any' = {}): Names {
  return {
    attributes: attributes === 'any' ? 'any' : new Set(attributes.map((name) => name.toLowerCase())),
    children:
      children === 'any'
        ? 'any'
        : new Map(Object.entries(children).map(([name, inside]) => [name.toLowerCase(), inside])),
  };
}

const text = names([]);
const empty = text;
const uris = names([], { uri: text });
// 4.11: what the element pages list, `action` of events included.
const contact = names(['action', 'uri', 'name', 'subscribed', 'tag', 'groups']);
const group = names(['action', 'id', 'name', 'externalUri']);
const member = names(['type', 'value']);
const message = names([], { format: text, content: text });
// 7.2: `format` beside the message, and `confUri` in place of `uris` (3.5).
const initiateImSession = names([], { uris, message, subject: text, format: text, confUri: text });
const rawCategory = names(
  [
    ...['name', 'nameSpace', 'instanceMask', 'instance', 'version', 'container'],
    ...['publishTime', 'endpointId', 'expireType', 'expires'],
  ],
  'any',
);
const cwaCategory = names(
  ['name', 'instance', 'instanceMask', 'expires', 'publishTime', 'effectiveAt', 'version'],
  'any',
);

const rid = ['rid'];
const requests = names([], {
  logon: names([], { user: text, password: text, uri: text }),
  initiateSession: {
    ...names(rid, {
      localeId: text,
      securityMode: text,
      userStateAvailability: text,
      // Section 8: the name and the place of the switch for debugging are unknown.
      options: names('any'),
      // Section 8: the syntax of an entry is unknown.
      categoryEventFilter: names([], 'any'),
      signInData: text,
    }),
    // 3.2: the syntax line shows one.
    isOpen: true,
  },
  terminateSession: names(rid),
  conference: names(['rid', 'confId'], {
    initiateImSession,
    initateImSession: initiateImSession,
    acceptImSession: empty,
    terminateImSession: empty,
    sendMessage: names([], { format: text, content: text, message }),
    sendInfo: names([], { contentType: text, content: text }),
    notifyComposing: text,
    inviteParticipants: names([], { uris }),
    ejectParticipant: text,
    promoteParticipant: text,
    lock: text,
    voIPRedirect: names([], { uri: text }),
    voIPTerminate: names([], { action: text }),
    voIPReplyWithIM: empty,
  }),
  addGroup: names(rid, { group }),
  updateGroup: names(rid, { group }),
  deleteGroup: names(rid, { group }),
  addContact: names(rid, { contact }),
  updateContact: names(rid, { contact }),
  deleteContact: names(rid, { uri: text }),
  acknowledgeSubscriber: names(rid, { uri: text, uris }),
  updateContainer: names(rid, { container: names(['id'], { addMember: member, deleteMember: member }) }),
  publishSelfPresence: names(rid, { cwaCategory }),
  publishRawCategories: names(rid, { rawCategory }),
  queryPresence: names(rid, { uris }),
  subscribePresence: names(rid, { uris }),
  unSubscribePresence: names(rid, { uris }),
  search: names(rid, { firstName: text, lastName: text, displayName: text, emailAlias: text, function: text }),
});

/** Throws `ProtocolError` for a child of `cwaRequests` that holds a name which the protocol does not define there. */
export function checkRequestNames(request: XmlElement): void {
  check(request, requests);
}

function check(source: XmlElement, around: Names): void {
  if (around.children === 'any') return;
  const own = around.children.get(localName(source.name).toLowerCase());
  if (!own) {
    if (around.isOpen && (source.name.includes(':') || source.attributes['xmlns'] !== undefined)) return;
    throw new ProtocolError('unknown-name', 'an unknown element');
  }
  for (const name of own.attributes === 'any' ? [] : Object.keys(source.attributes)) {
    // With a prefix it is somebody else's, or a declaration.
    const isOthers = name.includes(':') || name === 'xmlns';
    if (!isOthers && own.attributes !== 'any' && !own.attributes.has(name.toLowerCase())) {
      throw new ProtocolError('unknown-name', 'an unknown attribute');
    }
  }
  for (const child of elements(source)) check(child, own);
}
