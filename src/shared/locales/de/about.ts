export default {
  title: 'Über Parley',
  version: 'Version {version}',
  what: 'Ein Messenger für Communicator Web Access.',
  runsOn: 'Worauf es läuft',
  system: 'System',
  copy: 'Kopieren',
  copyHint: 'Alle Versionen kopieren, für eine Fehlermeldung',
  copied: 'Kopiert',
  licence: 'Lizenz',
  own: 'Parley darf unter der MIT-Lizenz benutzt, verändert und weitergegeben werden.',
  libraries: 'Bibliotheken anderer',
  librariesText:
    'Parley enthält {count} Bibliothek anderer, unter ihrer eigenen Lizenz. | Parley enthält {count} Bibliotheken anderer, jede unter ihrer eigenen Lizenz.',
  noLibraries: 'Diese Fassung sagt nicht, welche Bibliotheken in ihr stecken. Die Pakete von Parley tun es.',
  librariesProblem:
    'Die Liste der Bibliotheken konnte nicht gelesen werden. Sie steht auch in der Datei THIRD-PARTY-NOTICES.txt im Ordner des Programms.',
  loading: 'Die Liste wird gelesen…',
  electron:
    'Electron und Chromium haben eigene Lizenzen: Sie stehen in den Dateien LICENSE.electron.txt und LICENSES.chromium.html im Ordner des Programms.',
  licenceOf: 'Lizenz von {name}',
};
