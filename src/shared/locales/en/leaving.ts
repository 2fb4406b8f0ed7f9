// The question before something typed is lost by signing out or quitting, or before conversations end by a change to another account.
export default {
  title: {
    'sign-out': 'Sign out anyway?',
    quit: 'Quit anyway?',
    switch: 'Change to {to}?',
    add: 'Sign out to add another account?',
  },
  unsent: '{n} message that is not sent yet | {n} messages that are not sent yet',
  doubtful: '{n} message that is not known to have arrived | {n} messages that are not known to have arrived',
  drafts: '{n} draft | {n} drafts',
  text: '{what} will be lost: nothing of this session is kept on this computer.',
  importing:
    'Messages of another program are still being added. What was added stays; import the same folder again to add the rest.',
  ends: 'Conversations that end with it: {names}. What was said stays, and you can go on when you come back.',
  endsUnkept: 'Conversations that end with it: {names}.',
  trouble: 'Signing in to that account will hardly work just now.',
  confirm: {
    'sign-out': 'Sign out anyway',
    quit: 'Quit anyway',
    switch: 'Change the account',
    add: 'Sign out and add it',
  },
} as const;
