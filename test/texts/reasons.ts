// What a check of the texts would complain of, and why it is right all the same.

/** Texts with a number that no word agrees with, in any language. */
export const numbersWithoutForms: Readonly<Record<string, string>> = {
  'conversation.find.position': 'one number of another',
  'conversation.find.positionSoFar': 'one number of another',
  'conversation.roster.groups.gone': 'a number after a colon',
  'conversation.roster.groups.here': 'a number after a colon',
  'conversation.roster.groups.invited': 'a number after a colon',
  'conversation.roster.groups.notCome': 'a number after a colon',
  'conversation.roster.groups.over': 'a number after a colon',
  'main-window.waiting.minutes': 'a unit that is cut short',
  'people.addedMe.acceptAll': 'a number beside "all"',
  'people.import.cut': 'the first of many',
  'people.import.done': 'one number of another',
  'people.import.changed': 'one number of another',
  'recents.showAll': 'a number in brackets',
  'sign-in.pending.progress': 'one number of another',
};

/** Texts that read as in English: a key, or a beginning of keys that ends in a dot. */
export const sameAsEnglish: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  de: {
    'settings.account.server': 'the same word',
    'about.system': 'the same word',
    'about.version': 'the same word',
    'recording.reader.kind.element': 'the same word',
    'commands.keys.': 'what stands on the keys',
    'contacts.access.team.name': 'the same word',
    'contacts.availability.offline': 'the same word',
    'contacts.online': 'the same word',
    'diagnostics.fact.fingerprint': 'the name of an algorithm',
    'diagnostics.fact.port': 'the same word',
    'diagnostics.fact.problem': 'the same word',
    'diagnostics.fact.proxy': 'the same word',
    'diagnostics.fact.version': 'the same word',
    'main-window.waiting.minutes': 'the sign of a unit',
    'message.colors.magenta': 'the same word',
    'message.colors.orange': 'the same word',
    'shell.appName': 'a name',
    'shell.tooltip': 'a name',
    'shell.tooltipUnread': 'a name',
    'settings.rows.proxy.label': 'the same word',
    'sign-in.proxy.address': 'the same word',
    'ui.availability.offline': 'the same word',
  },
  ar: {
    'commands.keys.': 'what stands on the keys',
    'diagnostics.fact.fingerprint': 'the name of an algorithm',
    'shell.appName': 'a name',
    'shell.tooltip': 'a name',
  },
};
