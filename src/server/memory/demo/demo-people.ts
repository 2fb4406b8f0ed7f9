// The people of the demo: a team of example.com that the server plays itself, and Dana, who tries it. All invented.
import type { publishedAvailability } from '../../../protocol/availability';
import type { ImFormat } from '../../../protocol/im-format';
import type { PersonRecord } from '../directory/person-record';

export type DemoAvailability = keyof typeof publishedAvailability;

export interface DemoPresence {
  readonly availability: DemoAvailability;
  /** A token of protocol.md 5.2. */
  readonly activity?: string;
  readonly note?: string;
}

/** How one of them is. */
export interface Persona {
  readonly record: PersonRecord;
  /** Presence at the start, and what it changes to now and then; one alone never changes. */
  readonly presences: readonly [DemoPresence, ...DemoPresence[]];
  /** How the messages look; what is left out is plain. */
  readonly look: Partial<ImFormat>;
  /** `absent`: never signed in. */
  readonly manner: 'answers' | 'declines' | 'absent';
  /** Starts conversations. */
  readonly invites?: boolean;
  /** Rings now and then. */
  readonly calls?: boolean;
  /** Shows the visitor as much as the own team. */
  readonly confides?: boolean;
}

interface Card {
  readonly name: string;
  readonly title: string;
  readonly office: string;
  readonly phone: string;
  readonly mobile?: string;
  readonly company?: string;
  /** Where it is not the address. */
  readonly email?: string;
}

function person(id: string, { name, title, office, phone, mobile, company, email }: Card): PersonRecord {
  return {
    uri: `sip:${id}@example.com`,
    user: `EXAMPLE\\${id}`,
    name,
    title,
    office,
    company: company ?? 'Example Works',
    email: email ?? `${id}@example.com`,
    phones: [
      { type: 'work', number: phone },
      ...(mobile === undefined ? [] : [{ type: 'mobile' as const, number: mobile }]),
    ],
  };
}

export const personas: readonly Persona[] = [
  {
    record: person('lee', {
      name: 'Lee Park',
      title: 'Delivery planner',
      office: 'Gate 4',
      phone: '+1 202 555 0141',
    }),
    presences: [
      { availability: 'online', note: 'Noon slot is still free' },
      { availability: 'busy', activity: 'on-the-phone' },
      { availability: 'online', note: 'Two trucks early today 🚚' },
    ],
    look: { font: 'Verdana', bold: true, color: '#1f4fd8' },
    manner: 'answers',
    invites: true,
  },
  {
    record: person('mei', {
      name: 'Mei Tanaka 田中 芽衣',
      title: 'Quality engineer',
      office: 'Lab 2',
      phone: '+1 202 555 0102',
      mobile: '+1 202 555 0103',
    }),
    presences: [
      { availability: 'online', note: 'Samples 1–40 look good ✅' },
      { availability: 'online-inactive' },
      { availability: 'busy', activity: 'in-a-meeting', note: 'Sample review until three' },
    ],
    look: { font: 'Segoe UI', color: '#0b7a4b' },
    manner: 'answers',
    confides: true,
    invites: true,
  },
  {
    record: person('tom', {
      name: 'Tom Whitaker',
      title: 'IT support',
      office: 'Basement, where else',
      phone: '+1 202 555 0177',
      mobile: '+1 202 555 0178',
    }),
    presences: [
      { availability: 'online', note: 'Yes, I have tried switching it off and on' },
      { availability: 'busy', activity: 'on-the-phone' },
      { availability: 'be-right-back', note: 'Changing toner on floor 3' },
    ],
    look: { font: 'Consolas', pitch: 'fixed', family: 'modern', color: '#444444' },
    manner: 'answers',
    confides: true,
    invites: true,
  },
  {
    record: person('chloe', {
      name: 'Chloé Martin',
      title: 'Designer',
      office: 'Studio',
      phone: '+1 202 555 0119',
    }),
    presences: [
      { availability: 'online', note: 'New labels are on the shared drive' },
      { availability: 'away', note: 'Sketching outside' },
    ],
    look: { font: 'Georgia', family: 'roman', italic: true, color: '#b0268f' },
    manner: 'answers',
    invites: true,
  },
  {
    record: person('amira', {
      name: 'أميرة حداد',
      title: 'Translator',
      office: 'Beirut',
      phone: '+1 202 555 0163',
    }),
    presences: [{ availability: 'online', note: 'أهلاً وسهلاً' }, { availability: 'online-inactive' }],
    look: { font: 'Tahoma', charset: 0xb2, color: '#7a3b00', rightToLeft: true },
    manner: 'answers',
    invites: true,
  },
  {
    record: person('kim', {
      name: 'Kim Okafor',
      title: 'Warehouse lead',
      office: 'Hall B',
      phone: '+1 202 555 0128',
    }),
    presences: [
      { availability: 'busy', note: 'Stock-taking until four' },
      { availability: 'online', note: 'Stock-taking done. 12,408 boxes.' },
    ],
    look: { font: 'Trebuchet MS', color: '#005f73' },
    manner: 'answers',
    invites: true,
  },
  {
    record: person('marcus', {
      name: 'Marcus Boateng',
      title: 'Safety officer',
      office: 'Control room',
      phone: '+1 202 555 0185',
    }),
    presences: [
      { availability: 'online-inactive', note: '214 days without an accident' },
      { availability: 'online', note: '214 days without an accident' },
    ],
    look: { font: 'Arial', bold: true, underline: true, color: '#a32020' },
    manner: 'answers',
  },
  {
    record: person('jonas', {
      name: 'Jonas Lindqvist',
      title: 'Maintenance',
      office: 'Workshop',
      phone: '+1 202 555 0150',
    }),
    presences: [
      { availability: 'busy', activity: 'on-the-phone', note: 'Pump 7 again' },
      { availability: 'online', note: 'Pump 7 runs' },
    ],
    look: { font: 'Calibri' },
    manner: 'answers',
  },
  {
    record: person('elena', {
      name: 'Елена Петрова',
      title: 'Purchasing',
      office: 'Room 212',
      phone: '+1 202 555 0136',
    }),
    presences: [{ availability: 'away', note: 'Back after lunch' }, { availability: 'online' }],
    look: { font: 'Cambria', family: 'roman', charset: 0xcc, color: '#3c2a91' },
    manner: 'answers',
  },
  {
    record: person('rosa', {
      name: 'Rosa Delgado',
      title: 'People and culture',
      office: 'Room 105',
      phone: '+1 202 555 0198',
    }),
    presences: [{ availability: 'be-right-back', note: 'Coffee ☕' }, { availability: 'online' }],
    look: { font: 'Comic Sans MS', family: 'script', color: '#c2571a' },
    manner: 'answers',
  },
  {
    record: person('grace', {
      name: 'Grace Adeyemi',
      title: 'Reception',
      office: 'Front desk',
      phone: '+1 202 555 0100',
    }),
    presences: [{ availability: 'online', note: 'A parcel for you at the front desk' }, { availability: 'online' }],
    look: { font: 'Segoe UI', color: '#8a1c5b' },
    manner: 'answers',
    calls: true,
  },
  {
    record: person('priya', {
      name: 'Priya Raman',
      title: 'Project lead',
      office: 'Room 301',
      phone: '+1 202 555 0107',
    }),
    presences: [
      {
        availability: 'do-not-disturb',
        activity: 'urgent-interruptions-only',
        note: 'Writing the report. Tomorrow, gladly.',
      },
    ],
    look: {},
    manner: 'declines',
  },
  {
    record: person('henrik', {
      name: 'Henrik Vogel',
      title: 'Finance',
      office: 'Room 310',
      phone: '+1 202 555 0192',
    }),
    presences: [{ availability: 'away', activity: 'out-of-office', note: 'On leave until Monday' }],
    look: { font: 'Times New Roman', family: 'roman', strikethrough: false },
    manner: 'declines',
  },
  {
    record: person('soren', {
      name: 'Søren Holm',
      title: 'Night shift',
      office: 'Control room',
      phone: '+1 202 555 0173',
    }),
    presences: [{ availability: 'offline' }],
    look: {},
    manner: 'absent',
  },
];

