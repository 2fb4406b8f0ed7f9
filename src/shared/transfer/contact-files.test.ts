import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessLevels, type AccessLevel } from '../domain/contact';
import { groupName, isVisibleName } from '../group-name';
import { contactFormats, readContacts, writeContacts, type FileContact } from './contact-files';
import { readCsv, writeCsv } from './csv';
import { importPlan } from './import-plan';

const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter(
    (text) =>
      text === text.trim() &&
      text !== '' &&
      text !== '~' &&
      !/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(text),
  );
const local = fc.stringMatching(/^[a-z0-9][a-z0-9.]{0,10}$/u);
const contact = fc.record<FileContact, 'uri' | 'name' | 'groups'>(
  {
    uri: local.map((name) => `sip:${name}@example.com`),
    name: line,
    groups: fc.uniqueArray(line.map(groupName).filter(isVisibleName), { maxLength: 4 }),
    level: fc.constantFrom(...accessLevels),
  },
  { requiredKeys: ['uri', 'name', 'groups'] },
);
const contacts = fc.uniqueArray(contact, { maxLength: 8, selector: ({ uri }) => uri });

describe('a table', () => {
  it('is read as it was written, whatever is in it', () => {
    const cell = fc.string({ unit: 'binary', maxLength: 20 });
    // A row of nothing is no row, and one cell alone may look like a row of several.
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (table) => {
        const whole = [['a', 'b'], ...table];
        const kept = whole.filter((row) => row.some((each) => each !== ''));
        expect(readCsv(writeCsv(whole), 100)).toEqual(kept);
      }),
    );
  });

  it('has no cell that a spreadsheet would take for a formula', () => {
    const nasty = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      "'=1",
      "''=1",
      '=HYPERLINK("http://evil.example.com")',
    ];
    const text = writeCsv([['x', 'y'], nasty]);
    for (const cell of text.split('\r\n')[1]!.match(/"(?:[^"]|"")*"|[^,]+/gu) ?? []) {
      expect(cell.replace(/^"/u, '')).not.toMatch(/^[=+\-@\t\r]/u);
    }
    expect(readCsv(text, 10)[1]).toEqual(nasty);
  });

  it('stops where there is too much of it', () => {
    expect(readCsv('a,b\n'.repeat(1_000), 10)).toHaveLength(10);
  });
});

describe('contacts in a file', () => {
  it.each(contactFormats)('as %s come back as they went', (format) => {
    fc.assert(
      fc.property(contacts, (all) => {
        expect(readContacts(writeContacts(all, format))).toEqual({ contacts: all, unusable: 0, isCut: false });
      }),
    );
  });

  it('of any kind, and of no kind, never break anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), (text, isCard) => {
        const { contacts: read } = readContacts(isCard ? `BEGIN:VCARD\n${text}\nEND:VCARD` : text);
        for (const { uri, name } of read) {
          expect(uri).toMatch(/^sip:[^\s@:]+@[^\s@]+$/u);
          expect(name).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
        }
      }),
    );
  });

  it('are read from what other programs write', () => {
    const outlook = 'First Name,Last Name,E-mail Address,Categories\r\nLee,Park,lee@example.com,"Suppliers;Team"\r\n';
    expect(readContacts(outlook).contacts).toEqual([
      { uri: 'sip:lee@example.com', name: 'Lee Park', groups: ['Suppliers', 'Team'] },
    ]);
    const card = [
      'BEGIN:VCARD',
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Zo=C3=AB;;;',
      'item1.EMAIL;TYPE="a:b":zoe@example.com',
      'PHOTO;ENCODING=BASE64:AAAA',
      ' AAAA',
      'END:VCARD',
    ].join('\n');
    expect(readContacts(card).contacts).toEqual([{ uri: 'sip:zoe@example.com', name: 'Zoë Müller', groups: [] }]);
    const latin = card.replace('M=C3=BCller;Zo=C3=AB', 'M=FCller;Zo=EB').replace('UTF-8', 'ISO-8859-1');
    expect(readContacts(latin).contacts).toMatchObject([{ name: 'Zoë Müller' }]);
  });

  it.each([
    ['Name;Adresse;Gruppen', 'Jörg Müller;joerg@example.com;Hafen'],
    ['Vorname,Nachname,E-Mail-Adresse,Kategorien', 'Jörg,Müller,joerg@example.com,Hafen'],
    ['Name,Given Name,Group Membership,E-mail 1 - Value', 'Jörg Müller,Jörg,* myContacts ::: Hafen,joerg@example.com'],
    ['First Name,Last Name,Labels,E-mail 1 - Value', 'Jörg,Müller,Hafen ::: * myContacts,joerg@example.com'],
    ['الاسم,العنوان,المجموعات', 'Jörg Müller,joerg@example.com,Hafen'],
  ])('are read under the headings of other programs and languages: %s', (head, person) => {
    expect(readContacts(`${head}\n${person}\n`)).toEqual({
      contacts: [{ uri: 'sip:joerg@example.com', name: 'Jörg Müller', groups: ['Hafen'] }],
      unusable: 0,
      isCut: false,
    });
  });

  it.each(['l\ufffde@example.com', 'l\0e@example.com', 'lee@exam\u200bple.com', 'lee@example\u202e.com'])(
    'are not put where nobody can read the address: %j',
    (address) => {
      expect(readContacts(`Name,Address\nLee,${address}\n`)).toMatchObject({ contacts: [], unusable: 1 });
    },
  );

  it('without an address are counted, and doubles are one', () => {
    const text =
      'Name,Address,Groups\nNobody,,\nLee,sip:LEE@example.com,A\nLee P,lee@example.com,B\n"x\u202ey",evil@example.com,~\n';
    expect(readContacts(text)).toEqual({
      contacts: [
        { uri: 'sip:lee@example.com', name: 'Lee', groups: ['A', 'B'] },
        { uri: 'sip:evil@example.com', name: 'xy', groups: [] },
      ],
      unusable: 1,
      isCut: false,
    });
  });
});

