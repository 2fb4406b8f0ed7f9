// The contact list as a file, and a file as people who could be added. What is in a file is hostile until it has passed here. Pure.
import { accessLevels, defaultGroupName, type AccessLevel } from '../domain/contact';
import { canBeWrittenTo, type PersonUri } from '../domain/person';
import { groupName, isVisibleName } from '../group-name';
import { inOneLine } from '../line-breaks';
import { columnsOf } from './contact-columns';
import { readCsv, writeCsv } from './csv';
import { escapedValue, listValue, plainValue, readVcards, writeVcard } from './vcard';

export const contactFormats = ['csv', 'vcard'] as const;
export type ContactFormat = (typeof contactFormats)[number];

export interface FileContact {
  readonly uri: PersonUri;
  readonly name: string;
  /** Of the own groups; in none of them: among the others. */
  readonly groups: readonly string[];
  /** Absent: none of their own. */
  readonly level?: AccessLevel;
  readonly title?: string;
  readonly company?: string;
  readonly email?: string;
  readonly phones?: readonly string[];
}

export interface ReadContacts {
  readonly contacts: readonly FileContact[];
  /** Entries without an address that messages can go to. */
  readonly unusable: number;
  /** There was more than is read of one file. */
  readonly isCut: boolean;
}

/** More than a server's list holds. */
export const mostContacts = 5_000;
export const maxFileBytes = 4_000_000;
const maxNameLength = 256;
const maxGroups = 64;
const maxGroupLength = 128;

const columns = ['Name', 'Address', 'Groups', 'Access level', 'Title', 'Company', 'E-mail', 'Phones'] as const;
/** No standard has a field for it. */
const levelField = 'X-PARLEY-ACCESS';

export function writeContacts(contacts: readonly FileContact[], format: ContactFormat): string {
  return format === 'csv' ? csvOf(contacts) : contacts.map(vcardOf).join('');
}

function csvOf(contacts: readonly FileContact[]): string {
  const rows = contacts.map(({ name, uri, groups, level = '', title = '', company = '', email = '', phones = [] }) => [
    name,
    uri,
    groups.map(inList).join('; '),
    level,
    title,
    company,
    email,
    phones.map(inList).join('; '),
  ]);
  // The mark tells a spreadsheet that it is UTF-8.
  return `\ufeff${writeCsv([columns, ...rows])}`;
}

/** A semicolon in a name of a group would make two of it. */
const inList = (text: string): string => text.replace(/[\\;]/gu, '\\$&');
const listOf = (text: string): readonly string[] =>
  (text.match(/(?:\\.|[^\\;])+/gsu) ?? []).map((each) => each.replace(/\\(.)/gsu, '$1'));

function vcardOf({ uri, name, groups, level, title, company, email, phones = [] }: FileContact): string {
  return writeVcard([
    { name: 'FN', value: escapedValue(name) },
    { name: 'N', value: `;${escapedValue(name)};;;` },
    { name: 'IMPP', value: uri },
    ...(groups.length > 0 ? [{ name: 'CATEGORIES', value: groups.map(escapedValue).join(',') }] : []),
    ...(level ? [{ name: levelField, value: level }] : []),
    ...(title ? [{ name: 'TITLE', value: escapedValue(title) }] : []),
    ...(company ? [{ name: 'ORG', value: escapedValue(company) }] : []),
    ...(email ? [{ name: 'EMAIL', value: escapedValue(email) }] : []),
    ...phones.map((phone) => ({ name: 'TEL', value: escapedValue(phone) })),
  ]);
}

export function readContacts(text: string): ReadContacts {
  return /^\ufeff?\s*BEGIN:VCARD/iu.test(text) ? fromVcards(text) : fromCsv(text);
}

interface Entry {
  readonly name: string;
  /** The first of them that is one. */
  readonly addresses: readonly string[];
  readonly groups: readonly string[];
  readonly level?: AccessLevel | undefined;
}

