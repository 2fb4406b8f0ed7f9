// The question before something typed is lost by signing out or quitting.
export default {
  title: { 'sign-out': 'Sign out anyway?', quit: 'Quit anyway?' },
  unsent: '{n} message that is not sent yet | {n} messages that are not sent yet',
  doubtful: '{n} message that is not known to have arrived | {n} messages that are not known to have arrived',
  drafts: '{n} draft | {n} drafts',
  text: '{what} will be lost: nothing of this session is kept on this computer.',
  confirm: { 'sign-out': 'Sign out anyway', quit: 'Quit anyway' },
} as const;
