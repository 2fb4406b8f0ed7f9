export default {
  copyDetails: 'Einzelheiten kopieren',
  copied: 'Kopiert',
  dismiss: 'Ausblenden',
  showFile: 'Datei zeigen',
  restart: 'Jetzt neu starten',
  later: 'Später',
  'settings-set-aside': {
    title: 'Ihre Einstellungen konnten nicht gelesen werden',
    text: 'Parley arbeitet mit den üblichen weiter. Die alte Datei wurde als {subject} aufgehoben.',
  },
  'settings-not-understood': {
    title: 'Einige Ihrer Einstellungen werden hier nicht verstanden',
    text: 'Parley arbeitet ohne sie weiter. Sie bleiben in der Datei, bis Sie sie ändern, und eine Kopie davon wurde als {subject} aufgehoben.',
  },
  strange: {
    title: 'Stattdessen gilt:',
    value: '{setting}: {value}',
    usual: '{setting}: wie Parley es mitbringt',
    entries: '{setting}: was davon verstanden wird',
    unknown:
      '{setting}: nichts, denn eine solche Einstellung ist nicht bekannt. Sie ist zu lang für die Datei und steht nur in der Kopie.',
    on: 'ein',
    off: 'aus',
  },
  'settings-not-saved': {
    title: 'Ihre Einstellungen konnten nicht gespeichert werden',
    text: 'Änderungen gelten, bis Sie Parley beenden.',
  },
  'shortcuts-passed-over': {
    title: 'Einige Ihrer Tastenkürzel können nicht verwendet werden',
    text: 'Diese haben wieder ihre üblichen Tasten: {subject}.',
  },
  'servers-set-aside': {
    title: 'Ihre Entscheidungen über Server konnten nicht gelesen werden',
    text: 'Parley vertraut keinem Zertifikat von Hand, bis Sie wieder entscheiden. Die alte Datei wurde als {subject} aufgehoben.',
  },
  'servers-not-saved': {
    title: 'Ihre Entscheidungen über Server konnten nicht gespeichert werden',
    text: 'Sie gelten, bis Sie Parley beenden.',
  },
  'answers-set-aside': {
    title: 'Ihre wartenden Antworten konnten nicht gelesen werden',
    text: 'Nach Personen, von denen Sie hinzugefügt wurden, werden Sie vielleicht noch einmal gefragt. Die alte Datei wurde als {subject} aufgehoben.',
  },
  'answers-not-saved': {
    title: 'Ihre wartenden Antworten konnten nicht gespeichert werden',
    text: 'Sie sind vorgemerkt, bis Sie Parley beenden.',
  },
  'level-not-given': {
    title: 'Eine Zugriffsebene konnte nicht vergeben werden',
    text: '{subject} hat Ihre Antwort erhalten, aber dieser Server hat die Zugriffsebene nicht angenommen.',
  },
  'words-set-aside': {
    title: 'Ihre eigenen Wörter konnten nicht gelesen werden',
    text: 'Die Rechtschreibung wird ohne sie geprüft. Die alte Datei wurde als {subject} aufgehoben.',
  },
  'words-not-saved': {
    title: 'Ihre eigenen Wörter konnten nicht gespeichert werden',
    text: 'Sie gelten, bis Sie Parley beenden.',
  },
  'history-set-aside': {
    title: 'Ihr Verlauf konnte nicht gelesen werden',
    text: 'Parley arbeitet mit einem leeren weiter. Die alte Datei wurde als {subject} aufgehoben.',
  },
  'history-damaged': {
    title: 'Ihr Verlauf ist beschädigt',
    text: 'Parley arbeitet mit einem neuen weiter, der die letzten Unterhaltungen und alles seit Ihrer Anmeldung enthält. Die alte Datei wurde als {subject} aufgehoben.',
  },
  'history-newer': {
    title: 'Ihr Verlauf stammt von einem neueren Parley',
    text: 'Diese Version arbeitet mit einem leeren weiter. Er wurde als {subject} aufgehoben: Nehmen Sie im neueren Parley „.newer-…“ von seinem Namen weg, um ihn zurückzubekommen.',
  },
  'history-key-lost': {
    title: 'Ihr Verlauf kann nicht entsperrt werden',
    text: 'Ihr System hat seinen Schlüssel nicht mehr, deshalb arbeitet Parley mit einem leeren weiter. Der alte wurde als {subject} aufgehoben. Falls der alte Schlüsselspeicher zurückkommt, steht unter „A locked history“ in der Dokumentation, wie Sie ihn wiederbekommen.',
  },
  'history-not-opened': {
    title: 'Ihr Verlauf kann nicht geöffnet werden',
    text: 'Nichts wurde gelöscht. Was jetzt geschrieben wird, wird nicht aufgehoben. Entsperren Sie den Schlüsselspeicher Ihres Systems oder schaffen Sie Platz auf dem Datenträger und melden Sie sich dann neu an.',
  },
  'history-not-written': {
    title: 'Nachrichten können im Moment nicht gespeichert werden',
    text: 'Sie bleiben im Arbeitsspeicher und werden gespeichert, sobald es wieder geht. Ist der Datenträger voll?',
  },
  goOn: 'Einstellungen öffnen',
  'logs-read': {
    title: 'Nachrichten warten auf den Import',
    text: '{subject} Öffnen Sie den Import in den Einstellungen des Verlaufs, sagen Sie, wer wer ist, und fügen Sie sie hinzu.',
  },
  'logs-imported': {
    title: 'Der Import der Nachrichten ist fertig',
    text: '{subject}',
  },
  'logs-stopped': {
    title: 'Der Import der Nachrichten endete vorzeitig',
    text: '{subject} Importieren Sie denselben Ordner noch einmal, um hinzuzufügen, was fehlt.',
  },
  'stale-answers': {
    title: 'Etwas im Netz gibt alte Antworten',
    text: 'Ein Proxy oder ein anderer Zwischenspeicher zwischen Ihnen und dem Server wiederholt, was er aufgehoben hat. Parley fragt an ihm vorbei, und nichts geht verloren, aber was andere schreiben, kann spät ankommen. Bitten Sie den Administrator, den Server vom Zwischenspeichern auszunehmen.',
  },
  'events-unreadable': {
    title: 'Etwas vom Server konnte nicht gelesen werden',
    text: 'Alles andere daneben wurde gelesen. Wenn Ihnen eine Nachricht fehlt, fragen Sie noch einmal danach; sagen Sie Ihrem Administrator Bescheid, wenn das wiederkommt.',
  },
  'policy-not-used': {
    title: 'Was Ihre Organisation festgelegt hat, gilt nicht',
    text: 'Parley arbeitet ohne das weiter: {subject}. Sagen Sie Ihrem Administrator Bescheid.',
  },
  'policy-refused': {
    title: 'Einiges von dem, was Ihre Organisation festgelegt hat, gilt nicht',
    text: 'Der Rest gilt. Sagen Sie Ihrem Administrator Bescheid: {subject}.',
  },
  'no-tray': {
    title: 'Parley läuft noch',
    text: 'Ihr Desktop zeigt keine Symbole im Infobereich, deshalb minimiert das Schließen dieses Fensters es nur. Um Parley zu beenden, wählen Sie „Parley beenden“ im Menü „Datei“ (drücken Sie Alt, um es zu sehen).',
  },
  'internal-error': {
    title: 'In Parley ist etwas schiefgegangen',
    text: 'Sie können weitermachen. Wenn etwas falsch aussieht, schließen Sie dieses Fenster und öffnen Sie es wieder.',
  },
  updated: {
    title: 'Parley hat jetzt die Version {subject}',
    text: 'Was sich geändert hat, steht in der Anleitung.',
  },
  whatsNew: 'Neues',
  'update-ready': {
    title: 'Eine Aktualisierung ist bereit',
    text: 'Parley {subject} wird installiert, wenn Sie es beenden, oder jetzt, wenn Sie neu starten.',
  },
};
