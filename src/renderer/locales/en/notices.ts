export default {
  copyDetails: 'Copy details',
  copied: 'Copied',
  dismiss: 'Dismiss',
  'settings-set-aside': {
    title: 'Your settings could not be read',
    text: 'Parley goes on with the usual ones. The old file was kept as {subject}.',
  },
  'settings-not-saved': {
    title: 'Your settings could not be saved',
    text: 'Changes last until you quit Parley.',
  },
  'servers-set-aside': {
    title: 'Your decisions about servers could not be read',
    text: 'Parley trusts no certificate by hand until you decide again. The old file was kept as {subject}.',
  },
  'servers-not-saved': {
    title: 'Your decisions about servers could not be saved',
    text: 'They last until you quit Parley.',
  },
  'history-set-aside': {
    title: 'Your history could not be read',
    text: 'Parley goes on with an empty one. The old file was kept as {subject}.',
  },
  'history-not-written': {
    title: 'Messages cannot be saved at the moment',
    text: 'They are kept in memory and saved as soon as it works again. Is the disk full?',
  },
  'internal-error': {
    title: 'Something went wrong inside Parley',
    text: 'You can go on. If something looks wrong, close this window and open it again.',
  },
};
