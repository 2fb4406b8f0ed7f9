export default {
  title: 'Einstellungen',
  search: 'Einstellung suchen',
  clearSearch: 'Suche leeren',
  sectionsLabel: 'Abschnitte',
  back: 'Alle Abschnitte',
  found: 'Keine Einstellung gefunden | {count} Einstellung gefunden | {count} Einstellungen gefunden',
  nothing: 'Keine Einstellung zu „{text}“ gefunden',
  nothingText: 'Versuchen Sie ein anderes Wort dafür, oder sehen Sie die Abschnitte durch.',
  sections: {
    account: 'Konto',
    signIn: 'Anmelden',
    appearance: 'Erscheinungsbild',
    notifications: 'Benachrichtigungen und Töne',
    presence: 'Verfügbarkeit',
    conversations: 'Unterhaltungen',
    contacts: 'Kontakte',
    history: 'Verlauf',
    network: 'Netzwerk',
    language: 'Sprache und Rechtschreibung',
    shortcuts: 'Tastenkürzel',
    advanced: 'Erweitert',
  },
  quietHoursNote: {
    never: 'Kein Tag ist gewählt: Die Ruhezeiten beginnen nie.',
    wholeDay: 'Von und bis sind gleich: Es ist den ganzen Tag Ruhe.',
  },
  rows: {
    profiles: {
      label: 'Ihre Konten',
      hint: 'Mit denen hier angemeldet wurde; wechseln Sie, ohne dass eine Unterhaltung verloren geht',
    },
    account: {
      label: 'Ihr Konto',
      hint: 'Wer angemeldet ist, und an welchem Server',
    },
    signInMethod: {
      label: 'Anmelden mit',
      hint: 'Wie Sie nachweisen, wer Sie sind, vom nächsten Mal an',
    },
    availabilityAtSignIn: {
      label: 'Nach dem Anmelden erscheinen als',
      hint: 'Was andere zuerst von Ihnen sehen, vom nächsten Mal an',
    },
    signInAtStart: {
      label: 'Anmelden, wenn Parley startet',
      hint: 'Braucht ein gemerktes Kennwort oder Ihr Windows-Konto',
    },
    startAtLogin: {
      label: 'Mit dem Computer starten',
      hint: 'Im Infobereich, ohne Fenster',
    },
    rememberedPasswords: {
      label: 'Gemerkte Kennwörter',
      hint: 'Auf diesem Computer, vom Schlüsselspeicher verschlossen, und niemandem gezeigt',
    },
    theme: {
      label: 'Farbschema',
      hint: 'Helle oder dunkle Fenster',
      options: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    },
    accent: {
      label: 'Akzentfarbe',
      hint: 'Von Schaltflächen, Links und eigenen Nachrichten',
      options: {
        system: 'Wie das System',
        teal: 'Petrol',
        blue: 'Blau',
        violet: 'Violett',
        rose: 'Rosé',
        copper: 'Kupfer',
        graphite: 'Graphit',
      },
    },
    textSize: {
      label: 'Textgröße',
      hint: 'In jedem Fenster, neben seinem Zoom. Wo wenig Platz ist, bleibt der Text kleiner.',
    },
    motion: {
      label: 'Bewegung',
      hint: 'Ob etwas gleitet und verblasst, wenn es kommt und geht',
      options: { system: 'Wie das System', reduced: 'So wenig wie möglich' },
    },
    contactDensity: {
      label: 'Kontaktliste',
      hint: 'Wie viel Platz jede Person braucht',
      options: { comfortable: 'Bequem', compact: 'Kompakt' },
    },
    showMessageInNotifications: {
      label: 'Anzeigen, was in einer Nachricht steht',
      hint: 'Sonst sagt eine Benachrichtigung nur, wer geschrieben hat',
    },
    notifyOfInvitations: {
      label: 'Einladungen und Anrufe melden',
      hint: 'Jemand wartet auf Ihre Antwort. Ohne das klingelt auch nichts.',
    },
    notifyOfMessages: {
      label: 'Nachrichten melden',
      hint: 'In Unterhaltungen, die Sie nicht ansehen. Gezählt werden sie immer.',
    },
    notifyOfContacts: {
      label: 'Melden, wer kommt und geht',
      hint: 'Nur von denen, bei denen Sie es in ihrem Menü gewählt haben',
    },
    notifyOfFailures: {
      label: 'Melden, was nicht ankam',
      hint: 'Eine Nachricht, oder jemand, der nicht eingeladen werden konnte',
    },
    holdBackInFullScreen: {
      label: 'Bei Vollbild zurückhalten',
      hint: 'Solange ein Fenster von Parley den Bildschirm füllt, und unter Linux, solange der Desktop sagt, dass etwas es tut. Windows und macOS entscheiden selbst.',
    },
    quietHours: {
      label: 'Ruhezeiten',
      hint: 'Nichts ist zu sehen oder zu hören, von wem es auch kommt; nichts klingelt. Das Hauptfenster sagt, dass sie gelten, und später, was war.',
    },
    quietHoursFrom: { label: 'Von', hint: 'Wann sie beginnen' },
    quietHoursTo: {
      label: 'Bis',
      hint: 'Wann sie enden, auch nach Mitternacht',
    },
    quietHoursDays: {
      label: 'An diesen Tagen',
      hint: 'An denen sie beginnen',
    },
    playSounds: {
      label: 'Töne abspielen',
      hint: 'Mit Benachrichtigungen, außer wenn Sie nicht gestört werden möchten',
    },
    soundForInvitations: {
      label: 'Bei Einladungen und Anrufen',
      hint: 'Jemand wartet auf Ihre Antwort',
    },
    soundForMessages: {
      label: 'Bei Nachrichten',
      hint: 'In Unterhaltungen, die Sie nicht ansehen',
    },
    soundForAlerts: {
      label: 'Bei allem anderen',
      hint: 'Etwa wenn jemand online geht oder eine Nachricht nicht ankam',
    },
    idleAfterMinutes: {
      label: 'Inaktiv nach',
      hint: 'Ohne jede Eingabe',
    },
    awayAfterMinutes: {
      label: 'Dann abwesend nach',
      hint: 'So viel länger ohne jede Eingabe',
    },
    lockCountsAsIdle: {
      label: 'Inaktiv bei gesperrtem Bildschirm',
      hint: 'Sofort. Sonst zählt nur die Zeit ohne jede Eingabe.',
    },
    teamMayDisturb: {
      label: 'Das Team darf „Nicht stören“ übergehen',
      hint: 'Personen der Ebene Team, ohne Ton. Sonst niemand; was zurückgehalten wurde, erfahren Sie, wenn es vorbei ist.',
    },
    conversationsIn: {
      label: 'Unterhaltungen öffnen sich',
      hint: 'Was schon offen ist, bleibt dort, bis Sie es verschieben',
      options: { windows: 'In eigenen Fenstern', main: 'Im Hauptfenster' },
    },
    messageStyle: {
      label: 'Ihre Nachrichten sehen so aus',
      hint: 'Für alle, für die Sie kein eigenes Aussehen gewählt haben; nicht in Konferenzen',
    },
    showEmoticonsAsEmoji: {
      label: 'Zeichen wie :-) als Emoji anzeigen',
      hint: 'Nicht in Code. Beim Kopieren bleibt, was gesendet wurde.',
    },
    ringSeconds: {
      label: 'Eine Einladung klingelt',
      hint: 'Danach wird sie als verpasst angezeigt. Wer gefragt hat, erfährt davon nichts.',
    },
    contactView: {
      label: 'Personen zeigen nach',
      hint: 'Wonach die Kontaktliste unterteilt ist',
    },
    contactOrder: {
      label: 'Reihenfolge der Personen',
      hint: 'Innerhalb einer Gruppe',
    },
    hideOffline: {
      label: 'Ausblenden, wer offline ist',
      hint: 'Die Suche findet sie trotzdem',
    },
    keepHistoryDays: {
      label: 'Nachrichten aufheben',
      hint: 'Ältere werden endgültig von diesem Computer gelöscht',
    },
    historyLock: {
      label: 'Wie Ihr Verlauf aufbewahrt wird',
      hint: 'Nur auf diesem Computer, nie auf einem Server von uns',
    },
    exportHistory: {
      label: 'Ihren Verlauf mitnehmen',
      hint: 'Das Fenster des Verlaufs exportiert eine Unterhaltung oder alles, und löscht',
      action: 'Verlauf öffnen',
    },
    importHistory: {
      label: 'Nachrichten aus einem anderen Programm',
      hint: 'Übernimmt, was Pidgin und Adium mitgeschrieben haben, jede Nachricht an ihrer Stelle',
      action: 'Importieren…',
    },
    proxy: {
      label: 'Proxy',
      hint: 'Der Weg zum Server und zu Aktualisierungen. Eine Änderung gilt sofort: Wer angemeldet ist, bleibt es. Dieser Computer selbst wird direkt erreicht.',
    },
    testConnection: {
      label: 'Verbindungstest',
      hint: 'Prüft einen Server Schritt für Schritt und sagt, wo es nicht weitergeht',
      action: 'Verbindung testen',
    },
    servers: {
      label: 'Server mit einer Ausnahme',
      hint: 'Ein von Hand anerkanntes Zertifikat oder erlaubte veraltete Verschlüsselung',
    },
    language: {
      label: 'Sprache',
      hint: 'Von Fenstern, Menüs und Benachrichtigungen; wechselt sofort',
    },
    spellCheckLanguages: {
      label: 'Rechtschreibung prüfen',
      hint: 'Mit Wörterbüchern auf diesem Computer. Nichts, was Sie schreiben, wird dafür irgendwohin gesendet.',
    },
    shortcuts: {
      label: 'Tastenkürzel',
      hint: 'Was jede Taste in allen Fenstern tut, und andere an ihrer Stelle',
    },
    usualSettings: {
      label: 'Geänderte Einstellungen',
      hint: 'Alle, die anders sind als von Parley mitgebracht, und der Weg zurück',
    },
    logFile: {
      label: 'Das Protokoll',
      hint: 'Was Parley getan hat, in Codes und Zahlen, ohne Namen und Nachrichten. Nützlich nach einem Absturz.',
    },
    diagnosticsFile: {
      label: 'Diagnose',
      hint: 'Eine Datei für alle, die Ihnen helfen: Protokoll, Einstellungen und Versionen, ohne Namen und Nachrichten',
      action: 'Diagnose öffnen',
    },
    aboutParley: {
      label: 'Über Parley',
      hint: 'Versionen und Lizenzen',
      action: 'Anzeigen',
    },
  },
  proxy: {
    modes: { system: 'Wie im System', none: 'Keiner', fixed: 'Dieser' },
    address: 'Adresse des Proxys',
    addressHint:
      'Host und Port, wie in proxy.example.com:3128. Schreiben Sie {https} davor, wo der Proxy selbst verschlüsselt ist, {socks5} oder {socks4} für einen SOCKS-Proxy. Wer Sie sind, fragt der Proxy selbst; ein SOCKS-Proxy, der fragt, kann nicht verwendet werden.',
    use: 'Verwenden',
    notYet: 'Bis Sie eine Adresse angegeben haben, bleibt der Weg wie zuvor.',
    used: 'Dieser Proxy wird jetzt verwendet.',
    problems: {
      empty: 'Geben Sie an, wo der Proxy ist, wie in proxy.example.com:3128.',
      'no-port': 'Schreiben Sie den Port dahinter, eine Zahl von 1 bis 65535, wie in proxy.example.com:3128.',
      'names-somebody':
        'Lassen Sie Namen und Kennwort weg: Parley fragt danach, wenn der Proxy sie wissen will, und verwahrt sie verschlossen.',
      'unknown-kind':
        'Parley kennt HTTP- und SOCKS-Proxys: Beginnen Sie mit {http}, {https}, {socks5} oder {socks4}, oder mit dem Host.',
      'not-an-address':
        'Das ist kein Host mit seinem Port. Schreiben Sie ihn wie in proxy.example.com:3128, ohne Pfad und ohne sonst etwas.',
    },
  },
  spelling: {
    missing:
      'Jetzt nicht geprüft: {languages}. Dafür ist auf diesem Computer kein Wörterbuch, oder keines, das sich lesen lässt.',
    way: {
      parley:
        'Wörterbücher werden nie heruntergeladen. Installieren Sie eines für Hunspell, für Deutsch etwa das Paket hunspell-de-de, oder fragen Sie Ihren Administrator. Sehen Sie dann noch einmal nach.',
      system:
        'Fügen Sie die Sprache in den Einstellungen von Windows unter „Zeit und Sprache“ hinzu, oder fragen Sie Ihren Administrator. Starten Sie Parley dann neu.',
    },
    again: 'Noch einmal nachsehen',
  },
  profiles: {
    oneOnly: 'Parley kennt hier ein Konto: das, mit dem zuletzt angemeldet wurde',
    none: 'Hier hat sich noch niemand angemeldet.',
    ofOthers: 'An einem öffentlichen Computer werden die Konten anderer nicht gezeigt.',
    switch: 'Dahin wechseln',
    add: 'Weiteres Konto hinzufügen…',
    addHint:
      'Parley ist jeweils nur mit einem Konto angemeldet: Beim Hinzufügen werden Sie von diesem abgemeldet, und eine Schaltfläche führt zu ihm zurück.',
    rename: 'Umbenennen',
    remove: 'Entfernen',
    name: 'Eigener Name',
    save: 'Speichern',
    removeTitle: '{name} entfernen?',
    removeText:
      'Sein Kennwort wird hier nicht mehr gemerkt. Sein Verlauf und seine Entwürfe bleiben auf diesem Computer und sind wieder da, wenn sich jemand damit anmeldet.',
    here: 'angemeldet',
    signingIn: 'Anmeldung läuft…',
  },
  passwords: {
    none: 'Es ist keines gemerkt.',
    locked:
      'Sie lassen sich gerade nicht öffnen: Dieses System bietet keinen Schlüsselspeicher. Sie bleiben gemerkt, und man kann sie löschen.',
    forget: 'Nicht mehr merken',
    forgetNamed: 'Kennwort nicht mehr merken: {name}',
    forgotten: 'Nicht mehr gemerkt: {name}. Beim nächsten Mal wird danach gefragt.',
    public:
      'An einem Computer, den auch andere verwenden, kreuzen Sie beim Anmelden „Dies ist ein öffentlicher oder gemeinsamer Computer“ an: Dann bleibt nichts über Sie zurück.',
    isPublic: 'Dies ist ein öffentlicher Computer: Hier wird kein Kennwort gemerkt.',
    isNotPublic: 'Dies ist kein öffentlicher Computer, und niemand kann sich hier so anmelden, als wäre er einer.',
  },
  /** Of what can do nothing now. */
  staysOn: 'Es bleibt eingeschaltet und bewirkt gerade nichts.',
  whyNot: {
    'no-account':
      'Noch nicht: Hier hat sich noch niemand angemeldet. Melden Sie sich einmal an, mit gemerktem Kennwort.',
    'asks-always': 'Nicht mit Single Sign-on: Dessen Seite braucht Sie jedes Mal.',
    'public-computer': 'Nicht an einem öffentlichen Computer: Hier wird kein Kennwort gemerkt.',
    'no-key-store': 'Hier nicht möglich: Dieses System bietet keinen Schlüsselspeicher, der ein Kennwort verschließt.',
    'no-password':
      'Noch nicht: Das Kennwort Ihres Kontos ist nicht gemerkt. Kreuzen Sie beim Anmelden „Mein Kennwort merken“ an.',
    guest: 'Nicht an einem öffentlichen Computer: Was Sie hier wählen, ist vergessen, sobald Sie sich abmelden.',
  },
  account: {
    passwordKept: 'Das Kennwort ist gemerkt, vom Schlüsselspeicher Ihres Systems verschlossen.',
    forgetPassword: 'Kennwort nicht mehr merken',
    forgotten: 'Das Kennwort ist nicht mehr gemerkt.',
    who: 'Angemeldet',
    nobody: 'Niemand',
    signingIn: 'Anmeldung läuft…',
    server: 'Server',
    noServer: 'Noch keiner',
    signIn: 'Anmelden',
    signOut: 'Abmelden',
  },
  log: {
    none: {
      guest: 'Es wird keines geführt: Diese Sitzung soll nichts zurücklassen.',
      notInstalled: 'Es wird keines geführt: Das tut nur ein installiertes Parley.',
    },
    open: 'Ordner öffnen',
  },
  historyLock: {
    kept: 'Verschlüsselt, in einer Datei, die ohne den Schlüssel niemand lesen kann. Der Schlüssel liegt im Schlüsselspeicher dieses Computers, dort mit Ihrem Konto verschlossen.',
  },
  noServers: 'Keine: Jeder Server muss nachweisen, wer er ist, mit zeitgemäßer Verschlüsselung.',
  shortcuts: {
    change: 'Tasten ändern: {name}',
    press: 'Tasten drücken, oder Esc',
    usual: 'Zurück zu den üblichen Tasten: {keys}',
    allUsual: 'Alle wie üblich',
    none: 'keine',
    refused: {
      unusable: '{keys} lässt sich dafür nicht verwenden.',
      alone: '{keys} schreibt oder bewegt etwas im Text. Halten Sie Strg, Cmd oder Alt dazu.',
      altGr: '{keys}: Manche Tastaturen schreiben Zeichen mit Strg und Alt zusammen.',
      system: '{keys} gehört dem System oder der Menüleiste.',
      editing: '{keys} bewegt oder löscht etwas im Text.',
      taken: '{keys} ist schon vergeben: „{name}“.',
    },
  },
  usual: {
    none: 'Keine: Alles ist so, wie Parley es mitbringt.',
    back: 'Zurücksetzen',
    backNamed: 'Zurücksetzen: {name}',
    all: 'Alle zurücksetzen',
    title: '{count} Einstellung zurücksetzen? | {count} Einstellungen zurücksetzen?',
    text: 'Danach gelten wieder die Werte, die Parley mitbringt. Ihr Verlauf, Ihr Konto, Entwürfe und Kontakte bleiben, wie sie sind.',
    confirm: 'Zurücksetzen',
  },
  styleExample: 'So sieht eine Nachricht aus.',
  percent: '{size} %',
  languageUnknown:
    'Die Einstellungen verlangen „{language}“, was Parley nicht spricht. Stattdessen gilt diese Sprache.',
  languageSystem: 'Wie das System',
  languageUnread:
    'Diese Übersetzung hat eine Maschine gemacht, und noch niemand, der Deutsch spricht, hat sie durchgelesen. Sie kann Fehler enthalten.',
  languageUnreadShort: 'Von einer Maschine, noch nicht durchgelesen',
  minutes: '{count} Minute | {count} Minuten',
  checkSpelling: 'Rechtschreibung prüfen',
  ringSeconds: '{count} Sekunde | {count} Sekunden',
  ringMinutes: '{count} Minute | {count} Minuten',
  ringUntilGivenUp: 'solange sie offen ist',
  keepForever: 'Für immer',
  keepNothing: 'Gar nicht',
  keepDays: '{count} Tag | {count} Tage',
  shortenTitle: '{count} Nachricht löschen? | {count} Nachrichten löschen?',
  shortenText:
    'Nachrichten, die älter als {count} Tag sind, werden endgültig von diesem Computer entfernt, jetzt und von nun an. Die anderen behalten ihre. | Nachrichten, die älter als {count} Tage sind, werden endgültig von diesem Computer entfernt, jetzt und von nun an. Die anderen behalten ihre.',
  shortenConfirm: 'Löschen und weniger aufheben',
  trustedCertificate: 'Einem Zertifikat wird von Hand vertraut',
  oldTlsAllowed: 'Veraltete Verschlüsselung ist erlaubt',
  forgetServer: 'Die Ausnahmen für {origin} zurücknehmen',
  lacks: {
    title: 'Nicht bei diesem Server',
    calls: 'Anrufe: Sie klingeln nur an Ihrem Telefon.',
    accessLevels: 'Ebenen, die mehr oder weniger von Ihnen zeigen: Alle, die Sie zugelassen haben, sehen dasselbe.',
    windowsSignIn: 'Die Anmeldung mit Ihrem Windows-Konto.',
  },
  failed: 'Diese Einstellung konnte nicht gespeichert werden',
  notDone: 'Das hat nicht geklappt',
};
