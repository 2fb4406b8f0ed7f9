// The IM format string, `X-MMS-IM-Format: FN=…; EF=…; CO=…; CS=…; PF=…; RL=…` (protocol.md 5.10).

/** Pitch, the second hexadecimal digit of `PF`. */
export type FontPitch = 'default' | 'fixed' | 'variable';
/** Family, the first hexadecimal digit of `PF`. */
export type FontFamily = 'any' | 'roman' | 'swiss' | 'modern' | 'script' | 'decorative';

/** How a whole message looks; the protocol knows no formatting of parts of a message and no size. */
export interface ImFormat {
  /** Font name, e.g. `Segoe UI`; absent: the reader's default. */
  readonly font?: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strikethrough: boolean;
  /** `#rrggbb` in lower case; on the wire the order is blue-green-red. */
  readonly color: string;
  /** Windows charset number, 0–255. */
  readonly charset: number;
  readonly pitch: FontPitch;
  readonly family: FontFamily;
  readonly rightToLeft: boolean;
}

export const plainImFormat: ImFormat = {
  bold: false,
  italic: false,
  underline: false,
  strikethrough: false,
  color: '#000000',
  charset: 0,
  pitch: 'default',
  family: 'any',
  rightToLeft: false,
};

const prefix = 'X-MMS-IM-Format:';
const families: readonly FontFamily[] = ['any', 'roman', 'swiss', 'modern', 'script', 'decorative'];
const pitches: readonly FontPitch[] = ['default', 'fixed', 'variable'];

/** Upper-case names in the order FN, EF, CO, CS, PF, RL; RL only when used. */
export function encodeImFormat(format: ImFormat): string {
  const effects = `${format.bold ? 'B' : ''}${format.italic ? 'I' : ''}${format.underline ? 'U' : ''}${format.strikethrough ? 'S' : ''}`;
  const parts = [
    `FN=${(format.font ?? '').replace(/;/gu, '').replace(/ /gu, '%20')}`,
    `EF=${effects}`,
    `CO=${swapColor(format.color.replace('#', ''))
      .replace(/^0+(?=.)/u, '')
      .toUpperCase()}`,
    `CS=${format.charset.toString(16).toUpperCase()}`,
    `PF=${families.indexOf(format.family).toString(16)}${pitches.indexOf(format.pitch).toString(16)}`,
  ];
  if (format.rightToLeft) parts.push('RL=1');
  return `${prefix} ${parts.join('; ')}`;
}

/** Red-green-blue to blue-green-red and back. */
function swapColor(hex: string): string {
  return hex.slice(4, 6) + hex.slice(2, 4) + hex.slice(0, 2);
}

/** Undefined when it is no format string (7.2). */
export function decodeImFormat(text: string): ImFormat | undefined {
  const trimmed = text.trim().replace(/\]$/u, '');
  const hasPrefix = trimmed.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase();
  const body = hasPrefix ? trimmed.slice(prefix.length) : trimmed;
  const values = new Map<string, string>();
  for (const part of body.split(';')) {
    const at = part.indexOf('=');
    if (at > 0) values.set(part.slice(0, at).trim().toUpperCase(), part.slice(at + 1).trim());
  }
  if (!hasPrefix && !['FN', 'EF', 'CO', 'CS', 'PF'].some((name) => values.has(name))) return undefined;
  const effects = (values.get('EF') ?? '').toUpperCase();
  const font = (values.get('FN') ?? '').replace(/%20/gu, ' ').trim();
  const color = /^[0-9a-f]{1,6}/iu
    .exec(values.get('CO') ?? '')?.[0]
    ?.padStart(6, '0')
    .toLowerCase();
  const charset = parseInt(/^[0-9a-f]{1,2}/iu.exec(values.get('CS') ?? '')?.[0] ?? '0', 16);
  const pitchAndFamily = /^[0-9a-f]{1,2}/iu.exec(values.get('PF') ?? '')?.[0]?.padStart(2, '0') ?? '00';
  return {
    ...(font !== '' && { font }),
    bold: effects.includes('B'),
    italic: effects.includes('I'),
    underline: effects.includes('U'),
    strikethrough: effects.includes('S'),
    color: color === undefined ? plainImFormat.color : `#${swapColor(color)}`,
    charset,
    family: families[parseInt(pitchAndFamily[0] ?? '0', 16)] ?? 'any',
    pitch: pitches[parseInt(pitchAndFamily[1] ?? '0', 16)] ?? 'default',
    rightToLeft: values.get('RL') === '1',
  };
}
