// Section 4, data channel: what the server tells when it happens. The codec writes and reads it, the client acts on it, the server
// says it.
import {
  calls,
  conferences,
  contacts,
  conversation,
  everyEvent,
  events as codec,
  focus,
  outgoing,
  peer,
  presence,
  sessions,
  subEvents as subEvent,
} from './marks.mjs';

const settles = everyEvent('requestSucceeded and requestFailed settle their request by its rid');
const makeConference = focus(
  'makes a conference of a one-to-one session: escalating, confUri, role, escalated (6.6), 7.35 with the inviter promoted',
);
const isConference = everyEvent('escalationMode, confUri, role, participant and locked make it a conference');

export const events = [
  {
    part: '4.5',
    name: 'requestSucceeded',
    codec: codec('requestSucceeded'),
    client: settles,
    server: sessions('brings the first batch: requestSucceeded, configuration, contactGroup, containers, selfPresence'),
  },
  {
    part: '4.6',
    name: 'requestFailed',
    codec: codec('requestFailed'),
    client: settles,
    server: sessions(
      '7.20, 7.21 puts an error with code, reason and detail into requestFailed, and sipResponse with code and reason',
    ),
  },
  {
    part: '4.3',
    name: 'configuration',
    codec: codec('configuration'),
    client: everyEvent('configuration becomes the policy, and its notice is told once'),
    server: sessions(
      '7.16, 7.13, 7.24 sends the configuration event with the composing timers 60 and 120, and enableAppearOffline in it',
    ),
  },
  {
    part: '4.8',
    name: 'conference',
    codec: codec('conference'),
    client: everyEvent('conference speaks of the conversation of its confId, with several sub-events at once'),
    server: conversation(
      'takes two people from sign-in to a conversation in the documented order of events (6.3, 6.4)',
    ),
  },
  {
    part: '4.11',
    name: 'contactGroup',
    codec: codec('contactGroup'),
    client: everyEvent('contactGroup fills the list and follows changes'),
    server: [
      contacts('has those of the people file from the start, in a contactGroup with fullList'),
      contacts('addGroup, updateGroup and deleteGroup succeed, then tell the change'),
    ],
  },
  {
    part: '4.12',
    name: 'subscribers',
    codec: codec('subscribers'),
    client: everyEvent('subscribers are asked about while unacknowledged'),
    server: contacts(
      '7.14 tells of who has subscribed and is not acknowledged, now and after each sign-in, until acknowledgeSubscriber',
    ),
  },
  {
    part: '4.13',
    name: 'containers',
    codec: codec('containers'),
    client: everyEvent('containers become access levels, one at a time'),
    server: [
      contacts('starts with the containers that every user has'),
      contacts('tells every endpoint the complete new content of that container'),
    ],
  },
  {
    part: '4.14',
    name: 'selfPresence',
    codec: codec('selfPresence'),
    client: everyEvent('selfPresence shows how others see the user'),
    server: presence('succeeds and brings the complete selfPresence to every endpoint'),
  },
  {
    part: '4.15',
    name: 'userPresence',
    codec: codec('userPresence'),
    client: everyEvent('userPresence shows the state, the note and the card of a person'),
    server: [
      presence('has the categories in the order that clients know, empty ones with only a name'),
      presence('tells a watcher when somebody comes, changes something and goes'),
    ],
  },
  {
    part: '4.16',
    name: 'presenceSubscriptionState',
    codec: codec('presenceSubscriptionState'),
    client: everyEvent('presenceSubscriptionState terminated makes presence unknown'),
    server: presence('subscribePresence brings a snapshot, presenceSubscriptionState, then every change'),
  },
  {
    part: '4.17',
    name: 'searchResult',
    codec: codec('searchResult'),
    client: everyEvent('searchResult answers the search of its rid'),
    server: [
      contacts('is answered by a searchResult event with the same rid, without presence'),
      contacts('says that there are more than it gives'),
    ],
  },
  {
    part: '4.18',
    name: 'selfRawCategories',
    codec: codec('selfRawCategories'),
    client: everyEvent('selfRawCategories and userRawCategories are counted and harm nobody'),
    server: presence(
      'publishRawCategories brings selfRawCategories to the publisher and userRawCategories to who may see them',
    ),
  },
  {
    part: '4.18',
    name: 'userRawCategories',
    codec: codec('userRawCategories'),
    client: everyEvent('selfRawCategories and userRawCategories are counted and harm nobody'),
    server: presence(
      'publishRawCategories brings selfRawCategories to the publisher and userRawCategories to who may see them',
    ),
  },
];

