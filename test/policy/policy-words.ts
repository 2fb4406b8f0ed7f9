// What each key of the policy is called, and what it does, in the words of administrators: for the templates of the group policy editor
// and the table in the documentation.
import type { PolicyKeyName } from '../../src/main/policy/policy-keys';

export interface PolicyWords {
  readonly title: string;
  readonly explain: string;
  /** Of a choice. */
  readonly choices?: Readonly<Record<string, string>>;
}

export const policyWords: Readonly<Record<PolicyKeyName, PolicyWords>> = {
  'server.address': {
    title: 'Server address',
    explain: 'The one server that people sign in to, as they would type it. The field is locked, and the demo is gone.',
  },
  'server.allowed': {
    title: 'Allowed servers',
    explain:
      'Hosts that a session may begin with: names, or *.example.com for every host below it. Of a list, entries that make no sense are left out; with none left, no server is allowed.',
  },
  'signIn.method': {
    title: 'Sign-in method',
    explain: 'How people prove who they are.',
    choices: {
      forms: 'User name and password',
      integrated: 'Windows account (NTLM or Kerberos)',
      sso: 'Single sign-on',
    },
  },
  'signIn.publicComputer': {
    title: 'Public computer',
    explain: 'True: every session is one on a public computer, and leaves nothing behind. False: none is.',
  },
  'signIn.severalAccounts': {
    title: 'Let people keep several accounts',
    explain:
      'False: Parley knows the account that was signed in with last, and offers no other. Their histories stay apart all the same.',
  },
  'tls.allowUntrustedCertificates': {
    title: 'Let people trust unknown certificates',
    explain: 'False: nobody trusts a certificate by hand, and certificates that were trusted before count no more.',
  },
  'tls.allowOldVersions': {
    title: 'Let people allow TLS 1.0 and 1.1',
    explain: 'False: nobody allows outdated encryption, and servers that it was allowed for are refused.',
  },
  'history.enabled': {
    title: 'Keep a history',
    explain:
      'False: nothing that is said is kept. What was kept before stays on the disk, encrypted, and is not shown.',
  },
  'history.keepDays': {
    title: 'Days that messages are kept',
    explain: 'Messages that are older are deleted. 0: they are kept for ever.',
  },
  'notifications.showMessage': {
    title: 'Show messages in notifications',
    explain: 'False: a notification only tells who has written.',
  },
  'notifications.invitations': {
    title: 'Notifications of invitations and calls',
    explain: 'False: no notification tells of invitations and calls. They are seen in the windows all the same.',
  },
  'notifications.messages': {
    title: 'Notifications of messages',
    explain: 'False: no notification tells of messages.',
  },
  'notifications.contacts': {
    title: 'Notifications of who comes and goes',
    explain: 'False: no notification tells of contacts who come or go.',
  },
  'notifications.failures': {
    title: 'Notifications of failures',
    explain: 'False: no notification tells of messages that were not delivered and people who could not be invited.',
  },
  'quietHours.enabled': {
    title: 'Quiet hours',
    explain:
      'Whether there are hours in which notifications are held back. On which days, each person decides; each can end those of now.',
  },
  'quietHours.from': {
    title: 'Beginning of the quiet hours',
    explain: 'In minutes from midnight: 1320 is 22:00.',
  },
  'quietHours.to': {
    title: 'End of the quiet hours',
    explain: 'In minutes from midnight: 420 is 7:00. Before the beginning: on the next day.',
  },
  'presence.idleAfterMinutes': {
    title: 'Minutes until somebody is inactive',
    explain: 'Without any input for so long somebody is shown as inactive.',
  },
  'presence.awayAfterMinutes': {
    title: 'Minutes until somebody inactive is away',
    explain: 'Somebody who stays inactive for so much longer is shown as away.',
  },
  'updates.enabled': {
    title: 'Look for updates',
    explain: 'False: Parley asks nobody for updates.',
  },
  'updates.address': {
    title: 'Address of updates',
    explain: 'Where Parley asks for updates; begins with https.',
  },
  'proxy.mode': {
    title: 'Proxy',
    explain: 'The way to the server. People see it in the settings, locked.',
    choices: {
      system: 'As the system has it',
      none: 'No proxy',
      fixed: 'The one that proxy.address names',
    },
  },
  'proxy.address': {
    title: 'Address of the proxy',
    explain:
      'Host and port, as in proxy.example.com:3128, before them https://, socks5:// or socks4:// where it is no plain HTTP proxy. Counts only with proxy.mode “fixed”.',
  },
  'diagnostics.recording': {
    title: 'Let people record what the server says',
    explain:
      'False: nobody records what passes between Parley and the server. A recording is a file with names, addresses, texts and secrets masked.',
  },
  'start.atLogin': {
    title: 'Start when somebody logs in',
    explain: 'Whether Parley starts when somebody logs in to the computer.',
  },
  language: {
    title: 'Language',
    explain:
      'The language of the windows, as en or de-CH, or system. Where Parley does not have it, the windows are English; the server is told it all the same.',
  },
};
