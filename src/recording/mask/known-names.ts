// What of a document is the protocol's, and nobody's business to hide: names, and the values that are codes of it (docs/protocol.md).
// All that is not here is masked.
import { listOf } from './word-list';

/** Of elements and attributes, without prefixes and in lower case. Those of pages too, which others put in the place of an answer. */
export const knownNames = listOf(`
  cwaRequests cwaResponses cwaEvents logon user password uri initiateSession terminateSession locale securityMode
  userStateAvailability localeId options autoPublishMachineState autoSubscribePresenceForContacts signInData categoryEventFilter
  category debug userAgent
  conference initiateImSession initateImSession acceptImSession terminateImSession sendMessage sendInfo contentType
  notifyComposing inviteParticipants ejectParticipant promoteParticipant lock voIPRedirect voIPTerminate voIPReplyWithIM
  uris message format content subject confUri action
  addGroup updateGroup deleteGroup group addContact updateContact deleteContact contact acknowledgeSubscriber
  updateContainer container addMember deleteMember member publishSelfPresence cwaCategory publishRawCategories rawCategory
  queryPresence subscribePresence unSubscribePresence search firstName lastName displayName emailAlias function
  requestAccepted requestFailed requestInvalid requestRejected requestSucceeded error exception exceptionDetail sipResponse
  stackTrace ms-diagnostics sid pollWaitTime initiateSessionAccepted initiateImSessionAccepted voIPRedirectSucceeded
  voIPTerminateSucceeded voIPReplyWithIMAccepted
  configuration configurations enableAppearOffline imComposingTimers customAuthLogoffUrl userNotice lacks
  contactGroup contactGroupChanged subscribers subscriber containers selfPresence userPresence presenceSubscriptionState
  searchResult selfRawCategories userRawCategories
  imSessionReceived inviter role escalationMode imSessionState participant participantRemoved messageReceived
  messageIdReceived messageSendFailed composingState inviteFailed locked voIPReceived voIPTerminated from redirectable
  canReplyWithIM priority isConference reason
  rid eid confId confid ackId lastEventId sesionTimeout sessionTimeout requestProcessed unexpectedElement
  code subCode detail warning description defaultFunction defaultFields refreshInterval timeout externalUri name id
  fullList deltaNum subscribed tag groups type value sourceNetwork acknowledged iconUri state instance instanceMask
  expires publishTime effectiveAt version returned moreAvailable title office phone homePhone cellPhone otherPhone company
  city country email archiving sender messageId nameSpace endpointId expireType
  workPhone mobilePhone
  note body OOF LCID startTime endTime availability activity token minAvailability maxAvailability custom manual lastActive
  endpointLocation delimiter timeZoneBias timeZoneName timeZoneAbbreviation device meetingSubject meetingLocation
  contactCard identity displayString address calendarData WorkingHours TimeZone Bias StandardTime DaylightTime Time Month
  DayOrder DayOfWeek WorkingPeriodArray WorkingPeriod StartTimeInMinutes EndTimeInMinutes freeBusy granularity
  encodingVersion mailboxID services service parleyId
  xmlns xsi xsd xml encoding standalone
  html head meta link script style body div span table tr td th p br hr h1 h2 h3 a img form input label title center b i
  http-equiv content-type charset lang dir href src rel class method bgcolor width height border
`);

/** Elements of pages alone. */
export const pageElements = listOf(`
  html head meta link script style div span table tr td th p br hr h1 h2 h3 a img form input label center b i
`);

/** Attributes and elements whose values are numbers, truths, times or words of the protocol. What looks like none of them is masked. */
export const codedNames = listOf(`
  rid eid sid confId confid ackId lastEventId pollWaitTime sesionTimeout sessionTimeout requestProcessed unexpectedElement
  code subCode defaultFunction defaultFields refreshInterval timeout id fullList deltaNum subscribed type
  sourceNetwork acknowledged state instance instanceMask expires expireType publishTime effectiveAt version returned
  moreAvailable archiving role messageId LCID startTime endTime availability token minAvailability maxAvailability manual
  lastActive timeZoneBias action
  securityMode userStateAvailability localeId autoPublishMachineState autoSubscribePresenceForContacts locale category function
  enableAppearOffline escalationMode imSessionState composingState notifyComposing locked lock redirectable canReplyWithIM
  priority isConference lacks contentType
  Bias Month DayOrder DayOfWeek StartTimeInMinutes EndTimeInMinutes Time granularity encodingVersion encoding standalone
  lang charset dir method
`);

/** Likewise, where a number may be somebody's: words of the protocol alone. */
export const wordedNames = listOf('reason detail description warning tag');
/** Elements whose `name` is a word of the protocol, and not that of a person or a group. */
export const namedByWords = listOf('cwaCategory rawCategory category');

/** Values, in lower case. */
export const knownValues: ReadonlySet<string> = new Set([
  ...listOf(`
    true false and or public private incoming connecting connected terminated invitingPeer peer escalating escalated none
    attendee presenter composing idle added updated deleted delete busyhere declineeverywhere temporarilyunavailable
    voicemail remote timeout sessionDown uri domain sameEnterprise federated publicCloud everyone subscribed retrying
    state note contactCard calendarData services device userState machineState phoneState calendarState aggregateState
    aggregateMachineState on-the-phone in-a-conference in-a-meeting out-of-office urgent-interruptions-only off-work offline
    personal OOF work home mobile other custom1 static user endpoint time urgent normal text/plain text/xml text/html
    text/rtf calls levels windowsSignIn utf-8 utf-16 yes no get post ltr rtl
    sunday monday tuesday wednesday thursday friday saturday ~
  `),
  'operation failed',
  'temporarily unavailable',
  'duplicate group name',
  'request entity too large',
  'server error',
  'not found',
]);

/** What else namespaces and document types are known by. */
export const knownNamespaces: ReadonlySet<string> = new Set([
  'http://schemas.microsoft.com/2006/09/rtc/cwa',
  ...['state', 'note', 'contactcard', 'calendarData', 'service', 'options', 'commontypes', 'device', 'categories'].map(
    (name) => `http://schemas.microsoft.com/2006/09/sip/${name}`,
  ),
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/2001/XMLSchema',
  'http://www.w3.org/1999/xhtml',
  'urn:parley:lacks:0',
]);

/** Fonts that come with computers: which one somebody likes says nothing of them. */
export const knownFonts: ReadonlySet<string> = new Set([
  'arial',
  'calibri',
  'comic sans ms',
  'courier new',
  'georgia',
  'helvetica',
  'lucida sans unicode',
  'ms sans serif',
  'ms shell dlg 2',
  'segoe ui',
  'tahoma',
  'times new roman',
  'trebuchet ms',
  'verdana',
]);
