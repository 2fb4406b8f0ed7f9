// Section 4, command channel: what the server answers at once. The codec writes and reads it, the client takes it, the server says it.
import {
  calls,
  contacts,
  createEngine,
  everyEvent,
  none,
  outgoing,
  peer,
  replies as codec,
  sessions,
  signIn,
} from './marks.mjs';

export const replies = [
  {
    part: '4.1',
    name: 'requestAccepted',
    codec: codec('requestAccepted'),
    client: everyEvent('requestAccepted leaves a request open until its event comes'),
    server: sessions('7.9, 7.23 is answered by one reply a request, in order, and counts what was accepted'),
  },
  {
    part: '4.2',
    name: 'initiateSessionAccepted',
    codec: codec('7.3 reads initiateSessionAccepted, which has no uri'),
    client: everyEvent('7.3 reads the reply to initiateSession in both forms'),
    server: none('Never said: our server answers with requestAccepted (7.3).'),
  },
  {
    part: '4.4',
    name: 'initiateImSessionAccepted',
    codec: codec('requestAccepted with initiateImSessionAccepted'),
    client: outgoing('7.4 takes confId from the reply'),
    server: peer('7.4 tells initiateImSessionAccepted in requestAccepted and as the first event, with the same id'),
  },
  {
    part: '4.5',
    name: 'requestSucceeded',
    codec: codec('requestSucceeded of a sign-in'),
    client: createEngine('7.37 echoes the sign-in data once, in initiateSession, with what the person chose'),
    server: signIn('answers logon with the ticket in the header, uri and signInData in the body'),
  },
  {
    part: '4.6',
    name: 'requestFailed',
    codec: codec('requestFailed'),
    client: everyEvent('requestFailed in the reply refuses its request, and no other of the same document'),
    server: contacts('answers requestFailed at once to a contact without a SIP address (3.21)'),
  },
  {
    part: '4.7',
    name: 'requestInvalid',
    codec: codec('requestInvalid'),
    client: createEngine('7.18 treats requestInvalid and requestRejected as a refusal with a name'),
    server: sessions(
      '7.18, 7.19 answers requestInvalid to unknown names and missing values, and takes the first of surplus children',
    ),
  },
  {
    part: '4.6',
    name: 'error',
    codec: codec('error'),
    client: everyEvent('an error without a rid that speaks of the document refuses every request of it'),
    server: sessions(
      'answers a poll of an unknown Sid with an error in a document that can be read, a Sid that is no number with 18001',
    ),
  },
  {
    part: '4.10',
    name: 'voIPRedirectSucceeded',
    codec: codec('requestAccepted with voIPRedirectSucceeded'),
    client: everyEvent('voIPRedirectSucceeded settles the answer to a call, and no event has to'),
    server: calls('voIPRedirect sends it on to tel:+12025550100: voIPRedirectSucceeded'),
  },
  {
    part: '4.10',
    name: 'voIPReplyWithIMAccepted',
    codec: codec('requestAccepted with voIPReplyWithIMAccepted'),
    client: createEngine('answers a call with a conversation under the number of the reply'),
    server: calls('voIPReplyWithIM goes on as an IM session under the same number: voIPReplyWithIMAccepted'),
  },
  {
    part: '4.10',
    name: 'voIPTerminateSucceeded',
    codec: codec('requestAccepted with voIPTerminateSucceeded'),
    client: everyEvent('voIPTerminateSucceeded settles the answer to a call, and no event has to'),
    server: calls('7.32 voIPTerminate is accepted with voIPTerminateSucceeded under the same rid'),
  },
];
