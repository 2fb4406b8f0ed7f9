export default {
  title: 'Neue Unterhaltung',
  to: 'An',
  toPlaceholder: 'Name oder Adresse',
  subject: 'Betreff',
  subjectPlaceholder: 'Worum geht es? (optional)',
  text: 'Nachricht',
  textPlaceholder: 'Ihre erste Nachricht',
  send: 'Einladung senden',
  tooMany: 'Eine Person zu viel | {count} Personen zu viel',
  sendHint: '{shortcut} sendet',
  conference:
    '{count} Person: Das beginnt eine Konferenz, und alle sehen, was alle schreiben. | {count} Personen: Das beginnt eine Konferenz, und alle sehen, was alle schreiben.',
  failed: 'Die Einladung wurde nicht gesendet',
  goingOn:
    'Gesendet. Was Sie seither geschrieben haben, ist noch hier: Es kommt als Nächstes, in derselben Unterhaltung.',
  changedSince: 'Gesendet, wie es war. Was Sie seither geändert haben, ist noch hier.',
  halfWritten: {
    title: 'Halb geschriebene Einladung | {n} halb geschriebene Einladungen',
    nobody: 'Noch an niemanden',
  },
  reach: {
    'do-not-disturb':
      '{people} möchte nicht gestört werden und sieht das jetzt vielleicht nicht. | {people} möchten nicht gestört werden und sehen das jetzt vielleicht nicht.',
    offline: '{people} ist offline und jetzt nicht zu erreichen. | {people} sind offline und jetzt nicht zu erreichen.',
    unknown:
      'Ob {people} jetzt zu erreichen ist, ist nicht bekannt. | Ob {people} jetzt zu erreichen sind, ist nicht bekannt.',
    blocked:
      'Sie haben {people} gesperrt. Sie werden dort als offline angezeigt; in dieser Unterhaltung kann man Ihnen trotzdem schreiben.',
    others: '{count} weitere Person | {count} weitere Personen',
  },
  earlier: {
    title: 'Zuvor geschrieben',
    about: 'Früher mit {name}, {day}: {subject}',
    plain: 'Früher mit {name}, {day}',
    more: '{count} weitere anzeigen | {count} weitere anzeigen',
  },
  errors: {
    nobody: 'Wählen Sie mindestens eine Person.',
    tooMany:
      'Höchstens {most} Personen können an einer Unterhaltung teilnehmen, Sie eingeschlossen. Nehmen Sie eine heraus. | Höchstens {most} Personen können an einer Unterhaltung teilnehmen, Sie eingeschlossen. Nehmen Sie {count} heraus.',
    empty: 'Schreiben Sie zuerst eine Nachricht.',
    leftover:
      '„{text}“ ist noch nicht ausgewählt: Wählen Sie eine Person aus der Liste oder schreiben Sie eine ganze Adresse.',
    notSignedIn: 'Sie sind abgemeldet. Ihr Text bleibt hier; melden Sie sich an, um ihn zu senden.',
  },
  picker: {
    chosen: 'Ausgewählte Personen',
    suggestions: 'Vorschläge',
    contacts: 'Kontakte',
    directory: 'Verzeichnis',
    address: 'Diese Adresse verwenden',
    remove: '{name} entfernen',
    here: '{people} ist in der Unterhaltung oder wurde schon gefragt. | {people} sind in der Unterhaltung oder wurden schon gefragt.',
    searching: 'Das Verzeichnis wird durchsucht…',
    searchWaits: 'Keine Verbindung. Das Verzeichnis wird durchsucht, sobald sie wieder da ist.',
    searchFailed: 'Das Verzeichnis kann jetzt nicht durchsucht werden.',
    nothing: 'Niemand gefunden. Eine ganze Adresse kann ausgeschrieben werden.',
    more: 'Es gibt mehr. Schreiben Sie mehr vom Namen.',
    count: 'Keine Vorschläge | {count} Vorschlag | {count} Vorschläge',
    added: '{name} hinzugefügt',
    removed: '{name} entfernt',
  },
};
