export default {
  title: {
    'sign-out': 'Trotzdem abmelden?',
    quit: 'Trotzdem beenden?',
    switch: 'Zu {to} wechseln?',
    add: 'Abmelden, um ein weiteres Konto hinzuzufügen?',
  },
  unsent: '{n} Nachricht, die noch nicht gesendet ist | {n} Nachrichten, die noch nicht gesendet sind',
  doubtful:
    '{n} Nachricht, von der nicht bekannt ist, ob sie ankam | {n} Nachrichten, von denen nicht bekannt ist, ob sie ankamen',
  drafts: '{n} Entwurf | {n} Entwürfe',
  text: 'Das geht verloren: {what}. Von dieser Sitzung bleibt nichts auf diesem Computer.',
  importing:
    'Es werden noch Nachrichten eines anderen Programms hinzugefügt. Was dazukam, bleibt; importieren Sie denselben Ordner noch einmal, um den Rest hinzuzufügen.',
  ends: 'Unterhaltungen, die damit enden: {names}. Was gesagt wurde, bleibt, und Sie können fortfahren, wenn Sie zurückkommen.',
  endsUnkept: 'Unterhaltungen, die damit enden: {names}.',
  trouble: 'Die Anmeldung mit diesem Konto wird gerade kaum gelingen.',
  confirm: {
    'sign-out': 'Trotzdem abmelden',
    quit: 'Trotzdem beenden',
    switch: 'Konto wechseln',
    add: 'Abmelden und hinzufügen',
  },
};
