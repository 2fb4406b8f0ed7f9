export default {
  title: 'Verbindungstest',
  intro:
    'Prüft einen Server Schritt für Schritt und sagt, wo es endet. Niemand wird angemeldet, und kein Kennwort wird gesendet.',
  server: 'Serveradresse',
  run: 'Verbindung testen',
  running: 'Test läuft…',
  export: 'Diagnose exportieren',
  exportText:
    'Schreibt eine Zip-Datei mit Versionen, Einstellungen und einem Protokoll aus Codes und Zahlen: keine Namen, Adressen oder Nachrichten. Lesen Sie sie, bevor Sie sie jemandem schicken.',
  managed: 'Von Ihrer Organisation festgelegt',
  managedNothing: 'Nichts davon gilt.',
  refused: 'Abgelehnt',
  refusedWhole: 'alles',
  exported: 'Die Diagnose wurde in die Datei geschrieben.',
  passedAll: 'Alle Schritte sind bestanden: Die Anmeldung müsste gelingen.',
  outcome: { passed: 'Bestanden', failed: 'Nicht bestanden', skipped: 'Nicht versucht', unneeded: 'Trifft nicht zu' },
  step: {
    dns: 'Der Name ist bekannt',
    'dns-proxy': 'Der Name des Proxys ist bekannt',
    tcp: 'Der Computer antwortet',
    'tcp-proxy': 'Der Proxy lässt durch',
    tls: 'Die Verbindung lässt sich verschlüsseln',
    certificate: 'Dem Zertifikat wird vertraut',
    'sign-in-page': 'Die Anmeldeseite ist da',
    'command-channel': 'Der Befehlskanal ist da',
    'data-channel': 'Der Datenkanal ist da',
  },
  meaning: {
    dns: 'Unter diesem Namen ist kein Computer bekannt. Prüfen Sie die Schreibweise und ob ein VPN nötig ist.',
    tcp: 'Der Computer nimmt an diesem Port keine Verbindungen an. Vielleicht ist er aus, oder eine Firewall steht dazwischen.',
    'dns-proxy':
      'Dieser Computer ist so eingestellt, dass er den Server über einen Proxy erreicht, und kennt unter dem Namen dieses Proxys keinen Computer. Prüfen Sie seine Netzeinstellungen und ob ein VPN nötig ist.',
    'tcp-proxy':
      'Dieser Computer ist so eingestellt, dass er den Server über einen Proxy erreicht; der antwortet nicht oder kommt nicht bis zum Server durch. Prüfen Sie „Netzwerk“ in den Einstellungen von Parley, die Netzeinstellungen dieses Computers und die Adresse des Servers.',
    'proxy-asks': 'Der Proxy möchte wissen, wer Sie sind. Wenn Sie sich anmelden, fragt Parley, was es ihm sagen soll.',
    tls: 'Es kam keine Verschlüsselung zustande. Vielleicht ist der Server zu alt, oder etwas stört dazwischen.',
    'old-tls':
      'Der Server spricht nur eine veraltete Verschlüsselung, die für ihn nicht erlaubt ist. Die Anmeldeseite bietet an, sie für diesen Server zu erlauben.',
    certificate:
      'Der Server kann nicht beweisen, wer er ist. Nichts wurde an ihn gesendet. Vergleichen Sie, was unten steht, mit dem, was der Administrator sagt, bevor Sie ihm vertrauen.',
    'sign-in-page':
      'Etwas antwortet, aber nicht mit einer Anmeldeseite von Communicator Web Access. Vielleicht gehört die Adresse zu einem anderen Dienst.',
    'command-channel':
      'Die Anmeldeseite ist da, aber nicht der Kanal, durch den Anfragen gehen. Fragen Sie den Administrator.',
    'data-channel':
      'Der Kanal, durch den Neues kommt, ist nicht da. Vielleicht blockiert ihn ein Proxy. Fragen Sie den Administrator.',
  },
  fact: {
    proxy: 'Proxy',
    addresses: 'Adressen',
    port: 'Port',
    milliseconds: 'Millisekunden',
    version: 'Version',
    subject: 'Ausgestellt für',
    issuer: 'Ausgestellt von',
    validTo: 'Gültig bis',
    fingerprint: 'SHA-256',
    status: 'HTTP-Status',
    detail: 'Einzelheiten',
    problem: 'Problem',
  },
  problem: {
    'unknown-issuer': 'Niemand, den dieser Computer kennt, bürgt dafür',
    expired: 'Es ist abgelaufen',
    'not-yet-valid': 'Es gilt noch nicht: Prüfen Sie die Uhr dieses Computers',
    'wrong-name': 'Es gehört zu einem anderen Namen',
    revoked: 'Es wurde zurückgezogen',
    changed: 'Es ist nicht das, dem Sie zuvor vertraut haben',
    other: 'Es hat die Prüfung nicht bestanden',
  },
};
