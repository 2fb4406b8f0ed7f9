// Generators of every value that the codecs carry, for property tests and the fuzzer.
import fc from 'fast-check';
import type { ConferenceAction } from '../conference-actions';
import { voIPTerminateActions } from '../conference/voip-terminate';
import { voIPTerminatedReasons } from '../conference-events/voip-terminated';
import { escalationModes } from '../conference-events/escalation-mode';
import { imSessionStates } from '../conference-events/im-session-state';
import { roles } from '../conference-events/role';
import type { ConferenceUpdate } from '../conference-updates';
import type { ContactRecord } from '../contact-record';
import { containerMemberTypes, type ContainerMember } from '../container-member';
import type { CwaError } from '../cwa-error';
import { encodeEvents, type CwaEvent, type CwaEvents } from '../events';
import { serviceLacks } from '../events/configuration';
import { subscriptionStates } from '../events/presence-subscription-state';
import type { ImFormat } from '../im-format';
import type { ImMessage } from '../im-message';
import type { Category, CategoryPayload } from '../presence/category';
import { phoneTypes } from '../presence/contact-card';
import { sourceNetworks, type PresenceUser } from '../presence/presence-user';
import type { RawCategory } from '../presence/raw-category';
import { stateTypes } from '../presence/state';
import { encodeReplies, type CwaReply, type CwaResponses } from '../replies';
import { encodeRequests, type AnyRequest, type CwaRequests } from '../requests';
import type { LogonRequest } from '../requests/logon';
import { toXmlText } from '../xml-text';
import { mutate, seededRandom } from './mutate';

/** Optional fields are left out rather than undefined, as the decoders leave them out. */
function record<T extends object>(
  required: { [K in keyof T]?: fc.Arbitrary<unknown> },
  optional: { [K in keyof T]?: fc.Arbitrary<unknown> } = {},
): fc.Arbitrary<T> {
  return fc.record({ ...required, ...optional } as never, {
    requiredKeys: Object.keys(required) as never,
  }) as fc.Arbitrary<T>;
}

/** Text in which everything that XML can carry may stand, blanks at the ends too. */
const exactText = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('0012', 'true', '1e5', ']]>', '&lt;', ' a ', '\r\n', '\t', '<x>', '\u202Eabc', '👩‍👩‍👧', '__proto__'),
  )
  .map((text) => toXmlText(text).text);
/** Text that is not the words of a message: blanks around it do not count (7.36). */
const plainText = exactText.map((text) => text.trim());
const someText = plainText.filter((text) => text !== '');
const rid = someText;
const integer = fc.nat({ max: 2_000_000_000 });
const word = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,12}$/u);
const uri = fc.tuple(word, word).map(([user, host]) => `sip:${user}@${host}`);
const uris = fc.array(uri, { minLength: 1, maxLength: 4 });
const time = fc.nat().map((seconds) => new Date(seconds * 1000).toISOString());

