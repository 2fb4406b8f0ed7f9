// What an account tells of its person (XEP-0054).
import type { ContactCard } from '../../protocol/presence/contact-card';
import type { PersonPhone } from '../world';
import type { Line } from './line';
import { localPartOf } from './mapping/addresses';
import { spaces } from './spaces';
import { child, children, text, xml, type XmlElement } from './stream/element';

export interface VCard {
  readonly name: string;
  readonly office?: string;
  readonly phones: readonly PersonPhone[];
  readonly card: Omit<ContactCard, 'kind'>;
}

const mostPhones = 8;
const mostChars = 256;

/** Never rejects: who has no card, or cannot be asked for it, is called by their address. */
export async function loadVCard(line: Line, bare: string): Promise<VCard> {
  const own = bare === line.bare ? undefined : bare;
  const vCard = await line.get(xml('vCard', { xmlns: spaces.vcard }), own).catch(() => undefined);
  return readVCard(bare, vCard);
}

export function readVCard(bare: string, vCard: XmlElement | undefined): VCard {
  const of = (element: XmlElement | undefined, ...path: readonly string[]): string | undefined => {
    const end = path.reduce<XmlElement | undefined>((at, name) => at && child(at, name), element);
    return text(end)?.trim().slice(0, mostChars) || undefined;
  };
  const name = of(vCard, 'FN') ?? localPartOf(bare);
  const [title, company, office] = [of(vCard, 'TITLE'), of(vCard, 'ORG', 'ORGNAME'), of(vCard, 'ADR', 'EXTADD')];
  const phones = vCard ? children(vCard, 'TEL').slice(0, mostPhones).flatMap(readPhone) : [];
  return {
    name,
    ...(office !== undefined && { office }),
    phones,
    card: {
      displayName: name,
      email: of(vCard, 'EMAIL', 'USERID') ?? bare,
      ...(title !== undefined && { title }),
      ...(company !== undefined && { company }),
      ...(office !== undefined && { office }),
      phones: phones.map(({ type, number }) => ({
        type,
        uri: `tel:${number.replace(/[^+\d]/gu, '')}`,
        displayString: number,
      })),
    },
  };
}

function readPhone(tel: XmlElement): readonly PersonPhone[] {
  const number = text(child(tel, 'NUMBER'))?.trim().slice(0, mostChars);
  if (!number) return [];
  const has = (name: string): boolean => child(tel, name) !== undefined;
  return [{ type: has('CELL') ? 'mobile' : has('WORK') ? 'work' : has('HOME') ? 'home' : 'other', number }];
}
