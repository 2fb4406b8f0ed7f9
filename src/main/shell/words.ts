// Every word that the shell itself shows: tray, menu, notifications. One place, so that it can be translated.
import type { Availability, SettableAvailability } from '../../shared/domain/person';
import type { PolicyProblem, PolicySourceProblem } from '../../shared/managed';

export const availabilityWords: Readonly<Record<Availability, string>> = {
  available: 'Available',
  inactive: 'Inactive',
  busy: 'Busy',
  'busy-inactive': 'Busy (inactive)',
  'do-not-disturb': 'Do Not Disturb',
  'be-right-back': 'Be Right Back',
  away: 'Away',
  offline: 'Offline',
  unknown: 'Unknown',
};

export const settableWords: Readonly<Record<SettableAvailability, string>> = {
  available: 'Available',
  busy: 'Busy',
  'do-not-disturb': 'Do Not Disturb',
  'be-right-back': 'Be Right Back',
  away: 'Away',
  offline: 'Appear Offline',
};

/** After the name of the key. */
const policyProblemWords: Readonly<Record<PolicyProblem, string>> = {
  'unknown-key': 'nothing of that name can be set',
  'not-yes-or-no': 'it is neither true nor false',
  'not-a-choice': 'it is none of the possible words',
  'not-a-number-of-days': 'it is no number of days',
  'not-a-server-address': 'it is no address of a server',
  'not-host-patterns': 'it is no list of hosts',
  'not-an-https-address': 'it is no address that begins with https',
  'not-a-proxy-address': 'it is no address of a proxy with its port',
  'not-a-language': 'it is no language',
  incomplete: 'proxy.mode “fixed” and proxy.address belong together',
};

/** After the path of the file, or the name of the registry key. */
const policySourceWords: Readonly<Record<PolicySourceProblem, string>> = {
  'writable-by-others': 'others than the administrator can write to it',
  'too-large': 'it is too large',
  'not-readable': 'it could not be read',
  'not-understood': 'it could not be understood',
};

/** More would fill the window; diagnostics tell all. */
const maxPolicyWords = 5;