export const subEvents = [
  {
    part: '4.8',
    name: 'imSessionReceived',
    codec: subEvent('imSessionReceived'),
    client: everyEvent('imSessionReceived rings, and shows who asks, about what and with which words'),
    server: peer(
      'brings the invited the inviter, role, escalationMode, subject and the formatted message in imSessionReceived',
    ),
  },
  {
    part: '4.4',
    name: 'initiateImSessionAccepted',
    codec: subEvent('initiateImSessionAccepted'),
    client: everyEvent('initiateImSessionAccepted gives the conversation its number'),
    server: peer('7.4 tells initiateImSessionAccepted in requestAccepted and as the first event, with the same id'),
  },
  {
    part: '4.8',
    name: 'imSessionState',
    codec: subEvent('imSessionState'),
    client: everyEvent('imSessionState leads from the invitation over connecting and connected to the end'),
    server: [
      conversation('takes two people from sign-in to a conversation in the documented order of events (6.3, 6.4)'),
      peer('terminateImSession declines: 603 to the inviter, terminated to both'),
    ],
  },
  {
    part: '4.8',
    name: 'escalationMode',
    codec: subEvent('escalationMode'),
    client: [
      outgoing('holds messages while the conversation escalates and sends them in order afterwards'),
      outgoing('goes on one-to-one when the escalation fails'),
    ],
    server: [makeConference, focus('goes back to peer when nobody could come')],
  },
  {
    part: '4.8',
    name: 'role',
    codec: subEvent('role'),
    client: isConference,
    server: focus('7.34 promoteParticipant makes a presenter: role to the promoted, participant to the others'),
  },
  {
    part: '4.8',
    name: 'participant',
    codec: subEvent('participant'),
    client: conferences('7.34 follows roster, roles and lock'),
    server: makeConference,
  },
  {
    part: '4.8',
    name: 'participantRemoved',
    codec: subEvent('participantRemoved'),
    client: [
      everyEvent('participantRemoved of the only other is the end'),
      conferences('7.12 drops another who was removed, and is out itself when the URI is its own'),
    ],
    server: [
      peer(
        'terminateImSession leaves: the other gets participantRemoved and terminated, the leaver no participantRemoved',
      ),
      focus('7.12 ejectParticipant tells the removed and all who stay, inside conference'),
    ],
  },
  {
    part: '4.8',
    name: 'confUri',
    codec: subEvent('confUri'),
    client: conferences('6.8 joins again by its focus URI and takes the roster anew'),
    server: makeConference,
  },
  {
    part: '4.8',
    name: 'messageReceived',
    codec: subEvent('messageReceived'),
    client: everyEvent('messageReceived is shown, told and counted'),
    server: peer(
      'sendMessage reaches the other as messageReceived, exactly and with its format; messageIdReceived follows when it has arrived',
    ),
  },
  {
    part: '4.8',
    name: 'messageIdReceived',
    codec: subEvent('messageIdReceived'),
    client: everyEvent('messageIdReceived confirms, messageSendFailed fails'),
    server: focus(
      'sendMessage reaches everybody else, without a format (4.8), and is confirmed by messageIdReceived when all have it',
    ),
  },
  {
    part: '4.8',
    name: 'messageSendFailed',
    codec: subEvent('messageSendFailed'),
    client: outgoing('fails the very message that messageSendFailed names'),
    server: peer('messageSendFailed tells of each message that the other’s session took along unseen'),
  },
  {
    part: '4.8',
    name: 'composingState',
    codec: subEvent('composingState'),
    client: everyEvent('composingState shows who types and forgets it after its time'),
    server: [
      peer('notifyComposing reaches the other as composingState with the uri of the writer'),
      focus('composingState names the writer to all others'),
    ],
  },
  {
    part: '4.8',
    name: 'inviteFailed',
    codec: subEvent('inviteFailed'),
    client: everyEvent('inviteFailed is told with its reason'),
    server: peer(
      'fails for somebody who is offline in the documented order: none, inviteFailed, requestFailed, terminated (6.3)',
    ),
  },
  {
    part: '4.8',
    name: 'locked',
    codec: subEvent('locked'),
    client: isConference,
    server: focus('7.11 lock with true locks: told by locked, no invitation and no joining until false'),
  },
  {
    part: '4.9',
    name: 'voIPReceived',
    codec: subEvent('voIPReceived'),
    client: everyEvent('voIPReceived rings with who calls, and voIPTerminated stops it'),
    server: calls('voIPReceived tells who rings'),
  },
  {
    part: '4.10',
    name: 'voIPTerminated',
    codec: subEvent('voIPTerminated'),
    client: everyEvent('voIPReceived rings with who calls, and voIPTerminated stops it'),
    server: calls('voIPTerminated tells that the caller gave up, or that five minutes have passed'),
  },
];
