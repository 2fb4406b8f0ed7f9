// Breaks a document somewhere: what a bad writer, a cut connection or a hostile peer would do.

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const pieces = [
  ...[
    '<',
    '>',
    '/',
    '/>',
    '</',
    '=',
    '"',
    "'",
    '&',
    ';',
    ' ',
    '\n',
    '\u0000',
    '\uD800',
    '\uFFFF',
    '\uFEFF',
    '-1',
    '1e9',
  ],
  ...['&#0;', '&#xD800;', '&#x110000;', '&#99999999999;', '&amp;', '&lt;', '&nbsp;', '&#xA', '&a.b;'],
  ...[
    '<!DOCTYPE x>',
    '<!ENTITY a "b">',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?',
    '?>',
    '<![CDATA[<a>]]>',
    '<!-- a -->',
  ],
  ...[
    '<a b="1" b="2">',
    '<a b="/>">',
    '<x:y>',
    '<x:y/>',
    '</a>',
    '<a>'.repeat(70),
    ' a="1"'.repeat(70),
    ' xmlns="urn:a"',
  ],
  ...[
    '&#55357;&#56832;',
    '&#xD83D;&#56832;',
    '&#xDE00;',
    'R&D',
    ' & ',
    '&#65',
    '<3',
    '</3',
    '< ',
    '<b>',
    '</b>',
    '<b c=1>',
  ],
  ...[
    '<constructor/>',
    '<__proto__ toString="1">',
    '</__proto__>',
    ' constructor="1"',
    ' __proto__="&nbsp;"',
    '<a:b:c/>',
  ],
  ...[
    '<\u{10000}/>',
    ' \u{20BB7}="1"',
    'b\u1680c',
    '<content>',
    '</content>',
    '</conference>',
    '</cwaEvents>',
    ' eid="7"',
  ],
  ...['__proto__', 'constructor', 'toString', 'sip:', 'tel:', '@', 'xmlns:x=""', ' xmlns:x="urn:x"', 'x:', 'xsi:type'],
  ...[
    'true',
    'False',
    '0',
    '0012',
    '99999999999999999999',
    '18500',
    'NaN',
    'é',
    '😀',
    '\u202E',
    '%20',
    'X-MMS-IM-Format:',
    'CO=',
  ],
] as const;

/** One change, somewhere. */
export function mutate(document: string, random: Random): string {
  const upTo = (end: number): number => Math.floor(random() * end);
  const at = upTo(document.length + 1);
  const length = random() < 0.5 ? upTo(4) : upTo(60);
  const head = document.slice(0, at);
  const tail = document.slice(at + length);
  switch (upTo(6)) {
    case 0:
      return head;
    case 1:
      return head + tail;
    case 2:
      return head + document.slice(at, at + length).repeat(2) + tail;
    case 3:
      return head + document.slice(upTo(document.length)).slice(0, length) + document.slice(at);
    case 4:
      return head + String.fromCharCode(upTo(0x10000)) + document.slice(at + 1);
    default:
      return head + (pieces[upTo(pieces.length)] ?? '') + (random() < 0.5 ? document.slice(at) : tail);
  }
}
