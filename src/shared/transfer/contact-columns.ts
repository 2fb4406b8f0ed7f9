// What the columns of a table of people are called, by Parley, Outlook and Google, in the languages of Parley. Pure.

const titles = {
  name: ['name', 'display name', 'full name', 'fn', 'Anzeigename', 'الاسم', 'الاسم الكامل'],
  first: ['first name', 'given name', 'Vorname', 'الاسم الأول'],
  last: ['last name', 'family name', 'surname', 'Nachname', 'Familienname', 'اسم العائلة'],
  address: [
    'address',
    'sip',
    'sip address',
    'im address',
    'im',
    'uri',
    'Adresse',
    'SIP-Adresse',
    'IM-Adresse',
    'العنوان',
  ],
  email: [
    ...['e-mail', 'mail', 'e-mail address', 'e-mail 1 - value', 'E-Mail-Adresse', 'E-Mail 1 - Wert'],
    ...['البريد الإلكتروني', 'عنوان البريد الإلكتروني'],
  ],
  groups: [
    ...['group', 'groups', 'categories', 'labels', 'group membership'],
    ...['Gruppe', 'Gruppen', 'Kategorien', 'Labels', 'المجموعة', 'المجموعات', 'الفئات'],
  ],
  level: ['access', 'access level', 'Zugriffsebene', 'مستوى الوصول'],
} as const;

export type ContactColumn = keyof typeof titles;

/** Letters and digits: programs differ in the rest. */
const bare = (title: string): string =>
  title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

const known = new Map(
  Object.entries(titles).flatMap(([column, all]) =>
    all.map((title) => [bare(title), column as ContactColumn] as const),
  ),
);

/** Where each is; -1: nowhere. */
export function columnsOf(head: readonly string[]): Readonly<Record<ContactColumn, number>> {
  const columns = head.map((title) => known.get(bare(title)));
  const place = (column: ContactColumn): number => columns.indexOf(column);
  return {
    name: place('name'),
    first: place('first'),
    last: place('last'),
    address: place('address'),
    email: place('email'),
    groups: place('groups'),
    level: place('level'),
  };
}
