export default {
  title: 'Settings',
  search: 'Search the settings',
  clearSearch: 'Clear the search',
  sectionsLabel: 'Sections',
  back: 'All sections',
  found: 'No setting found | {count} setting found | {count} settings found',
  nothing: 'No setting found for “{text}”',
  nothingText: 'Try another word for it, or look through the sections.',
  sections: {
    account: 'Account',
    signIn: 'Signing in',
    appearance: 'Appearance',
    notifications: 'Notifications and sounds',
    presence: 'Availability',
    conversations: 'Conversations',
    contacts: 'Contacts',
    history: 'History',
    network: 'Network',
    language: 'Language and spelling',
    shortcuts: 'Shortcuts',
    advanced: 'Advanced',
  },
  quietHoursNote: {
    never: 'No day is chosen: quiet hours never begin.',
    wholeDay: 'From and to are the same: it is quiet for the whole day.',
  },
  /** What each setting is called, and one line of what it does; other words for it are in settings-words.ts. */
  rows: {
    profiles: {
      label: 'Your accounts',
      hint: 'Signed in with on this computer; change to another one without losing a conversation',
    },
    account: {
      label: 'Your account',
      hint: 'Who is signed in, and at which server',
    },
    signInMethod: {
      label: 'Sign in with',
      hint: 'How you prove who you are, from the next time on',
    },
    availabilityAtSignIn: {
      label: 'Appear after signing in as',
      hint: 'What others see of you first, from the next time on',
    },
    signInAtStart: {
      label: 'Sign in when Parley starts',
      hint: 'Needs a remembered password, or your Windows account',
    },
    startAtLogin: {
      label: 'Start with the computer',
      hint: 'In the tray, without a window',
    },
    rememberedPasswords: {
      label: 'Remembered passwords',
      hint: 'Kept on this computer, locked by its key store, and shown to nobody',
    },
    theme: {
      label: 'Theme',
      hint: 'Light or dark windows',
      options: { system: 'Like the system', light: 'Light', dark: 'Dark' },
    },
    accent: {
      label: 'Accent colour',
      hint: 'Of buttons, links and your own messages',
      options: {
        system: 'Like the system',
        teal: 'Teal',
        blue: 'Blue',
        violet: 'Violet',
        rose: 'Rose',
        copper: 'Copper',
        graphite: 'Graphite',
      },
    },
    textSize: {
      label: 'Text size',
      hint: 'In every window, besides its zoom. A window with little room keeps it smaller.',
    },
    motion: {
      label: 'Movement',
      hint: 'Whether things slide and fade when they come and go',
      options: { system: 'Like the system', reduced: 'As little as possible' },
    },
    contactDensity: {
      label: 'Contact list',
      hint: 'How much room each person takes',
      options: { comfortable: 'Comfortable', compact: 'Compact' },
    },
    showMessageInNotifications: {
      label: 'Show what a message says',
      hint: 'Otherwise a notification only tells who has written',
    },
    notifyOfInvitations: {
      label: 'Notify of invitations and calls',
      hint: 'Somebody waits for your answer. Without it nothing rings.',
    },
    notifyOfMessages: {
      label: 'Notify of messages',
      hint: 'In conversations that you do not look at. They are counted all the same.',
    },
    notifyOfContacts: {
      label: 'Notify of who comes and goes',
      hint: 'Of those alone for whom you have chosen it in their menu',
    },
    notifyOfFailures: {
      label: 'Notify of what did not arrive',
      hint: 'A message, or somebody who could not be invited',
    },
    holdBackInFullScreen: {
      label: 'Hold back in full screen',
      hint: 'While a window of Parley fills the screen, and on Linux while the desktop says that something does. Windows and macOS decide by themselves.',
    },
    quietHours: {
      label: 'Quiet hours',
      hint: 'Nothing is shown or heard, whoever it is from; nothing rings. The main window says that they are on, and later what there was.',
    },
    quietHoursFrom: { label: 'From', hint: 'When they begin' },
    quietHoursTo: { label: 'To', hint: 'When they end, after midnight too' },
    quietHoursDays: {
      label: 'On these days',
      hint: 'On which they begin',
    },
    playSounds: {
      label: 'Play sounds',
      hint: 'With notifications, unless you are not to be disturbed',
    },
    soundForInvitations: {
      label: 'For invitations and calls',
      hint: 'Somebody waits for your answer',
    },
    soundForMessages: {
      label: 'For messages',
      hint: 'In conversations that you do not look at',
    },
    soundForAlerts: {
      label: 'For everything else',
      hint: 'Such as somebody who comes online, or a message that did not arrive',
    },
    idleAfterMinutes: {
      label: 'Inactive after',
      hint: 'Without any input',
    },
    awayAfterMinutes: {
      label: 'Then away after',
      hint: 'So much longer without any input',
    },
    lockCountsAsIdle: {
      label: 'Inactive while the screen is locked',
      hint: 'At once. Otherwise only the time without any input counts.',
    },
    teamMayDisturb: {
      label: 'Team gets through “Do not disturb”',
      hint: 'People of the level Team, without a sound. Nobody else does; what was held back is told when it is over.',
    },
    conversationsIn: {
      label: 'Conversations open',
      hint: 'A window that is open stays until you move it',
      options: { windows: 'In windows of their own', main: 'In the main window' },
    },
    messageStyle: {
      label: 'Your messages look',
      hint: 'To people for whom you have chosen no look of their own; not in conferences',
    },
    showEmoticonsAsEmoji: {
      label: 'Show signs such as :-) as emoji',
      hint: 'Not in code. Copied they stay what was sent.',
    },
    ringSeconds: {
      label: 'An invitation rings for',
      hint: 'After that it is shown as missed. Whoever asked is told nothing.',
    },
    contactView: {
      label: 'Show people by',
      hint: 'What the contact list is divided by',
    },
    contactOrder: {
      label: 'Order of people',
      hint: 'Within a group',
    },
    hideOffline: {
      label: 'Hide who is offline',
      hint: 'They are found by searching all the same',
    },
    keepHistoryDays: {
      label: 'Keep messages',
      hint: 'Older ones are deleted from this computer for good',
    },
    historyLock: {
      label: 'How your history is kept',
      hint: 'Only on this computer, never on a server of ours',
    },
    exportHistory: {
      label: 'Take your history elsewhere',
      hint: 'The history window exports one conversation or everything, and deletes',
      action: 'Open the history',
    },
    importHistory: {
      label: 'Messages from another program',
      hint: 'Takes over what Pidgin and Adium wrote down, each message where it was said',
      action: 'Import…',
    },
    proxy: {
      label: 'Proxy',
      hint: 'The way to the server, and to updates. A change counts at once: whoever is signed in stays so. This computer itself is reached directly.',
    },
    testConnection: {
      label: 'Connection test',
      hint: 'Tries a server step by step, and says where it fails',
      action: 'Test a connection',
    },
    servers: {
      label: 'Servers with an exception',
      hint: 'A certificate trusted by hand, or outdated encryption that was allowed',
    },
    language: {
      label: 'Language',
      hint: 'Of windows, menus and notifications; changes at once',
    },
    spellCheckLanguages: {
      label: 'Check spelling',
      hint: 'With dictionaries on this computer. Nothing that you write is sent anywhere for it.',
    },
    shortcuts: {
      label: 'Keyboard shortcuts',
      hint: 'What every key does, in all windows, and others in their place',
    },
    usualSettings: {
      label: 'Changed settings',
      hint: 'Those that are not as Parley comes, and the way back',
    },
    logFile: {
      label: 'The log',
      hint: 'What Parley did, in codes and numbers, without names and messages. Useful after a crash.',
    },
    diagnosticsFile: {
      label: 'Diagnostics',
      hint: 'A file for whoever helps you: log, settings and versions, without names and messages',
      action: 'Open the diagnostics',
    },
    aboutParley: {
      label: 'About Parley',
      hint: 'Versions and licences',
      action: 'Show',
    },
  },
  proxy: {
    modes: { system: 'As the system has it', none: 'None', fixed: 'This one' },
    address: 'Address of the proxy',
    addressHint:
      'Host and port, as in proxy.example.com:3128. Write {https} before it where the proxy itself is encrypted, {socks5} or {socks4} for a SOCKS proxy. Who you are the proxy asks by itself; a SOCKS proxy that asks cannot be used.',
    use: 'Use it',
    notYet: 'Until you have given an address, the way is as before.',
    used: 'This proxy is used now.',
    problems: {
      empty: 'Write where the proxy is, as in proxy.example.com:3128.',
      'no-port': 'Write its port behind it, a number from 1 to 65535, as in proxy.example.com:3128.',
      'names-somebody':
        'Leave out the name and the password: Parley asks for them when the proxy wants them, and keeps them locked.',
      'unknown-kind':
        'Parley knows HTTP and SOCKS proxies: begin with {http}, {https}, {socks5} or {socks4}, or with the host.',
      'not-an-address':
        'This is no host with its port. Write it as in proxy.example.com:3128, without a path and anything else.',
    },
  },
  spelling: {
    missing: 'Not checked now: {languages}. There is no dictionary for it on this computer, or none that can be read.',
    way: {
      parley:
        'Dictionaries are never fetched. Install one for Hunspell, such as the package hunspell-de-de for German, or ask your administrator. Then look again.',
      system:
        'Add the language in the settings of Windows, under “Time and language”, or ask your administrator. Then start Parley again.',
    },
    again: 'Look again',
  },
  profiles: {
    oneOnly: 'Parley knows one account here: the one that was signed in with last',
    none: 'Nobody has signed in here yet.',
    ofOthers: 'On a public computer the accounts of others are not shown.',
    switch: 'Change to it',
    add: 'Add another account…',
    addHint:
      'Parley is signed in with one account at a time: adding one signs you out of this one, and a button leads back to it.',
    rename: 'Rename',
    remove: 'Remove',
    name: 'Name of your own',
    save: 'Save',
    removeTitle: 'Remove {name}?',
    removeText:
      'Its password is forgotten here. Its history and drafts stay on this computer, and are there again when somebody signs in with it.',
    here: 'signed in',
    signingIn: 'signing in…',
  },
  passwords: {
    none: 'None is remembered.',
    locked: 'They cannot be opened now: this system offers no key store. They are kept, and can be forgotten.',
    forget: 'Forget',
    forgetNamed: 'Forget the password: {name}',
    forgotten: 'Forgotten: {name}. It is asked for the next time.',
    public:
      'On a computer that others use too, tick “This is a public or shared computer” where you sign in: nothing about you is kept then.',
    isPublic: 'This is a public computer: no password is kept here.',
    isNotPublic: 'This is not a public computer, and nobody can sign in here as if it were.',
  },
  /** Of what can do nothing now. */
  staysOn: 'It stays switched on, and does nothing for now.',
  whyNot: {
    'no-account': 'Not yet: nobody has signed in here. Sign in once, with your password remembered.',
    'asks-always': 'Not with single sign-on: its page needs you each time.',
    'public-computer': 'Not on a public computer: no password is kept here.',
    'no-key-store': 'Not possible here: this system offers no key store to lock a password with.',
    'no-password':
      'Not yet: the password of your account is not remembered. Tick “Remember my password” where you sign in.',
    guest: 'Not on a public computer: what you choose here is forgotten when you sign out.',
  },
  account: {
    passwordKept: 'The password is kept, locked by your key store.',
    forgetPassword: 'Forget the password',
    forgotten: 'The password is forgotten.',
    who: 'Signed in',
    nobody: 'Nobody',
    signingIn: 'Signing in…',
    server: 'Server',
    noServer: 'None yet',
    signIn: 'Sign in',
    signOut: 'Sign out',
  },
  log: {
    none: {
      guest: 'None is kept: this session is to leave nothing behind.',
      notInstalled: 'None is kept: only an installed Parley keeps one.',
    },
    open: 'Open the folder',
  },
  historyLock: {
    kept: 'Encrypted, in a file that nobody can read without the key. The key lies in the key store of this computer, locked with your account there.',
  },
  shortcuts: {
    change: 'Change the keys: {name}',
    press: 'Press the keys, or Esc',
    usual: 'Back to the usual keys: {keys}',
    allUsual: 'All as usual',
    none: 'none',
    refused: {
      unusable: '{keys} cannot be used for this.',
      alone: '{keys} writes or moves in a text. Hold Ctrl, Cmd or Alt with it.',
      altGr: '{keys}: some keyboards write signs with Ctrl and Alt together.',
      system: '{keys} belongs to the system or to the menu bar.',
      editing: '{keys} moves or deletes in a text.',
      taken: '{keys} is taken by “{name}”.',
    },
  },
  usual: {
    none: 'None: everything is as Parley comes.',
    back: 'Reset',
    backNamed: 'Reset: {name}',
    all: 'Reset all',
    title: 'Reset {count} setting? | Reset {count} settings?',
    text: 'They are as Parley comes again. Your history, your account, drafts and contacts stay as they are.',
    confirm: 'Reset',
  },
  styleExample: 'This is how a message looks.',
  percent: '{size}%',
  /** Nobody speaks it here: another one is shown. */
  languageUnknown: 'The settings ask for “{language}”, which Parley does not speak. This one is spoken instead.',
  languageSystem: 'Like the system',
  /** Where a machine made the texts, and nobody who speaks the language has read them yet. */
  languageUnread:
    'A machine made this translation, and nobody who speaks the language has read it yet. It may have mistakes.',
  languageUnreadShort: 'Made by a machine, not read yet',
  minutes: '{count} minute | {count} minutes',
  checkSpelling: 'Check spelling',
  ringSeconds: '{count} second | {count} seconds',
  ringMinutes: '{count} minute | {count} minutes',
  ringUntilGivenUp: 'as long as it is open',
  keepForever: 'For ever',
  keepNothing: 'Not at all',
  keepDays: '{count} day | {count} days',
  shortenTitle: 'Delete {count} message? | Delete {count} messages?',
  shortenText:
    'Messages older than {count} day are removed from this computer for good, now and from then on. The others keep theirs. | Messages older than {count} days are removed from this computer for good, now and from then on. The others keep theirs.',
  shortenConfirm: 'Delete and keep less',
  noServers: 'None: every server has to prove who it is, with encryption of today.',
  trustedCertificate: 'One certificate is trusted by hand',
  oldTlsAllowed: 'Outdated encryption is allowed',
  forgetServer: 'Take back the exceptions of {origin}',
  lacks: {
    title: 'Not at this server',
    calls: 'Calls: they ring at your telephone alone.',
    accessLevels: 'Levels that see more or less of you: everybody you let in sees the same.',
    windowsSignIn: 'Signing in with your Windows account.',
  },
  failed: 'This setting could not be saved',
  notDone: 'This could not be done',
};