describe('access levels in a file', () => {
  it.each(['Boss', 'Personal; Team', '400', ' '])('that are none are not taken for one: %s', (text) => {
    expect(readContacts(`Name,Address,Access level\nLee,lee@example.com,${text}\n`).contacts[0]).not.toHaveProperty(
      'level',
    );
  });

  it('of doubles that differ, the one that shows less counts', () => {
    const text = 'Name,Address,Access\nLee,lee@example.com,Personal\nLee,sip:lee@example.com,public\n';
    expect(readContacts(text).contacts).toMatchObject([{ level: 'public' }]);
  });
});

describe('the plan of an import', () => {
  it('adds whom the list lacks, and the groups that others are not in', () => {
    const now = {
      self: 'sip:dana@example.com',
      groups: new Map([[3, { id: 3, name: 'Team', isDefault: false, isDistribution: false }]]),
      accessLevels: [{ level: 'team', members: [{ type: 'uri', value: 'sip:lee@example.com' }] }] as const,
      contacts: new Map([
        ['sip:lee@example.com', { uri: 'sip:lee@example.com', name: 'Lee', groupIds: [3], tag: false }],
        ['sip:kim@example.com', { uri: 'sip:kim@example.com', name: 'Kim', groupIds: [], tag: false }],
      ]),
    };
    const file = (id: string, ...groups: string[]): FileContact => ({ uri: `sip:${id}@example.com`, name: id, groups });
    const at = (level: AccessLevel, contact: FileContact): FileContact => ({ ...contact, level });
    const plan = importPlan([file('dana'), file('lee', 'TEAM'), file('kim', 'team', 'New'), file('sam', 'new')], now);
    expect(plan).toMatchObject({
      newGroups: ['new'],
      add: [{ uri: 'sip:sam@example.com' }],
      change: [{ missing: ['team', 'New'] }],
      block: [],
      same: 2,
    });
    const levels = [
      at('team', file('lee')),
      at('blocked', file('kim')),
      at('blocked', file('sam')),
      at('team', file('jun')),
    ];
    expect(importPlan(levels, now)).toMatchObject({
      add: [{ level: 'blocked' }, { level: 'team' }],
      change: [{ contact: { name: 'kim' }, missing: [], level: 'blocked' }],
      block: [{ name: 'sam' }, { name: 'kim' }],
      same: 1,
    });
  });
});