function policyList(all: readonly string[]): string {
  const more = all.length - maxPolicyWords;
  return [...all.slice(0, maxPolicyWords), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

export const words = {
  policyRefused: (refused: readonly { readonly key: string; readonly problem: PolicyProblem }[]) =>
    policyList(refused.map(({ key, problem }) => `${key.slice(0, 64)} (${policyProblemWords[problem]})`)),
  policyNotUsed: (refused: readonly { readonly place: string; readonly problem: PolicySourceProblem }[]) =>
    policyList(refused.map(({ place, problem }) => `${place} (${policySourceWords[problem]})`)),

  appName: 'Parley',
  open: 'Open Parley',
  newConversation: 'New Conversation…',
  history: 'History…',
  availability: 'Availability',
  signOut: 'Sign Out',
  quit: 'Quit Parley',
  signedOut: 'Signed out',
  signingIn: 'Signing in…',
  reconnecting: 'Connection lost, trying again…',
  lastKnown: (status: string) => `last known: ${status}`,
  signInAgain: 'Sign in again to go on',
  signInAgainBody: 'Your conversations are still open, and what you wrote is kept.',
  unread: (count: number) => (count === 1 ? '1 unread' : `${count} unread`),

  accept: 'Accept',
  decline: 'Decline',
  show: 'Show',
  reply: 'Reply',
  replyPlaceholder: 'Write an answer…',
  invitation: (name: string) => `${name} wants to talk`,
  invitationToMany: (name: string, others: number) =>
    others === 1 ? `${name} invites you and 1 other` : `${name} invites you and ${others} others`,
  invitationBody: 'Open to accept or decline.',
  somebody: 'Somebody unknown',
  newMessage: 'New message',
  newMessages: (count: number) => `${count} new messages`,
  call: (name: string) => `${name} is calling`,
  callBody: 'Parley cannot take calls. Open to answer in another way.',
  notDelivered: 'A message was not delivered',
  notDeliveredBody: 'Open the conversation to send it again.',
  notInvited: (name: string) => `${name} could not be invited`,
  online: (name: string) => `${name} is available`,
  gone: (name: string) => `${name} is offline`,
  alerts: (count: number) => `${count} contacts changed their presence`,
  notice: 'A notice from your administrator',

  settingsSetAside: 'Your settings could not be read',
  settingsSetAsideBody: (file: string) => `Parley starts with the usual ones. The old file was kept as ${file}.`,
  settingsNotSaved: 'Your settings could not be saved',
  settingsNotSavedBody: 'Changes last until you quit Parley.',

  testConnection: 'Connection Test and Diagnostics…',
  about: 'About Parley',
  historySetAside: 'Your history could not be read',
  historySetAsideBody: (file: string) => `Parley goes on with an empty one. The old file was kept as ${file}.`,
  historyDamaged: 'Your history is damaged',
  historyDamagedBody: (file: string) =>
    `Parley goes on with a new one, with the latest conversations and all since you signed in. The old file was kept as ${file}.`,
  historyNewer: 'Your history is of a newer Parley',
  historyNewerBody: (file: string) =>
    `This version cannot read it and goes on with an empty one. It was kept as ${file}, for when you use the newer Parley again.`,
  historyKeyLost: 'Your history cannot be unlocked',
  historyKeyLostBody: (file: string) =>
    `The system's key store no longer has its key. Parley goes on with an empty history. The old one was kept as ${file}.`,
  historyNotOpened: 'Your history cannot be opened',
  historyNotOpenedBody:
    'Nothing was deleted. What is said now is not kept: it can be read until its window is closed or you sign out.',
  historyNotWritten: 'Messages cannot be saved at the moment',
  historyNotWrittenBody: 'They are kept in memory and saved as soon as it works again. Is the disk full?',

  notStarted: 'Parley could not start',
  startTroubles: {
    'profile-not-a-folder': (path: string) =>
      `Its profile should be the folder ${path}, but that is not a folder. Nothing was changed. Move it away, or let PARLEY_USER_DATA name another folder.`,
    'profile-leads-nowhere': (path: string) =>
      `Its profile should be the folder ${path}, but that is a link that leads nowhere. Nothing was changed. Mend or remove the link, or let PARLEY_USER_DATA name another folder.`,
    'profile-not-made': (path: string) =>
      `The folder of its profile, ${path}, cannot be made or reached. Make it yourself, or let PARLEY_USER_DATA name another folder.`,
    'profile-not-writable': (path: string) =>
      `Nothing can be written in the folder of its profile, ${path}. Nothing was changed. Give yourself the right to write there, or let PARLEY_USER_DATA name another folder.`,
    'lock-in-the-way': (path: string) =>
      `${path} is in the way: Parley puts a mark of this name there while it runs, and this is none. Nothing was changed. Move it away and start Parley again.`,
    'lock-not-taken': (path: string) =>
      `The profile ${path} cannot be marked as in use: another program holds it and does not answer, or no temporary file can be made. Nothing was changed. End that program, or let PARLEY_USER_DATA name another folder.`,
    'switch-refused': (name: string) =>
      `It was started with ${name}, which would open it to others or take a protection away. Nothing was read or changed. Start it without.`,
    'variable-refused': (name: string) =>
      `${name} is set in its environment, which would write what is secret or private where others read it. Nothing was read or changed. Start it without.`,
    'no-sandbox': (name: string) =>
      `It would run without its sandbox (${name}), which keeps what comes over the network away from your files. Nothing was read or changed. If you did not ask for that, your system allows no sandbox to a program of this form: install the package of your system instead, or ask your administrator to allow unprivileged user namespaces.`,
  },
  noSandbox: (name: string) =>
    `Parley runs without its sandbox (${name}). That is for trials alone: do not use it as root.`,
  withoutVariable: (name: string) =>
    `Parley takes no notice of ${name} in its environment: the keys of its connections are written nowhere.`,

  leaving: { 'sign-out': 'Sign out anyway?', quit: 'Quit anyway?' },
  leavingBody: 'Something that you wrote is not sent, and nothing is kept on this computer: it will be lost.',
  leave: { 'sign-out': 'Sign Out Anyway', quit: 'Quit Anyway' },
  cancel: 'Cancel',

  crashed: 'A window of Parley keeps failing',
  crashedBody: 'What you said and received is safe. You can try once more, or close the window and go on without it.',
  tryAgain: 'Try Again',
  closeWindow: 'Close',

  menuFile: '&File',
  menuEdit: '&Edit',
  menuView: '&View',
  zoomIn: 'Zoom In',
  menuHelp: '&Help',
  menuWindow: '&Window',
} as const;
