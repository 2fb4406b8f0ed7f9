export default {
  copyDetails: 'Copy details',
  copied: 'Copied',
  dismiss: 'Dismiss',
  showFile: 'Show the file',
  restart: 'Restart now',
  later: 'Later',
  'settings-set-aside': {
    title: 'Your settings could not be read',
    text: 'Parley goes on with the usual ones. The old file was kept as {subject}.',
  },
  'settings-not-understood': {
    title: 'Some of your settings are not understood here',
    text: 'Parley goes on without them. They stay in the file until you change them, and a copy of it was kept as {subject}.',
  },
  strange: {
    title: 'This counts in their place:',
    value: '{setting}: {value}',
    usual: '{setting}: as Parley comes',
    entries: '{setting}: what of it is understood',
    unknown:
      '{setting}: nothing, for no such setting is known. It is too long to stay in the file, and is in the copy alone.',
    on: 'on',
    off: 'off',
  },
  'settings-not-saved': {
    title: 'Your settings could not be saved',
    text: 'Changes last until you quit Parley.',
  },
  'shortcuts-passed-over': {
    title: 'Some of your keyboard shortcuts cannot be used',
    text: 'These have their usual keys again: {subject}.',
  },
  'servers-set-aside': {
    title: 'Your decisions about servers could not be read',
    text: 'Parley trusts no certificate by hand until you decide again. The old file was kept as {subject}.',
  },
  'servers-not-saved': {
    title: 'Your decisions about servers could not be saved',
    text: 'They last until you quit Parley.',
  },
  'answers-set-aside': {
    title: 'Your answers that wait could not be read',
    text: 'People who have added you may be asked about once more. The old file was kept as {subject}.',
  },
  'answers-not-saved': {
    title: 'Your answers that wait could not be saved',
    text: 'They are kept until you quit Parley.',
  },
  'level-not-given': {
    title: 'An access level could not be given',
    text: '{subject} was answered as you wished, but this server has not taken the access level.',
  },
  'words-set-aside': {
    title: 'Your own words could not be read',
    text: 'Spelling goes on without them. The old file was kept as {subject}.',
  },
  'words-not-saved': {
    title: 'Your own words could not be saved',
    text: 'They last until you quit Parley.',
  },
  'history-set-aside': {
    title: 'Your history could not be read',
    text: 'Parley goes on with an empty one. The old file was kept as {subject}.',
  },
  'history-damaged': {
    title: 'Your history is damaged',
    text: 'Parley goes on with a new one, with the latest conversations and all since you signed in. The old file was kept as {subject}.',
  },
  'history-newer': {
    title: 'Your history was made by a newer Parley',
    text: 'This version goes on with an empty one. It was kept as {subject}: in the newer Parley, take “.newer-…” off its name to have it back.',
  },
  'history-key-lost': {
    title: 'Your history cannot be unlocked',
    text: 'Your system no longer has its key, so Parley goes on with an empty one. The old one was kept as {subject}. If the old key store comes back, “A locked history” in the documentation tells how to have it again.',
  },
  'history-not-opened': {
    title: 'Your history cannot be opened',
    text: 'Nothing was deleted. What is said now is not kept. Unlock the key store of your system, or make room on the disk, then sign in again.',
  },
  'history-not-written': {
    title: 'Messages cannot be saved at the moment',
    text: 'They are kept in memory and saved as soon as it works again. Is the disk full?',
  },
  goOn: 'Open the settings',
  'logs-read': {
    title: 'Messages wait to be imported',
    text: '{subject} Open the import in the settings of the history, say who is who, and add them.',
  },
  'logs-imported': {
    title: 'The import of messages is done',
    text: '{subject}',
  },
  'logs-stopped': {
    title: 'The import of messages ended early',
    text: '{subject} Import the same folder again to add what is missing.',
  },
  'stale-answers': {
    title: 'Something on the network gives old answers',
    text: 'A proxy or another cache between you and the server repeats what it has kept. Parley asks past it, and nothing is lost, but what others write may come late. Ask the administrator to exclude the server from the cache.',
  },
  'events-unreadable': {
    title: 'Something from the server could not be read',
    text: 'Everything beside it was. If you miss a message, ask for it again; tell your administrator if this comes back.',
  },
  'policy-not-used': {
    title: 'What your organisation has set does not count',
    text: 'Parley goes on without it: {subject}. Tell your administrator.',
  },
  'policy-refused': {
    title: 'Some of what your organisation has set does not count',
    text: 'The rest holds. Tell your administrator: {subject}.',
  },
  'no-tray': {
    title: 'Parley is still running',
    text: 'Your desktop shows no tray icons, so closing this window only minimises it. To end Parley, choose Quit in the File menu (press Alt to see it).',
  },
  'internal-error': {
    title: 'Something went wrong inside Parley',
    text: 'You can go on. If something looks wrong, close this window and open it again.',
  },
  updated: {
    title: 'Parley is now version {subject}',
    text: 'The guide tells what has changed.',
  },
  whatsNew: 'What’s new',
  'update-ready': {
    title: 'An update is ready',
    text: 'Parley {subject} is installed when you quit, or now if you restart.',
  },
} as const;
