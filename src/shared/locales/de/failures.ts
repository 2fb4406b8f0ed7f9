export default {
  unreachable:
    'Der Server war nicht zu erreichen. Nichts ist verloren. Prüfen Sie das Netz oder VPN und versuchen Sie es dann noch einmal.',
  'unknown-host':
    'Unter dieser Adresse wurde kein Server gefunden. Prüfen Sie, wie sie geschrieben ist und ob ein VPN nötig ist.',
  timeout: 'Der Server hat nicht rechtzeitig geantwortet. Nichts ist verloren. Versuchen Sie es gleich noch einmal.',
  tls: 'Es war keine sichere Verbindung zum Server möglich. Nichts wurde gesendet. Fragen Sie den Administrator, wenn das so bleibt.',
  certificate:
    'Die Identität des Servers konnte nicht bestätigt werden: Seinem Zertifikat wird auf diesem Computer nicht vertraut. Ihr Kennwort wurde nicht gesendet. Fragen Sie den Administrator, bevor Sie fortfahren.',
  'old-tls':
    'Dieser Server spricht nur eine veraltete Form der Verschlüsselung. Ihr Kennwort wurde nicht gesendet. Fragen Sie den Administrator, was zu tun ist.',
  'not-a-server':
    'Unter dieser Adresse hat etwas geantwortet, aber kein Server für Communicator Web Access. Prüfen Sie die Adresse. Wenn Sie nicht wissen, wer sie betreibt, ändern Sie Ihr Kennwort.',
  'server-error':
    'Der Server hat selbst ein Problem. Nichts ist verloren. Versuchen Sie es in ein paar Minuten noch einmal.',
  redirected:
    'Der Server schickt Sie zu einer anderen Adresse. Dorthin wurde nichts gesendet. Melden Sie sich mit dieser Adresse an, wenn Sie ihr vertrauen.',
  'captive-portal':
    'Etwas anderes antwortet anstelle des Servers: Vielleicht verlangt dieses Netz zuerst eine Anmeldung, wie in einem Hotel oder im Zug. Nichts ist verloren. Melden Sie sich im Netz an und versuchen Sie es dann noch einmal.',
  'stale-answers':
    'Etwas zwischen diesem Computer und dem Server, etwa ein Proxy mit Zwischenspeicher, gibt an seiner Stelle alte Antworten, deshalb kommt nichts Neues an. Nichts ist verloren. Versuchen Sie es ohne den Proxy, oder bitten Sie den Administrator, diesen Server vom Zwischenspeichern auszunehmen.',
  'proxy-asks':
    'Ein Proxy auf dem Weg zum Server fragt, wer Sie sind. Sagen Sie es dem Proxy, oder fragen Sie den Administrator dieses Netzes.',
  'proxy-unusable':
    'Der Server ist über einen Proxy zu erreichen, und Parley kann diesen dafür nicht verwenden. Nichts hat den Server erreicht. Fragen Sie den Administrator nach einem Weg zum Server ohne den Proxy.',
  'wrong-password':
    'Der Benutzername oder das Kennwort wurde nicht angenommen. Was Sie eingegeben haben, ist noch da: Berichtigen Sie es und versuchen Sie es noch einmal.',
  'sign-in-refused':
    'Der Server kennt Sie, lässt die Anmeldung aber nicht zu. Ihre Eingaben bleiben erhalten. Fragen Sie den Administrator, ob Ihr Konto dafür freigegeben ist.',
  'no-windows-sign-in':
    'Dieser Server kann Sie nicht mit Ihrem Windows-Konto anmelden. Abgelehnt wurde nichts. Wählen Sie unter „Weitere Optionen“ Benutzername und Kennwort oder Single Sign-on (SSO).',
  'credentials-needed':
    'Der Server fragt wieder nach Ihrem Kennwort. Ihre Kontakte und Nachrichten bleiben erhalten. Melden Sie sich an, um fortzufahren.',
  'not-signed-in':
    'Sie sind nicht angemeldet. Was Sie geschrieben haben, bleibt erhalten. Melden Sie sich an und versuchen Sie es dann noch einmal.',
  'empty-text': 'Es gibt noch nichts zu senden. Schreiben Sie zuerst eine Nachricht.',
  'too-long':
    'Das ist länger, als der Server annimmt. Ihr Text bleibt erhalten. Kürzen Sie ihn oder senden Sie ihn in Teilen.',
  'too-many-people':
    'Das sind mehr Personen, als der Server annimmt. Was Sie geschrieben haben, bleibt erhalten. Nehmen Sie einige heraus und versuchen Sie es dann noch einmal.',
  'no-recipient': 'Noch ist niemand ausgewählt. Wählen Sie mindestens eine Person.',
  'bad-uri': "Das ist keine gültige Adresse. Schreiben Sie sie wie name{'@'}example.com.",
  oneself: 'Das ist Ihre eigene Adresse. Nichts wurde geändert.',
  'peer-offline':
    'Diese Person ist offline und kann jetzt keine Nachrichten bekommen. Ihr Text bleibt erhalten. Versuchen Sie es noch einmal, wenn sie zurück ist.',
  'peer-busy':
    'Diese Person ist beschäftigt und nimmt jetzt keine Unterhaltung an. Ihr Text bleibt erhalten. Versuchen Sie es später noch einmal.',
  'not-connected':
    'Dafür besteht jetzt keine Verbindung. Was Sie geschrieben haben, bleibt erhalten. Versuchen Sie es gleich noch einmal.',
  'not-found':
    'Das kennt der Server nicht, oder nicht mehr. Prüfen Sie die Adresse; vielleicht hat jemand sie entfernt.',
  'invitation-over':
    'Diese Einladung ist nicht mehr offen: Sie wurde zurückgezogen oder schon beantwortet. Nichts wurde geändert. Schreiben Sie eine Nachricht, um trotzdem zu sprechen.',
  'not-allowed': 'Der Server erlaubt Ihnen das nicht. Nichts wurde geändert.',
  'set-by-organisation':
    'Ihre Organisation hat das festgelegt, deshalb kann es hier nicht geändert werden. Nichts wurde geändert.',
  'server-not-allowed':
    'Ihre Organisation erlaubt diesen Server nicht. Dorthin wurde nichts gesendet, und was Sie eingegeben haben, bleibt erhalten. Fragen Sie den Administrator, welchen Server Sie verwenden sollen.',
  'duplicate-name': 'Dieser Name ist schon vergeben. Wählen Sie einen anderen.',
  refused: 'Der Server hat das abgelehnt. Nichts wurde geändert. Versuchen Sie es noch einmal oder auf andere Weise.',
  'unknown-outcome':
    'Die Verbindung brach ab, bevor der Server geantwortet hat; es kann also geschehen sein oder nicht. Sehen Sie nach, bevor Sie es noch einmal tun.',
  'file-not-written':
    'Die Datei konnte nicht geschrieben werden. Nichts von Ihnen ist verloren. Wählen Sie einen anderen Ordner oder schaffen Sie Platz auf dem Datenträger.',
  'bad-request':
    'Der Server hat diese Anfrage nicht verstanden. Nichts wurde geändert. Bitte melden Sie das als Fehler.',
  cancelled: 'Abgebrochen. Nichts wurde geändert.',
  internal:
    'In Parley ist etwas schiefgegangen. Was Sie geschrieben haben, bleibt erhalten. Versuchen Sie es noch einmal; wenn es so bleibt, starten Sie Parley neu.',
};
