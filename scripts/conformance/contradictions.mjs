// Section 7: where the pages contradict each other or themselves. The codec reads every form and writes one; the client and the
// server each do what the section chooses for them. In the order of its numbers.
import {
  availability,
  calls,
  categories,
  conferences,
  contacts,
  createEngine,
  everyEvent,
  everyRequest,
  events,
  failures,
  focus,
  httpServer,
  incoming,
  none,
  outgoing,
  peer,
  presence,
  replies,
  requests,
  sessions,
  signIn,
  subEvents,
} from './marks.mjs';

const firstConfiguration = sessions(
  '7.16, 7.13, 7.24 sends the configuration event with the composing timers 60 and 120, and enableAppearOffline in it',
);
const firstReply = sessions(
  '7.3, 7.36 is answered by requestAccepted with the children sid, uri of the user and pollWaitTime',
);
const batch = sessions('7.9, 7.23 is answered by one reply a request, in order, and counts what was accepted');
const strict = sessions(
  '7.18, 7.19 answers requestInvalid to unknown names and missing values, and takes the first of surplus children',
);
const errorShape = sessions(
  '7.20, 7.21 puts an error with code, reason and detail into requestFailed, and sipResponse with code and reason',
);
const pollQuery = sessions('7.30, 7.31 reads the query in any case and with empty parameters');
const noXml = none('No part of a document: it stands in the address of the poll.');

