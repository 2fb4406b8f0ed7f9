// Where the service has its rooms, and how ours are set up (XEP-0045, 10).
import type { Line } from '../line';
import { bareOf } from '../mapping/addresses';
import { spaces } from '../spaces';
import { children, xml } from '../stream/element';

const mostServices = 20;

export class RoomService {
  private found: Promise<string> | undefined;

  constructor(private readonly line: Line) {}

  /** The address that rooms are made at. */
  find(): Promise<string> {
    this.found ??= this.lookUp().catch((error: unknown) => {
      // Not for good: it may be back by the next time.
      this.found = undefined;
      throw error;
    });
    return this.found;
  }

  /** A room that was just made: everybody may come and sees who the others are; it outlives the host that it is kept by. */
  async open(room: string, subject: string): Promise<void> {
    await this.configure(room, {
      'muc#roomconfig_whois': 'anyone',
      'muc#roomconfig_persistentroom': '1',
      'muc#roomconfig_publicroom': '0',
      'muc#roomconfig_membersonly': '0',
      'muc#roomconfig_allowinvites': '1',
      'muc#roomconfig_roomname': subject,
    });
  }

  async configure(room: string, values: Readonly<Record<string, string>>): Promise<void> {
    const fields = Object.entries({ FORM_TYPE: spaces.mucRoomConfig, ...values }).map(([name, value]) =>
      xml('field', { var: name }, xml('value', {}, value)),
    );
    const form = xml('x', { xmlns: spaces.form, type: 'submit' }, fields);
    await this.line.set(xml('query', { xmlns: spaces.mucOwner }, form), room);
  }

  private async lookUp(): Promise<string> {
    const { domain } = this.line;
    const items = await this.line.get(xml('query', { xmlns: spaces.discoItems }), domain);
    for (const { attrs } of items ? children(items, 'item').slice(0, mostServices) : []) {
      const jid = bareOf(attrs['jid']);
      if (jid === undefined || jid.includes('@')) continue;
      const info = await this.line.get(xml('query', { xmlns: spaces.discoInfo }), jid).catch(() => undefined);
      if (info && children(info, 'feature').some((feature) => feature.attrs['var'] === spaces.muc)) return jid;
    }
    return `conference.${domain}`;
  }
}
