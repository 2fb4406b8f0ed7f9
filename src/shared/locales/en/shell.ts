// What Parley says outside of its windows: menus, tray, notifications, questions of the desktop, and a start that cannot work.
export default {
  appName: 'Parley',
  menu: {
    file: '&File',
    edit: '&Edit',
    view: '&View',
    go: '&Go',
    window: '&Window',
    help: '&Help',
    open: 'Open Parley',
    availability: 'Availability',
    tryNow: 'Try now',
    stopWaiting: 'Stop waiting',
    signOut: 'Sign out',
    quit: 'Quit Parley',
  },
  status: {
    waiting: 'Waiting for the server…',
    signedOut: 'Signed out',
    signingIn: 'Signing in…',
    reconnecting: 'Connection lost, trying again…',
    reconnectingLast: 'Connection lost, trying again…, last known: {status}',
    asks: 'Sign in again to go on',
    asksLast: 'Sign in again to go on, last known: {status}',
  },
  unread: '{n} unread | {n} unread',
  tooltip: 'Parley: {status}',
  tooltipUnread: 'Parley: {status}, {unread}',
  toast: {
    show: 'Show',
    reply: 'Reply',
    replyPlaceholder: 'Write an answer…',
    replySend: 'Send',
    openInvitation: 'Open to accept or decline.',
    severalWant: '{n} person wants to talk | {n} people want to talk',
    invitesAgain: '{name} has invited you once | {name} has invited you {n} times',
    whoAndWhat: '{name}: {text}',
    andMore: '{n} more | {n} more',
    held: {
      'do-not-disturb': 'While you were not to be disturbed',
      presenting: 'While notifications were held back',
      'quiet-hours': 'During your quiet hours',
      missedInvitation: '{name} wanted to talk',
      missedCall: 'Missed call from {name}',
    },
    messagesOf: '{names}: new message | {names}: {n} new messages',
    newMessages: 'New message | {n} new messages',
    openCall: 'Parley cannot carry voice. Open to answer in another way.',
    notDelivered: 'A message was not delivered',
    openNotDelivered: 'Open the conversation to send it again.',
    notInvited: '{name} could not be invited',
    online: '{name} is available',
    gone: '{name} is offline',
    converse: 'Start a conversation',
    alerts: '{n} contact changed their presence | {n} contacts changed their presence',
    signInAgain: 'Sign in again to go on',
    signInAgainText: 'Your conversations stay open, and what you wrote is kept.',
  },
  imported: {
    waits:
      'No message was read. | {n} message was read, and is not added yet. | {n} messages were read, and are not added yet.',
    done: 'No message was new. | {n} message came in, with {names}. | {n} messages came in, with {names}.',
    early: 'Nothing was added. | {n} message was added, and stays. | {n} messages were added, and stay.',
    cutOff:
      'What was added until then stays. | At least {n} message was added, and stays. | At least {n} messages were added, and stay.',
    others: '{n} other | {n} others',
  },
  inTray: {
    title: 'Parley is still running',
    text: 'It is in the tray, beside the clock, and tells you when somebody writes. The menu of its icon opens and quits it.',
  },
  lostReply: 'This answer was not sent. Parley does not know any more whom it was for.',
  /** After the name of a key. */
  policyProblem: {
    'unknown-key': 'nothing of that name can be set',
    'set-twice': 'it is set more than once',
    'not-yes-or-no': 'it is neither true nor false',
    'not-a-choice': 'it is none of the possible words',
    'not-a-number-of-days': 'it is no number of days',
    'not-a-number-of-minutes': 'it is no number of minutes that is possible',
    'not-a-server-address': 'it is no address of a server',
    'not-host-patterns': 'it is no list of hosts',
    'not-an-https-address': 'it is no address that begins with https',
    'not-a-proxy-address': 'it is no address of a proxy with its port',
    'not-a-language': 'it is no language',
    incomplete: 'proxy.mode “fixed” and proxy.address belong together',
  },
  /** After the path of a file, or the name of a registry key. */
  policySourceProblem: {
    'writable-by-others': 'others than the administrator can write to it',
    'too-large': 'it is too large',
    'not-readable': 'it could not be read',
    'not-understood': 'it could not be understood',
  },
  policyMore: 'and {n} more | and {n} more',
  crashed: 'A window of Parley keeps failing',
  crashedText: 'What you said and received is safe. You can try once more, or close the window and go on without it.',
  notDrawn: 'A window of Parley could not be opened',
  notDrawnText:
    'A part of the program could not be read. What you said and received is safe. Try again; if this stays, quit Parley and start it, or have it installed again.',
  notStarted: 'Parley could not start',
  startTrouble: {
    'profile-not-a-folder':
      'Its profile should be the folder {path}, but that is not a folder. Nothing was changed. Move it away, or let PARLEY_USER_DATA name another folder.',
    'profile-leads-nowhere':
      'Its profile should be the folder {path}, but that is a link that leads nowhere. Nothing was changed. Mend or remove the link, or let PARLEY_USER_DATA name another folder.',
    'profile-not-made':
      'The folder of its profile, {path}, cannot be made or reached. Make it yourself, or let PARLEY_USER_DATA name another folder.',
    'profile-not-writable':
      'Nothing can be written in the folder of its profile, {path}. Nothing was changed. Give yourself the right to write there, or let PARLEY_USER_DATA name another folder.',
    'lock-in-the-way':
      '{path} is in the way: Parley puts a mark of this name there while it runs, and this is none. Nothing was changed. Move it away and start Parley again.',
    'lock-not-taken':
      'The profile {path} cannot be marked as in use: another program holds it and does not answer, or no temporary file can be made. Nothing was changed. End that program, or let PARLEY_USER_DATA name another folder.',
    'switch-refused':
      'It was started with {path}, which would open it to others or take a protection away. Nothing was read or changed. Start it without.',
    'variable-refused':
      '{path} is set in its environment, which would write what is secret or private where others read it. Nothing was read or changed. Start it without.',
    'no-sandbox':
      'It would run without its sandbox ({path}), which keeps what comes over the network away from your files. Nothing was read or changed. If you did not ask for that, your system allows no sandbox to a program of this form: install the package of your system instead, or ask your administrator to allow unprivileged user namespaces.',
  },
  noSandbox: 'Parley runs without its sandbox ({name}). That is for trials alone: do not use it as root.',
  withoutVariable:
    'Parley takes no notice of {name} in its environment: the keys of its connections are written nowhere.',
} as const;