export const contradictions = [
  {
    name: 'misspelt `initateImSession`',
    codec: requests('7.1 takes the misspelt initateImSession for initiateImSession, and never writes it'),
    client: everyRequest('7.1 sends initiateImSession, spelt in full'),
    server: peer('7.1 takes the misspelling as an alias'),
  },
  {
    name: '`format` and `Format`',
    codec: [
      requests('7.2 reads format and Format by what they hold: both'),
      requests('7.2 reads the stray format beside the message, and the one inside before it'),
      requests('7.2 writes one lower-case format, or none'),
    ],
    client: everyRequest('7.2 writes one lower-case format, or none where the text has no style'),
    server: peer('7.2 takes format and Format in any order, and sends lower case'),
  },
  {
    name: 'reply to `initiateSession`',
    codec: [
      replies('7.3 reads the reply to initiateSession: children'),
      replies('7.3 reads the reply to initiateSession: initiateSessionAccepted with attributes'),
    ],
    client: everyEvent('7.3 reads the reply to initiateSession in both forms'),
    server: firstReply,
  },
  {
    name: 'place of `initiateImSessionAccepted`',
    codec: [
      replies('7.4 finds initiateImSessionAccepted in requestAccepted'),
      replies('7.4 finds initiateImSessionAccepted in cwaResponses'),
      replies('7.4 finds initiateImSessionAccepted in an event'),
      events('7.4 reads initiateImSessionAccepted straight under cwaEvents'),
    ],
    client: [
      outgoing('7.4 takes confId from the reply'),
      outgoing('7.4 takes confId from the event, and from both together only once'),
    ],
    server: peer('7.4 tells initiateImSessionAccepted in requestAccepted and as the first event, with the same id'),
  },
  {
    name: 'who assigns `confId`',
    codec: requests('7.5 reads a missing or unreadable confId as 0'),
    client: outgoing('7.5 sends confId 0 and shows the text at once as the first message, which is not sent again'),
    server: [
      peer('7.5 assigns on 0 or none, adopts an unused id, and lets an ended one be used again'),
      peer('7.5 refuses with 18102 an id that is in use, and begins nothing under another one'),
      peer('7.5 refuses other requests on an unknown id with 18102'),
    ],
  },
  {
    name: '`sesionTimeout`',
    codec: events('7.6 reads sessionTimeout and sesionTimeout, and writes sessionTimeout'),
    client: none('The client has no use for it: a session is over when the server says so.'),
    server: sessions('7.6 tells sessionTimeout in seconds, counted from the last activity of the user'),
  },
  {
    name: 'case of names',
    codec: [
      requests('7.7 reads names in any case and writes them as the samples do'),
      replies('7.7 reads confId and confid, rid and Rid'),
      events('7.7 reads Eid, Uri and Id as well'),
    ],
    client: everyEvent('7.7 reads names in any case'),
    server: sessions('7.7 reads names in any case'),
  },
  {
    name: 'meaning of `ackId`',
    codec: events('7.8 takes ackId 18 for what it is, whatever the last eid'),
    client: everyEvent('7.8 sends back the ackId of the answer, whatever the events in it are numbered'),
    server: sessions(
      '7.8 tells the eid of the last event as ackId, also without events, and repeats for an old number',
    ),
  },
  {
    name: '`requestProcessed`',
    codec: replies('7.9 reads requestProcessed of any value and none'),
    client: everyEvent('7.9 goes by the replies, whatever requestProcessed counts'),
    server: batch,
  },
  {
    name: 'offline value',
    codec: [
      availability('7.10 takes 18000 and 18500 both as offline, and publishes 18500'),
      events('7.10 carries availability 0 with the token Offline'),
    ],
    client: [
      categories('7.10 reads 18000 as offline'),
      categories('7.10 reads 0 with the token Offline as offline'),
      categories('7.10 reads 2999 as unknown'),
    ],
    server: presence('7.10 shows who appears offline with 18500, as who is'),
  },
  {
    name: '`lock` sample',
    codec: requests('7.11 locks with true and unlocks with false'),
    client: everyRequest('7.11 sends lock with true to lock and with false to unlock'),
    server: focus('7.11 lock with true locks: told by locked, no invitation and no joining until false'),
  },
  {
    name: '`participantRemoved`',
    codec: events('7.12 reads participantRemoved in conference and straight under cwaEvents'),
    client: [
      conferences('7.12 drops another who was removed, and is out itself when the URI is its own'),
      conferences('7.12 takes a participantRemoved that stands outside a conference'),
    ],
    server: focus('7.12 ejectParticipant tells the removed and all who stay, inside conference'),
  },
  {
    name: 'place of `enableAppearOffline`',
    codec: events('7.13 reads enableAppearOffline in conference and in configuration'),
    client: [
      everyEvent('configuration becomes the policy, and its notice is told once'),
      everyEvent('7.13 enableAppearOffline inside a conference is policy'),
    ],
    server: firstConfiguration,
  },
  {
    name: 'content of `subscribers`',
    codec: events('7.14 reads subscribers as acknowledged only where it says so'),
    client: createEngine('3.24 acknowledges each subscriber in a request of its own, and asks no more'),
    server: contacts(
      '7.14 tells of who has subscribed and is not acknowledged, now and after each sign-in, until acknowledgeSubscriber',
    ),
  },
  {
    name: '`expires` and `instance`',
    codec: [
      requests('7.15 writes expires as -1 and reads any'),
      events('7.15 reads instance, else instanceMask, and writes instance'),
    ],
    client: [
      everyRequest('7.15 publishes with expires -1'),
      everyEvent('7.15 tells instances apart by instanceMask where they have no instance'),
    ],
    server: presence('7.15 takes any expires, and writes instance, version 0 and an ISO time in whole seconds'),
  },
  {
    name: 'composing timers',
    codec: events('7.16 carries imComposingTimers of 1000 and 20000 as they are'),
    client: [
      incoming('7.16 tells it once every refreshInterval − 2 seconds and at least 3 s apart'),
      everyEvent('7.16 ends no conversation after the timeout of imComposingTimers'),
    ],
    server: firstConfiguration,
  },
  {
    name: 'missing `sid`',
    codec: requests('7.17 reads a document without sid, and one with 0'),
    client: everyRequest('7.17 always sends the sid, and initiateSession alone without one'),
    server: sessions('7.17 refuses a request without sid with 18100, one with an unknown sid too'),
  },
  {
    name: '`requestInvalid` and `requestRejected`',
    codec: replies('7.18 reads requestRejected as requestInvalid'),
    client: createEngine('7.18 treats requestInvalid and requestRejected as a refusal with a name'),
    server: strict,
  },
  {
    name: 'strictness',
    codec: [
      requests('7.19 refuses an unknown name: a child'),
      requests('7.19 refuses an unknown name: an attribute'),
      requests('7.19 takes the first of surplus repeated children'),
    ],
    client: everyRequest('7.19 has sent nothing that a strict server refuses'),
    server: strict,
  },
  {
    name: 'shape of `requestFailed`',
    codec: [
      events('7.20 reads requestFailed with an error inside and without'),
      replies('7.20 reads the older requestFailed, which has its parts straight inside'),
    ],
    client: everyEvent('7.20 understands a requestFailed that has its sipResponse straight inside'),
    server: errorShape,
  },
  {
    name: 'attributes of `error`',
    codec: [
      replies(
        '7.21 reads the attributes of error that are there: code="1" reason="a" warning="x" detail="b" description="y"',
      ),
      replies('7.21 reads the attributes of error that are there: code="1" warning="a" description="b"'),
      replies('7.21 reads the attributes of sipResponse that are there: code="480" warning="a"'),
    ],
    client: failures('7.21 shows detail, else reason'),
    server: errorShape,
  },
  {
    name: '`requestAccepted` on the data channel',
    codec: events('7.22 reads requestAccepted on the data channel as on the command channel'),
    client: everyEvent('7.22 takes requestAccepted on the data channel as on the command channel'),
    server: sessions('7.22 never puts requestAccepted on the data channel'),
  },
  {
    name: 'two `requestAccepted`',
    codec: replies('7.23 reads both requestAccepted of one document, each with its rid'),
    client: createEngine('7.23 is not confused by a reply to an older request, 7.36 nor by the URI in it'),
    server: batch,
  },
  {
    name: '`configuration` and `configurations`',
    codec: events('7.24 reads configuration and configurations, and writes configuration'),
    client: everyEvent('7.24 takes configurations for configuration'),
    server: firstConfiguration,
  },
  {
    name: 'spelling of `unSubscribePresence`',
    codec: requests('7.25 reads unsubscribePresence in both spellings and writes unSubscribePresence'),
    client: everyRequest('7.25 writes unSubscribePresence with a capital S'),
    server: presence('7.25 unSubscribePresence ends it, in both spellings'),
  },
  {
    name: '`updateGroup` with several groups',
    codec: requests('7.26 takes the first group of an updateGroup'),
    client: everyRequest('7.26 names one group in an updateGroup'),
    server: contacts('7.26 updateGroup takes the first of several groups'),
  },
  {
    name: '`action` of deletions',
    codec: events('7.27 reads the action deleted and delete, also of contactGroupChanged'),
    client: everyEvent('7.27 takes delete for deleted'),
    server: contacts('7.27 calls a deletion deleted, without the name of the group'),
  },
  {
    name: 'malformed samples',
    codec: [
      requests('7.28 refuses a malformed document: an element closed twice'),
      events('7.28 reads a searchResult with a doubled attribute'),
      events('7.28 reads a searchResult with a start tag that does not end'),
    ],
    client: [
      everyRequest('sends sendMessage with its text as it was typed'),
      createEngine('goes on after a document that can never be read'),
    ],
    server: [
      httpServer('7.28 sends well-formed XML only, whatever people are called and say'),
      httpServer('answers requestInvalid with 18000 to unescaped text, and lives on'),
    ],
  },
  {
    name: 'absent `subject`',
    codec: [
      requests('7.29 reads initiateImSession without subject, with an empty one, and writes none that is not there'),
      events('7.29 reads an empty subject as there and empty'),
      subEvents('imSessionReceived without all but the inviter'),
    ],
    client: outgoing('leaves the subject out where there is none (7.29 subject is optional)'),
    server: peer('7.29 needs no subject'),
  },
  {
    name: '`&&` in the poll URL',
    codec: noXml,
    client: everyRequest('7.30 polls with single ampersands'),
    server: pollQuery,
  },
  {
    name: '`AckID` and `AckId`',
    codec: noXml,
    client: createEngine('7.31 sends AckID, with the number of the last event it has applied'),
    server: pollQuery,
  },
  {
    name: 'scope of the VoIP `confid`',
    codec: replies('7.32 takes the outer rid where the inner one differs'),
    client: everyRequest('7.32 matches the reply to a call by its outer rid'),
    server: calls('7.32 voIPTerminate is accepted with voIPTerminateSucceeded under the same rid'),
  },
  {
    name: '`emailAlias`',
    codec: requests('7.33 carries emailAlias as it was typed'),
    client: everyRequest('7.33 sends search with what the person typed as emailAlias'),
    server: contacts('7.33 finds by mail address and its local part, and never by the account'),
  },
  {
    name: '`presenter` and leader',
    codec: events('7.34 reads and writes the role of a leader as presenter'),
    client: conferences('7.34 follows roster, roles and lock'),
    server: focus('7.34 promoteParticipant makes a presenter: role to the promoted, participant to the others'),
  },
  {
    name: 'role at the start',
    codec: none('No matter of form: the codec carries every role as it comes.'),
    client: conferences('7.35 lets everybody in a one-to-one conversation invite'),
    server: [
      peer(
        'acceptImSession connects both in the documented order of imSessionState, role and escalationMode, 7.35 as attendees',
      ),
      focus(
        'makes a conference of a one-to-one session: escalating, confUri, role, escalated (6.6), 7.35 with the inviter promoted',
      ),
    ],
  },
  {
    name: '`uri` in `requestAccepted`',
    codec: replies('7.36 trims the uri in requestAccepted, and gives it the sip: that samples leave out'),
    client: [
      createEngine('7.36 is who signed in, whoever the reply to initiateSession names'),
      createEngine('7.36 is whom the reply to initiateSession names where sign-in names nobody'),
    ],
    server: firstReply,
  },
  {
    name: 'origin of `signInData`',
    codec: [
      replies('7.37 reads a sign-in with signInData and without'),
      requests('7.37 reads initiateSession with signInData and without'),
    ],
    client: createEngine('7.37 echoes the sign-in data once, in initiateSession, with what the person chose'),
    server: signIn('7.37 makes signInData of the directory’s numbers, takes it back, takes another, works without'),
  },
];