const stranger = (id: string, card: Card, ...presences: Persona['presences']): Persona => ({
  record: person(id, card),
  presences,
  look: {},
  manner: 'answers',
});

/** On nobody's list: somebody to find by first name, by last name, by what they are called, and by mail alone. */
export const strangers: readonly Persona[] = [
  stranger(
    'nadia',
    { name: 'Nadia Ferreira', title: 'Crane operator', office: 'Pier 4', phone: '+1 202 555 0120' },
    { availability: 'online' },
  ),
  stranger(
    'sam.roth',
    { name: 'Sam Roth', title: 'Harbour pilot', office: 'Pilot house', phone: '+1 202 555 0121' },
    { availability: 'busy', activity: 'in-a-meeting' },
  ),
  stranger(
    'sam.oduya',
    { name: 'Samira Oduya', title: 'Customs', office: 'Room 12', phone: '+1 202 555 0122' },
    { availability: 'away' },
  ),
  stranger(
    'jun',
    { name: 'Jun Ito 伊藤 潤', title: 'Naval architect', office: 'Studio', phone: '+1 202 555 0123' },
    { availability: 'online' },
  ),
  stranger(
    'noor',
    { name: 'Noor Haddad', title: 'Night shift', office: 'Control room', phone: '+1 202 555 0124' },
    { availability: 'online', note: 'On the water' },
  ),
  stranger(
    'u1047',
    {
      name: 'Beatriz Almeida',
      title: 'Buildings',
      office: 'Room 3',
      phone: '+1 202 555 0125',
      email: 'facilities@example.com',
    },
    { availability: 'online' },
  ),
];

export const demoPeople: readonly PersonRecord[] = [...personas, ...strangers].map(({ record }) => record);

const at = (...ids: readonly string[]): readonly string[] => ids.map((id) => `sip:${id}@example.com`);

export const demoVisitorUri = 'sip:dana@example.com';

/** The person who tries the demo. */
export function demoVisitor(password: string): PersonRecord {
  return {
    ...person('dana', {
      name: 'Dana Reyes',
      title: 'Operations',
      office: 'Room 208',
      phone: '+1 202 555 0114',
    }),
    phones: [
      { type: 'work', number: '+1 202 555 0114' },
      { type: 'mobile', number: '+1 202 555 0115' },
    ],
    password,
    groups: {
      'My team': at('mei', 'tom', 'chloe', 'priya', 'kim'),
      Suppliers: at('lee', 'elena'),
      'Site and safety': at('marcus', 'jonas', 'soren', 'grace'),
    },
    contacts: at('amira', 'rosa', 'henrik'),
  };
}
