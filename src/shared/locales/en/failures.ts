// One sentence or two for every FailureCode: what happened, what was kept, what to do.
import type { FailureCode } from '../../domain/failure';

const failures: Record<FailureCode, string> = {
  unreachable: 'The server could not be reached. Nothing is lost. Check the network or VPN, then try again.',
  'unknown-host': 'No server was found under this address. Check how it is spelled, and whether a VPN is needed.',
  timeout: 'The server did not answer in time. Nothing is lost. Try again in a moment.',
  tls: 'No secure connection to the server was possible. Nothing was sent. Ask the administrator if this goes on.',
  certificate:
    'The identity of the server could not be confirmed: its certificate is not trusted on this computer. Your password was not sent. Ask the administrator before you go on.',
  'old-tls':
    'This server only speaks an outdated form of encryption. Your password was not sent. Ask the administrator what to do.',
  'not-a-server':
    'Something answered at this address, but it is not a Communicator Web Access server. Check the address. If you do not know who runs it, change your password.',
  'server-error': 'The server has a problem of its own. Nothing is lost. Try again in a few minutes.',
  redirected:
    'The server sends you to another address. Nothing was sent there. Sign in with that address if you trust it.',
  'captive-portal':
    'Something else answers in place of the server: this network may want you to sign in to it first, as in a hotel or on a train. Nothing is lost. Sign in to the network, then try again.',
  'stale-answers':
    'Something between this computer and the server, such as a proxy with a cache, gives old answers in its place, so nothing new arrives. Nothing is lost. Try without the proxy, or ask the administrator to exclude this server from the cache.',
  'proxy-asks':
    'A proxy on the way to the server asks who you are. Tell the proxy, or ask the administrator of this network.',
  'proxy-unusable':
    'The server is reached through a proxy, and Parley cannot use that one for it. Nothing reached the server. Ask the administrator for a way to the server without the proxy.',
  'wrong-password':
    'The user name or password was not accepted. What you typed is still there: correct it and try again.',
  'sign-in-refused':
    'The server knows you but does not let you sign in. Your entries are kept. Ask the administrator whether your account is enabled for it.',
  'no-windows-sign-in':
    'This server cannot sign you in with your Windows account. Nothing was refused. Choose your user name and password or single sign-on under “More options”.',
  'credentials-needed':
    'The server asks for your password again. Your contacts and messages are kept. Sign in to go on.',
  'not-signed-in': 'You are not signed in. What you wrote is kept. Sign in, then try again.',
  'empty-text': 'There is nothing to send yet. Write a message first.',
  'too-long': 'This is longer than the server takes. Your text is kept. Shorten it, or send it in parts.',
  'too-many-people':
    'These are more people than the server takes. What you wrote is kept. Take some of them out, then try again.',
  'no-recipient': 'Nobody is chosen yet. Choose at least one person.',
  'bad-uri': "This is not a valid address. Write it like name{'@'}example.com.",
  oneself: 'This is your own address. Nothing was changed.',
  'peer-offline':
    'This person is offline and cannot get messages now. Your text is kept. Try again when they are back.',
  'peer-busy': 'This person is busy and takes no conversation now. Your text is kept. Try again later.',
  'not-connected': 'There is no connection for this now. What you wrote is kept. Try again in a moment.',
  'not-found': 'The server does not know this, or not any more. Check the address; somebody may have removed it.',
  'invitation-over':
    'This invitation is no longer open: it was withdrawn or answered already. Nothing was changed. Write a message to talk all the same.',
  'not-allowed': 'The server does not allow you to do this. Nothing was changed.',
  'set-by-organisation': 'Your organisation has set this, so it cannot be changed here. Nothing was changed.',
  'server-not-allowed':
    'Your organisation does not allow this server. Nothing was sent there, and what you typed is kept. Ask the administrator which server to use.',
  'duplicate-name': 'This name is taken already. Choose another one.',
  refused: 'The server refused this. Nothing was changed. Try again, or do it another way.',
  'unknown-outcome':
    'The connection broke before the server answered, so this may or may not have happened. Look before you do it again.',
  'file-not-written':
    'The file could not be written. Nothing of yours is lost. Choose another folder, or make room on the disk.',
  'bad-request': 'The server did not understand this request. Nothing was changed. Please report this as a fault.',
  cancelled: 'Cancelled. Nothing was changed.',
  internal: 'Something went wrong inside Parley. What you wrote is kept. Try again; if it stays, restart Parley.',
};

export default failures;
