// Words of the guide's window; its pages are in docs/using.md.
export default {
  title: 'Guide',
  search: 'Search the guide',
  clearSearch: 'Clear the search',
  pages: 'Pages',
  allPages: 'All pages',
  results: 'Nothing found | One page | {count} pages',
  nothingText: 'Try fewer words, or the beginning of one.',
  next: 'Next: {page}',
  previous: 'Before: {page}',
  whatsNew: 'What’s new',
  whatsNewIn: 'What’s new in Parley {version}',
  notYet: 'What’s new in this build',
  notTranslated: 'This page is in English alone.',
  failed: 'The guide could not be read',
  /** What people call what is on a page, or ask; by this it is found, and nobody sees it. */
  words: {
    'first-steps':
      'start begin beginning introduction overview what is parley try trial demo test tour tutorial getting started install run background tray quit close exit autostart startup boot automatically launch open uninstall download',
    'signing-in':
      'log in login logon sign on password username user name account accounts switch server address sso single sign-on windows remember forget public shared computer certificate trust proxy certificates second another logout logoff off out signout automatically auto passcode reset forgot credentials',
    contacts:
      'add remove delete person colleague friend buddy list group groups rename block unblock search find directory level levels import export csv vcard favourites sort order hide offline recents see presence status availability who is online invisible note card phone photo photos picture profile avatar image face',
    invitations:
      'invite invitation start new chat talk message someone call calls phone voice accept decline reject ring ringing missed link sip conversation begin write to video',
    conversations:
      'chat message messages write send text reply emoji smiley smileys font bold colour color format formatting quote copy link draft drafts find search delivered read edit correct window windows typing new line separate tab attach attachment file files picture receipt receipts',
    conferences:
      'conference group chat meeting several people invite others participants presenter lock leave kick remove rejoin',
    history:
      'history old older messages past earlier delete deleting clear erase keep days export backup save search find archive import pidgin adium encrypted conversation conversations log chat logs chats wipe remove download',
    notifications:
      'mute muting unmute silence silent sound sounds notification notifications alert alerts popup popups toast toasts do not disturb dnd quiet hours night weekend badge away busy idle note status availability set ring bell noise afk absence lock screen inactive',
    settings:
      'settings preferences options configure theme dark light mode colour color accent text size language spelling spell check dictionary update updates proxy reset default organisation locked font fonts bigger larger smaller letters for upgrade contrast',
    shortcuts: 'keyboard shortcut shortcuts keys hotkey hotkeys key combination screen reader accessibility mouse',
    privacy:
      'privacy private data secure security encrypted encryption safe who can read tracking telemetry log password sent gdpr spy',
    trouble:
      'trouble problem problems error errors cant cannot not wont doesnt isnt unable impossible fails failed failing broken sign signing log login connect connecting connection offline lost missing arrive arrived delivered receive received help fix wrong reconnect damaged locked crash report bug diagnostics support notifications come comes message messages vpn contact slow',
  },
} as const;
