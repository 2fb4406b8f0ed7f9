// What others are told beside messages, and is not known to have arrived when a stream could not be resumed: said once more on the next one
// on which everything has been asked for, be it after several that broke before that.
import { isAboutInvitation } from './conversations/stanzas';
import { spaces } from './spaces';
import { child, type XmlElement } from './stream/element';

/** More than goes out at once. */
const mostKept = 2_000;

export class Repeatable {
  private kept: XmlElement[] = [];

  keep(unacknowledged: readonly XmlElement[]): void {
    this.kept = [...this.kept, ...unacknowledged.filter(isWorthRepeating)].slice(-mostKept);
  }

  take(): readonly XmlElement[] {
    return this.kept.splice(0);
  }
}

/** But for what is looked after elsewhere. */
function isWorthRepeating(stanza: XmlElement): boolean {
  const { name, attrs } = stanza;
  if (name === 'presence') return attrs['type']?.includes('subscribe') ?? false;
  if (name !== 'message') return false;
  return child(stanza, 'received', spaces.receipts) ? attrs['id'] === undefined : isAboutInvitation(stanza);
}
