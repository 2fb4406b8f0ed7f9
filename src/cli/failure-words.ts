// What a failure means, for a person at a terminal.
import type { Failure, FailureCode, ProxyDetails, Redirect } from '../shared/domain/failure';
import { factsText } from '../shared/fault';

const words: Readonly<Record<FailureCode, string>> = {
  unreachable: 'The server could not be reached.',
  'unknown-host': 'There is no server of that name.',
  timeout: 'The server did not answer in time.',
  tls: 'No secure connection could be made.',
  certificate: "The server's certificate is not trusted.",
  'old-tls': 'The server speaks only old TLS, which is broken; --legacy-tls allows it.',
  'not-a-server': 'What answered there does not speak this protocol.',
  'server-error': 'The server has a fault of its own.',
  redirected: 'The server sent us to another address, and nothing was sent there.',
  'captive-portal': 'Something else answered in place of the server: the network may ask for a sign-in of its own.',
  'stale-answers':
    'Something between here and the server, such as a cache, answers in its place with what it has kept.',
  'proxy-asks': 'A proxy on the way wants a user name and a password.',
  'proxy-unusable': 'The way leads through a proxy that cannot be used from here.',
  'wrong-password': 'The server refused the user name or the password.',
  'sign-in-refused': 'The server refused the sign-in.',
  'no-windows-sign-in': 'This server has no Windows sign-in; --auth forms signs in with a password.',
  'credentials-needed': 'The server wants a user name and a password.',
  'not-signed-in': 'Not signed in.',
  'empty-text': 'The text is empty.',
  'too-long': 'That is too long.',
  'too-many-people': 'These are more people than the server takes.',
  'no-recipient': 'Nobody is named to send it to.',
  'bad-uri': 'That is no address like sip:dana@example.com.',
  oneself: 'That is your own address.',
  'peer-offline': 'The other person is offline.',
  'peer-busy': 'The other person is busy.',
  'not-connected': 'The conversation is not connected.',
  'not-found': 'There is no such thing.',
  'invitation-over': 'The invitation is no longer open.',
  'not-allowed': 'That is not allowed.',
  'set-by-organisation': 'The organisation has set this.',
  'server-not-allowed': 'The organisation does not allow this server.',
  'duplicate-name': 'That name is taken.',
  refused: 'The server refused it.',
  'unknown-outcome': 'The answer was lost: it may have happened or not.',
  'file-not-written': 'The file could not be written.',
  'bad-request': 'That cannot be asked.',
  cancelled: 'It was given up.',
  internal: 'That is a fault of Parley.',
};

/** For the events, which are as private as the messages among them. */
export function describeFailure(failure: Failure): string {
  const { detail, certificate } = failure;
  const whose = certificate ? ` It is that of ${certificate.subject}, issued by ${certificate.issuer}.` : '';
  return `${words[failure.code]}${detail === undefined ? '' : ` (${detail})`}${whose}${whatToDo(failure)}`;
}

/**
 * For standard error, which ends in the logs of others: nothing that a server, or who made its certificate, put into words. That an
 * address to go on with is told all the same is a choice: without it nobody at a terminal could.
 */
export function describeForLog(failure: Failure): string {
  const numbers = failure.facts ? factsText(failure.facts) : '';
  return `${words[failure.code]}${numbers === '' ? '' : ` (${numbers})`}${whatToDo(failure)}`;
}

function whatToDo({ certificate, redirect, proxy }: Failure): string {
  const trust = certificate
    ? ` What is wrong: ${certificate.problem}. To accept it: --trust-fingerprint ${certificate.fingerprint}`
    : '';
  return `${trust}${redirect ? whereTo(redirect) : ''}${proxy ? howToTell(proxy) : ''}`;
}

function howToTell({ address, wasRefused }: ProxyDetails): string {
  if (wasRefused) return ' It refused those in the environment.';
  return ` To tell it: HTTPS_PROXY (or http_proxy) in the environment with both before its host, as in http://USER:PASSWORD@${address}`;
}

function whereTo({ to, isOtherHost, isStepDown }: Redirect): string {
  if (to === undefined) return '';
  if (isStepDown) return ` It is ${to}, which is not encrypted: a password would be sent in clear.`;
  return ` It is ${to}${isOtherHost ? ', on another host' : ''}. To sign in there: --server ${to}`;
}
