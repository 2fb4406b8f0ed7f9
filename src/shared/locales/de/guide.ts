export default {
  title: 'Anleitung',
  search: 'In der Anleitung suchen',
  clearSearch: 'Suche leeren',
  pages: 'Seiten',
  allPages: 'Alle Seiten',
  results: 'Nichts gefunden | Eine Seite | {count} Seiten',
  nothingText: 'Versuchen Sie es mit weniger Wörtern oder mit dem Anfang eines Wortes.',
  next: 'Weiter: {page}',
  previous: 'Davor: {page}',
  whatsNew: 'Neues',
  whatsNewIn: 'Neues in Parley {version}',
  notYet: 'Neues in dieser Vorabversion',
  notTranslated: 'Diese Seite gibt es nur auf Englisch.',
  failed: 'Die Anleitung konnte nicht gelesen werden',
  /** What people call what is on a page, or ask; by this it is found, and nobody sees it. */
  words: {
    'first-steps':
      'anfang beginnen start starten einführung überblick was ist testen ausprobieren demo einrichten installieren hintergrund infobereich beenden schließen autostart beim deinstallieren entfernen öffnen automatisch',
    'signing-in':
      'anmelden anmeldung einloggen login kennwort passwort benutzername name konto konten wechseln server adresse sso windows merken vergessen öffentlicher computer zertifikat vertrauen proxy zweites anderes melde meldet einzuloggen ausloggen abmelden abmeldung logout löschen entfernen automatisch automatische einmalanmeldung beim',
    contacts:
      'kontakt kontakte hinzufügen entfernen löschen person kollege kollegin freund liste gruppe gruppen umbenennen sperren blockieren entsperren suchen finden verzeichnis ebene ebenen import export importieren exportieren csv vcard sortieren reihenfolge ausblenden offline zuletzt sehen sieht status verfügbarkeit online unsichtbar notiz karte telefon foto bild profilbild avatar',
    invitations:
      'einladen einladung neue neuer chat sprechen nachricht anruf anrufe telefon sprache annehmen ablehnen klingeln klingelt verpasst link unterhaltung beginnen anschreiben video videoanruf',
    conversations:
      'chat nachricht nachrichten schreiben senden text antworten emoji smiley smileys schrift schriftart fett farbe format formatieren zitat zitieren kopieren link entwurf entwürfe suchen finden zugestellt gelesen bearbeiten berichtigen fenster tippen zeile eigenes tab datei dateien anhang anhängen bild lesebestätigung',
    conferences:
      'konferenz gruppenchat besprechung mehrere mehreren weitere einladen teilnehmer referent sperren verlassen entfernen wieder beitreten',
    history:
      'verlauf chatverlauf alte älter ältere nachrichten früher frühere löschen lösche gelöscht leeren aufheben behalten tage export exportieren sicherung backup speichern suchen finden archiv import importieren pidgin adium verschlüsselt unterhaltung unterhaltungen chats entfernen herunterladen',
    notifications:
      'stumm stummschalten stummstellen lautlos leise still ton töne geräusch geräusche benachrichtigung benachrichtigungen mitteilung mitteilungen popup popups hinweis nicht stören ruhe ruhezeit ruhezeiten nacht wochenende zahl abwesend beschäftigt notiz status verfügbarkeit setzen klingelton meldung meldungen sperrbildschirm bildschirmsperre afk inaktiv',
    settings:
      'einstellungen optionen konfigurieren farbschema design dunkel hell dunkelmodus farbe akzentfarbe schriftgröße textgröße sprache rechtschreibung wörterbuch aktualisierung aktualisierungen update updates proxy zurücksetzen standard organisation dunkles helles nachtmodus schrift größer kleiner suchen kontrast aussehen',
    shortcuts:
      'tastatur tastenkürzel tastenkombination tastenkombinationen tasten kürzel shortcut screenreader barrierefreiheit maus',
    privacy:
      'datenschutz privat daten sicher sicherheit verschlüsselt verschlüsselung mitlesen lesen protokoll kennwort passwort gesendet dsgvo datenschutzgrundverordnung',
    trouble:
      'problem probleme fehler störung nicht kein keine unmöglich klappt geht gehen funktioniert scheitert schlägt fehl kaputt anmelden einloggen verbinden verbindung abgebrochen verloren fehlt fehlen kommt kommen ankommen angekommen zugestellt hilfe helfen beheben falsch beschädigt gesperrt absturz melden diagnose support benachrichtigungen nachricht nachrichten kommt vpn kontakt langsam',
  },
} as const;
