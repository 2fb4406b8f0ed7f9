// Words that somebody may look for a setting by, with blanks between them, beside what it is called; never shown.
export default {
  profiles: 'Profil Profile wechseln Konto Server Benutzer Name zweites weiteres anderes hinzufügen mehrere',
  account:
    'Profil Benutzername Name Adresse Anmeldung Abmelden Server wechseln öffentlicher gemeinsamer Computer vergessen ausloggen Logout Logoff Abmeldung',
  signInMethod:
    'Kennwort Passwort Windows Kerberos NTLM SSO Authentifizierung Login Einmalanmeldung Anmeldung einmal Passcode PIN Zugangsdaten einloggen',
  availabilityAtSignIn: 'Status Präsenz online offline unsichtbar Login',
  signInAtStart:
    'automatisch Login Autostart Kennwort merken Windows starten Hochfahren einloggen automatisches automatische Anmeldung Anmelden',
  startAtLogin:
    'Autostart automatisch Hochfahren Hintergrund Windows starten beim Start Systemstart Rechnerstart automatische öffnen',
  rememberedPasswords:
    'Kennwort Passwort vergessen gemerkt gespeichert Schlüsselspeicher Schlüsselbund öffentlicher gemeinsamer Computer löschen entfernen Passwörter gespeicherte Zugangsdaten',
  theme: 'Erscheinungsbild Farben Nachtmodus Dark Mode Design dunkles helles Kontrast schwarz weiß Aussehen',
  accent: 'Farben Hervorhebung Design blau grün Farbton',
  textSize:
    'Schrift Schriftgröße Buchstaben größer kleiner Zoom lesbar Barrierefreiheit Schriftgrad große größere Text vergrößern',
  motion:
    'Animation Bewegungen verringern reduziert Übergänge Schwindel Barrierefreiheit blinken Animationen flackern Effekte',
  contactDensity: 'Dichte Abstand Größe Zeilen klein groß',
  showMessageInNotifications: 'Text verbergen Vorschau Datenschutz privat Inhalt Mitteilungen Popup',
  notifyOfInvitations:
    'Benachrichtigung Mitteilungen Popup Hinweis Klingeln Art Desktop Meldung Meldungen Pop-up Benachrichtigungen',
  notifyOfMessages:
    'Benachrichtigung Mitteilungen Popup Hinweis Art Desktop Chat ungelesen Infobereich Meldung Meldungen Pop-up Benachrichtigungen',
  notifyOfContacts:
    'Benachrichtigung Mitteilungen Popup Hinweis Art Desktop online offline Präsenz Anmelden Meldung Meldungen Pop-up Benachrichtigungen',
  notifyOfFailures:
    'Benachrichtigung Mitteilungen Popup Hinweis Art Desktop Fehler nicht zugestellt Meldung Meldungen Pop-up Benachrichtigungen',
  holdBackInFullScreen: 'Vollbild Präsentation Vorführung Folien Video Spiel Bildschirm teilen Fokus',
  quietHours:
    'Nacht Abend Wochenende stumm Schlaf Zeitplan Uhrzeit nicht stören Stille nachts lautlos stummschalten ruhig',
  quietHoursFrom: 'Ruhezeiten Anfang Beginn Uhrzeit Nacht',
  quietHoursTo: 'Ruhezeiten Ende Uhrzeit Morgen',
  quietHoursDays: 'Ruhezeiten Wochentag Wochenende Montag Sonntag',
  playSounds:
    'stumm leise Lärm Audio Klingeln Klingelton Piepen Lautstärke lautlos stummschalten stummstellen still laut Ton Geräusch Geräusche vibrieren',
  soundForInvitations: 'Ton Klingeln Audio stumm',
  soundForMessages: 'Ton Audio stumm Chat',
  soundForAlerts: 'Ton Audio stumm Hinweis',
  idleAfterMinutes: 'untätig Status Präsenz Zeit Minuten Sperre Abwesenheit AFK inaktiv abwesend',
  awayAfterMinutes: 'untätig Status Präsenz Zeit Minuten Sperre Abwesenheit AFK abwesend inaktiv Pause Meldung',
  lockCountsAsIdle:
    'untätig Sperre Bildschirmschoner Präsenz Status abwesend Sperrbildschirm Bildschirmsperre sperren AFK gesperrt',
  teamMayDisturb: 'dringend Benachrichtigungen Ebene Zugriff Ruhe',
  conversationsIn: 'Chat Reiter Tabs Bereiche Fenster Aufteilung',
  messageStyle: 'Standard Format Schriftart fett kursiv unterstrichen Farbe Stil',
  showEmoticonsAsEmoji: 'Emoticons Smileys Gesichter Bilder',
  ringSeconds: 'Klingeln Zeit Sekunden Minuten verpasst Anruf länger kürzer',
  contactView: 'Ansicht Gruppen Liste sortieren',
  contactOrder: 'sortieren Name Verfügbarkeit online zuerst Liste',
  hideOffline: 'anzeigen offline Personen Kontakte Liste',
  keepHistoryDays:
    'Verlauf Chatverlauf Aufbewahrung Protokoll Archiv Tage löschen speichern leeren Chats Nachrichten Unterhaltungen entfernen lösche löscht',
  historyLock: 'Verschlüsselung verschlüsselt geheim Schlüssel sicher Datenschutz Datenbank',
  exportHistory:
    'Export Sicherung Backup Chatverlauf speichern Datei löschen Archiv drucken leeren exportieren herunterladen Chats Unterhaltungen Nachrichten Verlauf entfernen',
  importHistory: 'Import importieren übernehmen umziehen Pidgin Adium Protokolle Chatverlauf Mitschriften',
  proxy: 'Proxyserver Netzwerk HTTP SOCKS Internet Firewall Verbindung manuell direkt Host Port Adresse VPN',
  testConnection: 'Netzwerk Proxy Zertifikat TLS Server Problem Diagnose',
  servers: 'Zertifikat Vertrauen TLS SSL alt Sicherheit Fingerabdruck',
  language: 'Übersetzung English Deutsch language Englisch German Arabisch Arabic العربية',
  spellCheckLanguages:
    'Rechtschreibprüfung Wörterbuch Sprache Tippfehler rot unterstrichen Autokorrektur Korrektur Grammatik',
  shortcuts: 'Tasten Tastatur Strg Befehl Hotkeys ändern eigene Tastenbelegung Tastenkombination',
  usualSettings: 'zurücksetzen Standardeinstellungen Voreinstellung Werkseinstellungen wiederherstellen Reset',
  logFile: 'Log Datei Ordner Pfad Absturz Fehler Logdatei',
  diagnosticsFile: 'Log Bericht Fehler Problem Hilfe Zip Datei melden Support Meldung',
  aboutParley: 'Version Aktualisierung Update Lizenz Aktualisierungen aktualisieren Updates suchen prüfen neue',
};