function fromVcards(text: string): ReadContacts {
  const cards = readVcards(text, mostContacts + 1);
  const entries = cards.map((lines): Entry => {
    const all = (name: string): readonly string[] => lines.flatMap((line) => (line.name === name ? [line.value] : []));
    const [n = ''] = all('N');
    const named = plainValue(all('FN')[0] ?? '') || nameOfParts(n);
    return {
      name: named,
      addresses: [...all('IMPP'), ...all('X-SIP'), ...all('X-MS-IMADDRESS'), ...all('EMAIL').map(plainValue)],
      groups: all('CATEGORIES').flatMap(listValue),
      level: levelOf(plainValue(all(levelField)[0] ?? '')),
    };
  });
  return usable(entries);
}

/** `Reyes;Dana;;;` */
function nameOfParts(value: string): string {
  const [last = '', first = ''] = (value.match(/(?:\\.|[^\\;])*/gsu) ?? [])
    .filter((part) => part !== '')
    .map(plainValue);
  return [first, last].filter(Boolean).join(' ');
}

function fromCsv(text: string): ReadContacts {
  const [head = [], ...rows] = readCsv(text, mostContacts + 2);
  const at = columnsOf(head);
  // Without a head that says what is what, the first line is somebody, too.
  const hasHead = at.address >= 0 || at.email >= 0;
  const body = hasHead ? rows : [head, ...rows].filter((row) => row.length > 0);
  return usable(
    body.map((row): Entry => {
      const of = (index: number): string => row[index] ?? '';
      if (!hasHead) return { name: row.find((each) => !each.includes('@')) ?? '', addresses: row, groups: [] };
      return {
        name: of(at.name) || [of(at.first), of(at.last)].filter(Boolean).join(' '),
        addresses: [of(at.address), of(at.email)],
        groups: groupsIn(of(at.groups)),
        level: levelOf(of(at.level)),
      };
    }),
  );
}

/** What Google puts everybody into. */
const googlesOwn = /^\* (?:myContacts|starred)$/u;
function groupsIn(text: string): readonly string[] {
  return (text.includes(' ::: ') ? text.split(' ::: ') : listOf(text)).filter((each) => !googlesOwn.test(each.trim()));
}

function usable(entries: readonly Entry[]): ReadContacts {
  const found = new Map<PersonUri, FileContact>();
  let unusable = 0;
  for (const { name, addresses, groups, level = undefined } of entries.slice(0, mostContacts)) {
    const uri = addresses.map(addressOf).find((each) => each !== undefined);
    if (uri === undefined) {
      unusable += 1;
      continue;
    }
    const before = found.get(uri);
    const names = [...(before?.groups ?? []), ...groups.map((group) => groupName(plainName(group, maxGroupLength)))];
    // Of two that differ, the one that shows less.
    const shown = [before?.level, level].filter((each) => each !== undefined).sort(byWhatIsShown)[0];
    found.set(uri, {
      uri,
      name: before?.name || plainName(name, maxNameLength) || uri.slice('sip:'.length),
      groups: [...new Set(names.filter((each) => isVisibleName(each) && each !== defaultGroupName))].slice(
        0,
        maxGroups,
      ),
      ...(shown && { level: shown }),
    });
  }
  return { contacts: [...found.values()], unusable, isCut: entries.length > mostContacts };
}

/** As the file of ours names it; anything else is none, so that nobody is shown more by a misreading. */
function levelOf(text: string): AccessLevel | undefined {
  const plain = text.trim().toLowerCase();
  return accessLevels.find((each) => each === plain);
}

const byWhatIsShown = (one: AccessLevel, other: AccessLevel): number =>
  accessLevels.indexOf(other) - accessLevels.indexOf(one);

function addressOf(text: string): PersonUri | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^(?:mailto|im|xmpp|x-sip):/u, '');
  const uri = plain.startsWith('sip:') ? plain : `sip:${plain}`;
  return uri.length <= 512 && canBeWrittenTo(uri) ? uri : undefined;
}

const turns = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
function plainName(text: string, longest: number): string {
  return [
    ...inOneLine(text)
      .replace(turns, '')
      .replace(/\p{Cc}+/gu, ' ')
      .trim(),
  ]
    .slice(0, longest)
    .join('')
    .trim();
}
