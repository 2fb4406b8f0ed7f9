// Where the service has its rooms, and how ours are set up (XEP-0045, 10).
import { randomBytes } from 'node:crypto';
import type { Line } from '../line';
import { bareOf } from '../mapping/addresses';
import { spaces } from '../spaces';
import { child, children, xml } from '../stream/element';

const mostServices = 20;

/** What a room that we have set up says of itself, and one that a service has just made does not. */
export const outlivesItsPeople = 'muc_persistent';

/** A room of its own for each conference. */
const newRoomAt = (service: string): string => `talk-${randomBytes(10).toString('hex')}@${service}`;

/** Whether a gateway has made the room, by its address: rooms of others, owned or not, are not ours to take away. */
export const isOfAGateway = (room: string): boolean => /^talk-[0-9a-f]{20}@/u.test(room);

/** The second is ejabberd's own. */
const noWhispers = { 'muc#roomconfig_allowpm': 'none', allow_private_messages: '0' };

export class RoomService {
  private found: Promise<string> | undefined;

  constructor(private readonly line: Line) {}

  /** The address that rooms are made at. */
  private find(): Promise<string> {
    this.found ??= this.lookUp().catch((error: unknown) => {
      // Not for good: it may be back by the next time.
      this.found = undefined;
      throw error;
    });
    return this.found;
  }

  /** The address of a new room. Rejects where the service cannot be asked. */
  async newRoom(): Promise<string> {
    return newRoomAt(await this.find());
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
    // Until it is set up nobody else gets in: what else there is to set does not keep them waiting.
    void this.forbidWhispers(room).catch(() => undefined);
  }

  /** The API has no private messages in a conference. A service that does not know the setting (Prosody) may refuse all of a form for it. */
  private async forbidWhispers(room: string): Promise<void> {
    const settings = await this.line.get(xml('query', { xmlns: spaces.mucOwner }), room).catch(() => undefined);
    const form = settings && child(settings, 'x', spaces.form);
    const known = new Set(form ? children(form, 'field').map(({ attrs }) => attrs['var']) : []);
    const values = Object.fromEntries(Object.entries(noWhispers).filter(([name]) => known.has(name)));
    if (Object.keys(values).length > 0) await this.configure(room, values);
  }

  /** What the room says of itself (XEP-0045, 6.4). */
  async features(room: string): Promise<ReadonlySet<string>> {
    const info = await this.line.get(xml('query', { xmlns: spaces.discoInfo }), room);
    return new Set(info ? children(info, 'feature').flatMap(({ attrs }) => attrs['var'] ?? []) : []);
  }

  async configure(room: string, values: Readonly<Record<string, string>>): Promise<void> {
    const fields = Object.entries({ FORM_TYPE: spaces.mucRoomConfig, ...values }).map(([name, value]) =>
      xml('field', { var: name }, xml('value', {}, value)),
    );
    const form = xml('x', { xmlns: spaces.form, type: 'submit' }, fields);
    await this.line.set(xml('query', { xmlns: spaces.mucOwner }, form), room);
  }

  /** It is no more, and whoever is in it is put out. Rejects where it is not ours. */
  async destroy(room: string): Promise<void> {
    await this.line.set(xml('query', { xmlns: spaces.mucOwner }, xml('destroy')), room);
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
