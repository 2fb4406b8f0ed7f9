// What becomes of each request, event and sub-event in front of an XMPP service (docs/gateway.md); shown by `test/xmpp/`, which needs such
// services. 18102 is `invalidOperation` with the reason in words.

export const gateway = {
  Request: {
    logon: 'STARTTLS, SASL and a resource of the account; `503` while the service is away, never a wrong password',
    initiateSession:
      'roster, private storage (XEP-0049), block list, carbons (XEP-0280), the archive since the mark (XEP-0313), presence',
    terminateSession: '`gone` to those of our own, rooms left, the mark kept, the stream closed',
    conference: 'a conversation between two by the address of the other; a room by its own',
    initiateImSession:
      'one: a message with subject, format and thread, `connected` when the service has it; several: a room (XEP-0045) and direct invitations (XEP-0249); a focus URI: the room is entered',
    acceptImSession: 'between two nothing to the other side, our other endpoints ring no more; a room is entered',
    terminateImSession:
      '`gone` (XEP-0085), which ends it between two of our own; a room is left, an invitation to one declined',
    sendMessage:
      'chat or groupchat, text exactly; said again under the same id until it is confirmed (XEP-0184), or told back by the room',
    sendInfo: 'an extension between two of our own; to a foreign program 18102',
    notifyComposing: 'chat states (XEP-0085)',
    inviteParticipants: 'a room under the same confId, the other comes along; in a room a direct invitation',
    ejectParticipant: 'role `none`',
    promoteParticipant: 'affiliation `owner`: only owners of a room can lock it, as presenters can',
    lock: 'the attendees become members, then the room is for members alone',
    voIPRedirect: '18102: it carries no calls',
    voIPTerminate: '18102: it carries no calls',
    voIPReplyWithIM: '18102: it carries no calls',
    addGroup: 'private storage, since the roster has no empty groups; a distribution group 18102',
    updateGroup: 'each of its contacts set anew, and private storage',
    deleteGroup: 'each of its contacts set anew, and private storage',
    addContact: 'roster set and `subscribe`; the tag in private storage',
    updateContact: 'roster set, `subscribe` or `unsubscribe`; the tag in private storage',
    deleteContact: 'roster remove',
    acknowledgeSubscriber: '`subscribed`',
    updateContainer:
      'Blocked is blocking (XEP-0191) of people and domains, others in it 18102; the other levels are kept and let nobody see more or less',
    publishSelfPresence: 'state and note by presence, exactly between our own; other categories 18102',
    publishRawCategories: '18102: it keeps no categories of an application',
    queryPresence: 'what has come, and a probe',
    subscribePresence: 'what has come, a probe, and every change; `retrying` until somebody lets us see them',
    unSubscribePresence: 'forgotten',
    search: 'the directory of the service (XEP-0055); without one, contacts and whoever’s whole address is given',
  },
  Event: {
    requestSucceeded: 'results of the service, and its acknowledgements (XEP-0198)',
    requestFailed: 'errors that come back, as 18201 with the code of SIP',
    configuration: 'as ever: it is the front’s',
    conference: 'below',
    contactGroup: 'roster pushes, and what another endpoint has put into private storage',
    subscribers: '`subscribe`; let in at once whom we follow',
    containers: 'private storage and the block list',
    selfPresence: 'what was said last, at whichever endpoint of the account',
    userPresence: 'presence, of several programs the lowest number; a foreign `dnd` is 9500',
    presenceSubscriptionState: 'the subscription of the roster',
    searchResult: 'the directory of the service',
    selfRawCategories: 'never',
    userRawCategories: 'never',
  },
  'Conference sub-event': {
    imSessionReceived:
      'the first message of whom nothing is open with, or an invitation to a room; what came while nobody was there as missed',
    initiateImSessionAccepted: 'as ever',
    imSessionState: '`connected` when the service has the first message, or a room is entered',
    escalationMode: 'as ever',
    role: 'moderators are presenters',
    participant: 'presence in the room',
    participantRemoved: '`unavailable` in the room; the end that another of our own has told',
    confUri: 'the room’s address in hexadecimal: good after a restart and at every gateway',
    messageReceived:
      'chat, groupchat; what was written at another endpoint comes from oneself; files, reactions and what is encrypted in words',
    messageIdReceived: 'receipts (XEP-0184) of the other; in a room never',
    messageSendFailed: 'an error that comes back after the service had taken it',
    composingState: 'chat states (XEP-0085)',
    inviteFailed: 'an error that comes back, or a no of our own',
    locked: 'the room is for members alone',
    voIPReceived: 'never',
    voIPTerminated: 'never',
  },
};
