export default {
  appName: 'Parley',
  menu: {
    file: '&Datei',
    edit: '&Bearbeiten',
    view: '&Ansicht',
    go: '&Gehe zu',
    window: '&Fenster',
    help: '&Hilfe',
    open: 'Parley öffnen',
    availability: 'Verfügbarkeit',
    tryNow: 'Jetzt versuchen',
    stopWaiting: 'Nicht mehr warten',
    signOut: 'Abmelden',
    quit: 'Parley beenden',
  },
  status: {
    waiting: 'Warten auf den Server…',
    signedOut: 'Abgemeldet',
    signingIn: 'Anmeldung läuft…',
    reconnecting: 'Verbindung verloren, neuer Versuch…',
    reconnectingLast: 'Verbindung verloren, neuer Versuch…, zuletzt bekannt: {status}',
    asks: 'Melden Sie sich wieder an, um fortzufahren',
    asksLast: 'Melden Sie sich wieder an, um fortzufahren, zuletzt bekannt: {status}',
  },
  unread: '{n} ungelesen | {n} ungelesen',
  tooltip: 'Parley: {status}',
  tooltipUnread: 'Parley: {status}, {unread}',
  toast: {
    show: 'Anzeigen',
    reply: 'Antworten',
    replyPlaceholder: 'Antwort schreiben…',
    replySend: 'Senden',
    openInvitation: 'Öffnen, um anzunehmen oder abzulehnen.',
    severalWant: '{n} Person möchte mit Ihnen sprechen | {n} Personen möchten mit Ihnen sprechen',
    invitesAgain: '{name} hat Sie einmal eingeladen | {name} hat Sie {n}-mal eingeladen',
    whoAndWhat: '{name}: {text}',
    andMore: '{n} weitere | {n} weitere',
    held: {
      'do-not-disturb': 'Während Sie nicht gestört werden wollten',
      presenting: 'Während Benachrichtigungen zurückgehalten wurden',
      'quiet-hours': 'Während Ihrer Ruhezeiten',
      missedInvitation: '{name} wollte mit Ihnen sprechen',
      missedCall: 'Verpasster Anruf von {name}',
    },
    messagesOf: '{names}: neue Nachricht | {names}: {n} neue Nachrichten',
    newMessages: 'Neue Nachricht | {n} neue Nachrichten',
    openCall: 'Parley kann keine Sprache übertragen. Öffnen, um auf andere Weise zu antworten.',
    notDelivered: 'Eine Nachricht wurde nicht zugestellt',
    openNotDelivered: 'Öffnen Sie die Unterhaltung, um sie erneut zu senden.',
    notInvited: '{name} konnte nicht eingeladen werden',
    online: '{name} ist verfügbar',
    gone: '{name} ist offline',
    converse: 'Unterhaltung beginnen',
    alerts:
      'Bei {n} Kontakt hat sich die Verfügbarkeit geändert | Bei {n} Kontakten hat sich die Verfügbarkeit geändert',
    signInAgain: 'Melden Sie sich wieder an, um fortzufahren',
    signInAgainText: 'Ihre Unterhaltungen bleiben offen, und was Sie geschrieben haben, bleibt erhalten.',
  },
  imported: {
    waits:
      'Keine Nachricht wurde gelesen. | {n} Nachricht wurde gelesen und ist noch nicht hinzugefügt. | {n} Nachrichten wurden gelesen und sind noch nicht hinzugefügt.',
    done: 'Keine Nachricht war neu. | {n} Nachricht kam dazu, mit {names}. | {n} Nachrichten kamen dazu, mit {names}.',
    early: 'Nichts kam dazu. | {n} Nachricht kam dazu und bleibt. | {n} Nachrichten kamen dazu und bleiben.',
    cutOff:
      'Was bis dahin dazukam, bleibt. | Mindestens {n} Nachricht kam dazu und bleibt. | Mindestens {n} Nachrichten kamen dazu und bleiben.',
    others: '{n} weitere Person | {n} weiteren',
  },
  inTray: {
    title: 'Parley läuft weiter',
    text: 'Es ist im Infobereich neben der Uhr und meldet, wenn jemand schreibt. Das Menü seines Symbols öffnet und beendet es.',
  },
  lostReply: 'Diese Antwort wurde nicht gesendet. Parley weiß nicht mehr, für wen sie bestimmt war.',
  policyProblem: {
    'unknown-key': 'es gibt keine Einstellung dieses Namens',
    'set-twice': 'mehr als einmal gesetzt',
    'not-yes-or-no': 'weder true noch false',
    'not-a-choice': 'keines der möglichen Wörter',
    'not-a-number-of-days': 'keine Anzahl von Tagen',
    'not-a-number-of-minutes': 'keine mögliche Anzahl von Minuten',
    'not-a-server-address': 'keine Adresse eines Servers',
    'not-host-patterns': 'keine Liste von Hosts',
    'not-an-https-address': 'keine Adresse, die mit https beginnt',
    'not-a-proxy-address': 'keine Adresse eines Proxys mit seinem Port',
    'not-a-language': 'keine Sprache',
    incomplete: 'proxy.mode „fixed“ und proxy.address gehören zusammen',
  },
  policySourceProblem: {
    'writable-by-others': 'andere als der Administrator können hineinschreiben',
    'too-large': 'zu groß',
    'not-readable': 'konnte nicht gelesen werden',
    'not-understood': 'konnte nicht verstanden werden',
  },
  policyMore: 'und {n} weiterer | und {n} weitere',
  crashed: 'Ein Fenster von Parley stürzt immer wieder ab',
  crashedText:
    'Was Sie geschrieben und empfangen haben, ist sicher. Sie können es noch einmal versuchen oder das Fenster schließen und ohne es weiterarbeiten.',
  notDrawn: 'Ein Fenster von Parley konnte nicht geöffnet werden',
  notDrawnText:
    'Ein Teil des Programms konnte nicht gelesen werden. Was Sie geschrieben und empfangen haben, ist sicher. Versuchen Sie es noch einmal; bleibt es dabei, beenden und starten Sie Parley, oder lassen Sie es neu installieren.',
  notStarted: 'Parley konnte nicht starten',
  startTrouble: {
    'profile-not-a-folder':
      'Das Profil sollte der Ordner {path} sein, doch das ist kein Ordner. Nichts wurde geändert. Verschieben Sie die Datei oder geben Sie mit PARLEY_USER_DATA einen anderen Ordner an.',
    'profile-leads-nowhere':
      'Das Profil sollte der Ordner {path} sein, doch das ist eine Verknüpfung, die ins Leere führt. Nichts wurde geändert. Berichtigen oder entfernen Sie die Verknüpfung oder geben Sie mit PARLEY_USER_DATA einen anderen Ordner an.',
    'profile-not-made':
      'Der Ordner des Profils, {path}, kann nicht angelegt oder nicht erreicht werden. Legen Sie ihn selbst an oder geben Sie mit PARLEY_USER_DATA einen anderen Ordner an.',
    'profile-not-writable':
      'In den Ordner des Profils, {path}, kann nicht geschrieben werden. Nichts wurde geändert. Geben Sie sich das Recht, dort zu schreiben, oder geben Sie mit PARLEY_USER_DATA einen anderen Ordner an.',
    'lock-in-the-way':
      '{path} ist im Weg: Parley legt dort, solange es läuft, ein Zeichen dieses Namens ab, und dies ist keines. Nichts wurde geändert. Verschieben Sie es und starten Sie Parley noch einmal.',
    'lock-not-taken':
      'Das Profil {path} kann nicht als benutzt gekennzeichnet werden: Ein anderes Programm hält es und antwortet nicht, oder es kann keine temporäre Datei angelegt werden. Nichts wurde geändert. Beenden Sie das Programm oder geben Sie mit PARLEY_USER_DATA einen anderen Ordner an.',
    'switch-refused':
      'Es wurde mit {path} gestartet; das würde es für andere öffnen oder einen Schutz aufheben. Nichts wurde gelesen oder geändert. Starten Sie es ohne diesen Schalter.',
    'variable-refused':
      'In der Umgebung ist {path} gesetzt; damit würde Geheimes oder Privates dorthin geschrieben, wo andere es lesen können. Nichts wurde gelesen oder geändert. Starten Sie Parley ohne diese Variable.',
    'no-sandbox':
      'Parley würde ohne seine Sandbox laufen ({path}), die von Ihren Dateien fernhält, was über das Netz kommt. Nichts wurde gelesen oder geändert. Wenn Sie das nicht verlangt haben, erlaubt Ihr System einem Programm dieser Form keine Sandbox: Installieren Sie stattdessen das Paket Ihres Systems, oder bitten Sie Ihren Administrator, Namensräume für Benutzer ohne besondere Rechte zu erlauben.',
  },
  noSandbox: 'Parley läuft ohne seine Sandbox ({name}). Das ist nur zum Ausprobieren: Benutzen Sie es nicht als root.',
  withoutVariable:
    'Parley beachtet {name} in seiner Umgebung nicht: Die Schlüssel seiner Verbindungen werden nirgends aufgeschrieben.',
};