export const imFormat = record<ImFormat>(
  {
    bold: fc.boolean(),
    italic: fc.boolean(),
    underline: fc.boolean(),
    strikethrough: fc.boolean(),
    color: fc.nat({ max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`),
    charset: fc.nat({ max: 255 }),
    pitch: fc.constantFrom('default', 'fixed', 'variable'),
    family: fc.constantFrom('any', 'roman', 'swiss', 'modern', 'script', 'decorative'),
    rightToLeft: fc.boolean(),
  },
  { font: fc.constantFrom('Segoe UI', 'Verdana', 'Comic Sans MS', 'ＭＳ Ｐゴシック', 'A=B/C+D%', 'Arial') },
);
const imMessage = fc.oneof(
  record<ImMessage>({ content: exactText }, { format: imFormat }),
  record<ImMessage>({ content: exactText, contentType: fc.constantFrom('text/plain', 'text/rtf') }),
);
/** As events have it. */
const heardMessage = fc.oneof(
  imMessage,
  record<ImMessage>({ content: exactText, id: fc.stringMatching(/^[\w-]{22}$/u) }, { format: imFormat }),
);
const contact = record<ContactRecord>(
  { uri, name: plainText, subscribed: fc.boolean(), tag: fc.boolean() },
  { groups: fc.uniqueArray(fc.nat({ max: 9999 }), { maxLength: 5 }) },
);
const member = fc.oneof(
  record<ContainerMember>({ type: fc.constantFrom('uri', 'domain'), value: someText }),
  record<ContainerMember>({ type: fc.constantFrom(...containerMemberTypes.slice(2)) }),
);
const members = fc.array(member, { maxLength: 3 });
const xml = fc.constantFrom(
  '<x xmlns="urn:x"/>',
  '<x xmlns="urn:x" a="1 &amp; 2">t &lt; u<y/></x>',
  '<p:x xmlns:p="urn:p"><p:y p:z="0012"/></p:x>',
  '<x xml:lang="de"/><y xmlns="urn:y"/>',
  '<x xmlns:i="urn:i" xmlns:t="urn:t" i:type="t:u"/>',
);
const addressXml = fc.constantFrom(
  '<address xmlns="urn:card" type="work"><city>Zürich</city></address>',
  '<c:address xmlns:c="urn:card"/><address xmlns="urn:card"/>',
);
const rawCategory = record<RawCategory>(
  { name: someText, nameSpace: plainText, xml },
  {
    instanceMask: integer,
    version: integer,
    container: someText,
    publishTime: time,
    endpointId: someText,
    expireType: fc.constantFrom('static', 'user', 'endpoint', 'time'),
    expires: time,
  },
);
const payload: fc.Arbitrary<CategoryPayload> = fc.oneof(
  record<CategoryPayload>(
    {
      kind: fc.constant('state'),
      activities: fc.array(
        record(
          { custom: fc.array(record({ text: plainText }, { lcid: integer } as never), { maxLength: 2 }) } as never,
          { token: someText, minAvailability: integer, maxAvailability: integer } as never,
        ),
        { maxLength: 2 },
      ),
    } as never,
    {
      type: fc.constantFrom(...stateTypes),
      manual: fc.boolean(),
      lastActive: time,
      startTime: time,
      availability: integer,
      uri,
      endpointId: someText,
      endpointLocation: plainText,
      meetingSubject: plainText,
      meetingLocation: plainText,
      timeZoneBias: plainText,
      timeZoneName: plainText,
      timeZoneAbbreviation: plainText,
      device: plainText,
    } as never,
  ),
  record<CategoryPayload>({
    kind: fc.constant('note'),
    bodies: fc.array(
      record(
        { type: fc.constantFrom('personal', 'OOF'), text: exactText } as never,
        { uri: someText, lcid: integer, startTime: time, endTime: time } as never,
      ),
      { maxLength: 2 },
    ),
  } as never),
  record<CategoryPayload>(
    {
      kind: fc.constant('contactCard'),
      phones: fc.array(
        record({ type: fc.constantFrom(...phoneTypes) } as never, { uri: someText, displayString: someText } as never),
        { maxLength: 3 },
      ),
    } as never,
    {
      displayName: someText,
      email: someText,
      company: someText,
      title: someText,
      office: someText,
      addresses: addressXml,
    } as never,
  ),
  fc.constant<CategoryPayload>({ kind: 'calendarData', xml: '<calendarData xmlns="urn:c"><a b="c"/></calendarData>' }),
  fc.constant<CategoryPayload>({ kind: 'services', xml: '<services xmlns="urn:s"/>' }),
  xml.map((text): CategoryPayload => ({ kind: 'foreign', xml: text })),
);
const category = record<Category>(
  { name: someText },
  { instance: integer, version: integer, publishTime: time, effectiveAt: time, expires: someText, payload },
);
const presenceUser = record<PresenceUser>(
  { uri, categories: fc.array(category, { maxLength: 3 }), rawCategories: fc.array(rawCategory, { maxLength: 2 }) },
  { sourceNetwork: fc.constantFrom(...sourceNetworks), iconUri: someText, xml },
);
const error = record<CwaError>(
  { code: integer },
  {
    subCode: integer,
    reason: plainText,
    detail: plainText,
    sipResponse: fc.oneof(
      record({ code: integer } as never, { subCode: integer, diagnostics: plainText } as never),
      record({ code: integer, reason: plainText } as never, { detail: plainText } as never),
    ),
    stackTrace: plainText,
  },
);

const logon = record<LogonRequest>({ kind: fc.constant('logon') }, { user: someText, password: exactText, uri });

type ByKind<T extends { kind: string }> = { readonly [K in T['kind']]: fc.Arbitrary<Extract<T, { kind: K }>> };
function of<T>(kind: string, required: object = {}, optional: object = {}): fc.Arbitrary<T> {
  return record({ kind: fc.constant(kind), ...required } as never, optional as never) as fc.Arbitrary<T>;
}

export const actions: ByKind<ConferenceAction> = {
  initiateImSession: of('initiateImSession', { uris, message: imMessage }, { subject: plainText }),
  acceptImSession: of('acceptImSession'),
  terminateImSession: of('terminateImSession'),
  sendMessage: of('sendMessage', { message: imMessage }),
  sendInfo: of('sendInfo', { contentType: fc.constantFrom('text/plain', 'text/XML'), content: exactText }),
  notifyComposing: of('notifyComposing', { state: fc.constantFrom('composing', 'idle') }),
  inviteParticipants: of('inviteParticipants', { uris }),
  ejectParticipant: of('ejectParticipant', { uri }),
  promoteParticipant: of('promoteParticipant', { uri }),
  lock: of('lock', { locked: fc.boolean() }),
  voIPRedirect: of('voIPRedirect', { uri: fc.oneof(uri, fc.constant('tel:+15550100')) }),
  voIPTerminate: of('voIPTerminate', { action: fc.constantFrom(...voIPTerminateActions) }),
  voIPReplyWithIM: of('voIPReplyWithIM'),
};

const terms = fc.array(someText, { maxLength: 2 });
export const requests: ByKind<AnyRequest> = {
  logon,
  initiateSession: of(
    'initiateSession',
    { rid },
    {
      localeId: integer,
      securityMode: fc.constantFrom('public', 'private'),
      userStateAvailability: integer,
      options: record({
        autoPublishMachineState: fc.boolean(),
        autoSubscribePresenceForContacts: fc.boolean(),
      } as never),
      categoryEventFilter: fc.array(someText, { maxLength: 3 }),
      signInData: plainText,
    },
  ),
  terminateSession: of('terminateSession', { rid }),
  conference: of('conference', { rid, confId: integer, action: fc.oneof(...Object.values(actions)) }),
  addGroup: of('addGroup', { rid, name: plainText }, { externalUri: someText }),
  updateGroup: of('updateGroup', { rid, id: integer, name: plainText }),
  deleteGroup: of('deleteGroup', { rid, id: integer }),
  addContact: of('addContact', { rid, contact }),
  updateContact: of('updateContact', { rid, contact }),
  deleteContact: of('deleteContact', { rid, uri }),
  acknowledgeSubscriber: of('acknowledgeSubscriber', { rid, uris }),
  updateContainer: of('updateContainer', { rid, id: integer, addMembers: members, deleteMembers: members }),
  publishSelfPresence: of('publishSelfPresence', {
    rid,
    categories: fc.array(record({ name: someText, instanceMask: integer } as never, { payload } as never), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  publishRawCategories: of('publishRawCategories', {
    rid,
    categories: fc.array(rawCategory, { minLength: 1, maxLength: 2 }),
  }),
  queryPresence: of('queryPresence', { rid, uris }),
  subscribePresence: of('subscribePresence', { rid, uris }),
  unSubscribePresence: of('unSubscribePresence', { rid, uris }),
  search: of(
    'search',
    { rid, firstName: terms, lastName: terms, displayName: terms, emailAlias: terms },
    { function: fc.constantFrom('and', 'or') },
  ),
};

export const cwaRequests = record<CwaRequests>(
  { requests: fc.array(fc.oneof(...Object.values(requests)), { maxLength: 4 }) },
  { sid: integer },
);

export const updates: ByKind<Exclude<ConferenceUpdate, { kind: 'unknown' }>> = {
  imSessionReceived: of(
    'imSessionReceived',
    {
      inviter: record(
        { uri } as never,
        { name: plainText, sourceNetwork: fc.constantFrom(...sourceNetworks) } as never,
      ),
    },
    {
      role: fc.constantFrom(...roles),
      escalationMode: fc.constantFrom(...escalationModes),
      subject: plainText,
      message: heardMessage,
    },
  ),
  initiateImSessionAccepted: of('initiateImSessionAccepted', { rid, confId: integer }),
  imSessionState: of('imSessionState', { state: fc.constantFrom(...imSessionStates) }),
  escalationMode: of('escalationMode', { mode: fc.constantFrom(...escalationModes) }),
  role: of('role', { role: fc.constantFrom(...roles) }),
  participant: of(
    'participant',
    { uri },
    { name: plainText, role: fc.constantFrom(...roles), archiving: fc.boolean() },
  ),
  participantRemoved: of('participantRemoved', { uri }),
  confUri: of('confUri', { uri: uri.map((one) => `${one};gruu;opaque=app:conf:focus:id:AB12`) }),
  messageReceived: of('messageReceived', { sender: uri, message: heardMessage }),
  messageIdReceived: of('messageIdReceived', { rid, messageId: plainText }),
  messageSendFailed: of('messageSendFailed', { messageId: plainText }),
  composingState: of('composingState', { state: fc.constantFrom('composing', 'idle') }, { uri }),
  inviteFailed: of('inviteFailed', { uri }),
  locked: of('locked', { locked: fc.boolean() }),
  voIPReceived: of(
    'voIPReceived',
    { uri, redirectable: fc.boolean(), canReplyWithIM: fc.boolean(), isConference: fc.boolean() },
    { displayName: plainText, from: plainText, priority: plainText, subject: plainText },
  ),
  voIPTerminated: of('voIPTerminated', { reason: fc.constantFrom(...voIPTerminatedReasons) }),
  enableAppearOffline: of('enableAppearOffline', { enabled: fc.boolean() }),
};

const eid = integer;
const searchUser = record(
  { uri } as never,
  Object.fromEntries(
    'displayName title office phone homePhone cellPhone otherPhone company city state country email'
      .split(' ')
      .map((field) => [field, plainText]),
  ) as never,
);
export const events: ByKind<CwaEvent> = {
  requestAccepted: of('requestAccepted', { eid, rid }, { confId: integer }),
  requestSucceeded: of('requestSucceeded', { eid, rid }),
  requestFailed: of('requestFailed', { eid, rid, error }),
  configuration: of(
    'configuration',
    { eid },
    {
      search: record({} as never, { defaultFunction: fc.constantFrom('and', 'or'), defaultFields: integer } as never),
      enableAppearOffline: fc.boolean(),
      imComposingTimers: record({} as never, { refreshInterval: integer, timeout: integer } as never),
      customAuthLogoffUrl: someText,
      userNotice: plainText,
      lacks: fc.subarray([...serviceLacks]),
    },
  ),
  contactGroup: of(
    'contactGroup',
    {
      eid,
      fullList: fc.boolean(),
      groups: fc.array(
        fc.oneof(
          record({
            action: fc.constantFrom('added', 'updated'),
            group: record({ id: integer, name: plainText, externalUri: plainText } as never),
          } as never),
          record({ action: fc.constant('deleted'), id: integer } as never),
        ),
        { maxLength: 3 },
      ),
      contacts: fc.array(
        fc.oneof(
          record({ action: fc.constantFrom('added', 'updated'), contact } as never),
          record({ action: fc.constant('deleted'), uri } as never),
        ),
        { maxLength: 3 },
      ),
    },
    { deltaNum: integer },
  ),
  subscribers: of('subscribers', {
    eid,
    subscribers: fc.array(
      record(
        { uri, acknowledged: fc.boolean() } as never,
        { displayName: plainText, sourceNetwork: fc.constantFrom(...sourceNetworks) } as never,
      ),
      { maxLength: 3 },
    ),
  }),
  containers: of('containers', {
    eid,
    containers: fc.array(record({ id: integer, members } as never), { maxLength: 3 }),
  }),
  selfPresence: of('selfPresence', { eid, categories: fc.array(category, { maxLength: 3 }) }),
  userPresence: of('userPresence', { eid, users: fc.array(presenceUser, { maxLength: 3 }) }),
  presenceSubscriptionState: of('presenceSubscriptionState', {
    eid,
    users: fc.array(record({ uri, state: fc.constantFrom(...subscriptionStates) } as never), { maxLength: 3 }),
  }),
  searchResult: of('searchResult', {
    eid,
    rid,
    moreAvailable: fc.boolean(),
    users: fc.array(searchUser, { maxLength: 3 }),
  }),
  selfRawCategories: of('selfRawCategories', { eid, categories: fc.array(rawCategory, { maxLength: 2 }) }),
  userRawCategories: of('userRawCategories', {
    eid,
    users: fc.array(record({ uri, categories: fc.array(rawCategory, { maxLength: 2 }) } as never), { maxLength: 2 }),
  }),
  conference: of('conference', {
    eid,
    confId: integer,
    updates: fc.array(fc.oneof(...Object.values(updates)), { minLength: 1, maxLength: 2 }),
  }),
};

/** Those whose entries have nothing to do with each other. */
export const listEvents = [
  events.contactGroup,
  events.subscribers,
  events.containers,
  events.selfPresence,
  events.userPresence,
  events.presenceSubscriptionState,
  events.searchResult,
  events.selfRawCategories,
  events.userRawCategories,
] as const;

const brought = {
  session: record({ sid: integer } as never, { uri, pollWaitTimeMs: integer } as never),
  confId: integer,
  voIP: record({
    name: fc.constantFrom('voIPRedirectSucceeded', 'voIPTerminateSucceeded', 'voIPReplyWithIMAccepted'),
    confId: integer,
  } as never),
};
const { requestAccepted: _, requestSucceeded: __, requestFailed: ___, ...eventsInReplies } = events;
export const replies: ByKind<Exclude<CwaReply, { kind: 'unknown' }>> = {
  requestAccepted: of('requestAccepted', { rid }, brought),
  requestSucceeded: of('requestSucceeded', { rid }, { eid: integer, ...brought }),
  requestFailed: of('requestFailed', { rid, error }, { eid: integer }),
  requestInvalid: of('requestInvalid', { error }, { rid }),
  signInSucceeded: of('signInSucceeded', { uri }, { signInData: someText }),
  error: of('error', { error }),
  event: fc.oneof(...Object.values(eventsInReplies)).map((event) => ({ kind: 'event', event }) as const) as never,
};

export const cwaResponses = record<CwaResponses>(
  { replies: fc.array(fc.oneof(...Object.values(replies)), { maxLength: 4 }) },
  { requestProcessed: integer, unexpectedElement: integer, sid: integer },
);

export const cwaEvents = record<CwaEvents>(
  { ackId: integer, events: fc.array(fc.oneof(...Object.values(events)), { maxLength: 4 }) },
  { sid: integer, pollWaitTimeMs: integer, sessionTimeoutS: integer },
);

/** What one side may send to the other. */
export const documents: fc.Arbitrary<string> = fc.oneof(
  cwaRequests.map(encodeRequests),
  cwaResponses.map(encodeReplies),
  cwaEvents.map(encodeEvents),
);

/** A document with something broken in it, in one place or several. */
export const brokenDocuments: fc.Arbitrary<string> = fc
  .tuple(documents, fc.integer(), fc.integer({ min: 1, max: 4 }))
  .map(([document, seed, times]) => {
    const random = seededRandom(seed);
    return Array.from({ length: times }).reduce<string>((text) => mutate(text, random), document);
  });
