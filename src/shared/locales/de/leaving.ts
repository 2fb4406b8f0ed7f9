export default {
  title: { 'sign-out': 'Trotzdem abmelden?', quit: 'Trotzdem beenden?' },
  unsent: '{n} Nachricht, die noch nicht gesendet ist | {n} Nachrichten, die noch nicht gesendet sind',
  doubtful:
    '{n} Nachricht, von der nicht bekannt ist, ob sie ankam | {n} Nachrichten, von denen nicht bekannt ist, ob sie ankamen',
  drafts: '{n} Entwurf | {n} Entwürfe',
  text: 'Das geht verloren: {what}. Von dieser Sitzung bleibt nichts auf diesem Computer.',
  confirm: { 'sign-out': 'Trotzdem abmelden', quit: 'Trotzdem beenden' },
};
