// Words of the invitation dialog and of choosing people.
export default {
  title: 'New conversation',
  to: 'To',
  toPlaceholder: 'Name or address',
  subject: 'Subject',
  subjectPlaceholder: 'What is it about? (optional)',
  text: 'Message',
  textPlaceholder: 'Your first message',
  send: 'Send invitation',
  tooMany: 'One person too many | {count} people too many',
  sendHint: '{shortcut} sends',
  conference:
    '{count} person: this starts a conference, and everybody sees what everybody writes. | {count} people: this starts a conference, and everybody sees what everybody writes.',
  failed: 'The invitation was not sent',
  goingOn: 'Sent. What you have typed since is still here: it comes next, in the same conversation.',
  changedSince: 'Sent as it was. What you have changed since is still here.',
  halfWritten: {
    title: 'Half-written invitation | {n} half-written invitations',
    nobody: 'To nobody yet',
  },
  reach: {
    'do-not-disturb':
      '{people} is not to be disturbed and may not see this now. | {people} are not to be disturbed and may not see this now.',
    offline: '{people} is offline and cannot be reached now. | {people} are offline and cannot be reached now.',
    unknown:
      'Nothing is known of whether {people} can be reached now. | Nothing is known of whether {people} can be reached now.',
    blocked:
      'You have blocked {people}. They see you as offline; in this conversation they can write to you all the same.',
    others: '{count} other | {count} others',
  },
  earlier: {
    title: 'Said before',
    about: 'Earlier with {name}, {day}: {subject}',
    plain: 'Earlier with {name}, {day}',
    more: 'Show {count} more | Show {count} more',
  },
  errors: {
    nobody: 'Choose at least one person.',
    tooMany:
      'At most {most} people can be in a conversation, you among them. Take one out. | At most {most} people can be in a conversation, you among them. Take {count} out.',
    empty: 'Write a message first.',
    leftover: '“{text}” is not chosen yet: pick a person from the list, or write a full address.',
    notSignedIn: 'You are signed out. Your text stays here; sign in to send it.',
  },
  picker: {
    chosen: 'Chosen people',
    suggestions: 'Suggestions',
    contacts: 'Contacts',
    directory: 'Directory',
    address: 'Use this address',
    remove: 'Remove {name}',
    here: '{people} is in the conversation or has been asked already. | {people} are in the conversation or have been asked already.',
    searching: 'Searching the directory…',
    searchWaits: 'No connection. The directory is searched as soon as it is back.',
    searchFailed: 'The directory cannot be searched now.',
    nothing: 'Nobody found. A full address can be written out.',
    more: 'There are more. Write more of the name.',
    count: 'No suggestions | {count} suggestion | {count} suggestions',
    added: '{name} added',
    removed: '{name} removed',
  },
};
