// Words to plant wherever something private can stand, and to look for where nothing private may be: as they are, and in the forms
// that programs give to a text.

export const planted = {
  name: 'Xanthippe Quillfeather',
  uri: 'sip:xanthippe.quill@vexillum-plant.example',
  account: 'VEXILLUM\\xquill',
  password: 'hush!Plover#42',
  ticket: 'TK-zephyr9041-ambrose',
  cookie: 'MRHSession=quagga77aardvark',
  host: 'gateway7.vexillum-plant.example',
  subject: 'Borogove budget',
  message: 'Meet me at the wabecrane',
  home: '/home/xquill/mome-raths',
  folder: 'C:\\Users\\xquill\\outgrabe',
  group: 'Frabjous crew',
  note: 'Gyring until four',
  phone: '+1 555 013 7788',
  location: 'Tulgey wood, shed 4',
} as const;

const everything = Object.values(planted).join(', ');

/** What a careless server would say: all of them, in several forms. */
export const plantedText = [
  everything,
  `password ${planted.password}`,
  `basic ${Buffer.from(`${planted.account}:${planted.password}`).toString('base64')}`,
  encodeURIComponent(everything),
  everything.toUpperCase(),
].join(' ');

/** The same on several lines, a word broken by each: for where line breaks can stand. */
export const plantedLines = `${plantedText}\n    at ${planted.name} (${planted.home}/quillfeather.js:1:2)\n${everything.replace(/(.{3})/gu, '$1\n')}`;

const needles = [
  'xanthippe',
  'quill',
  'vexillum',
  'plover',
  'zephyr',
  'quagga',
  'gateway7',
  'borogove',
  'wabecrane',
  'momeraths',
  'outgrabe',
  'frabjous',
  'gyring',
  '5550137788',
  'tulgey',
];

/** Those of the planted words that a text tells, whatever form it tells them in. */
export function planteds(text: string): string[] {
  const forms = [text, decoded(text), ...base64In(text), ...hexIn(text)].map((form) =>
    form.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
  );
  return needles.filter((needle) => forms.some((form) => form.includes(needle)));
}

function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/giu, (bytes) =>
    Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

function base64In(text: string): string[] {
  const pieces = [text, text.replace(/\s/gu, '')].flatMap((form) => form.match(/[A-Za-z0-9+/_-]{12,}/gu) ?? []);
  // A piece may begin in the middle of one.
  return pieces.flatMap((piece) =>
    [0, 1, 2, 3].map((from) => Buffer.from(piece.slice(from), 'base64').toString('utf8')),
  );
}

function hexIn(text: string): string[] {
  return (text.match(/(?:[0-9a-f]{2}){8,}/giu) ?? []).map((piece) => Buffer.from(piece, 'hex').toString('utf8'));
}
