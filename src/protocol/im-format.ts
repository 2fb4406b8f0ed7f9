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
const names = ['FN', 'EF', 'CO', 'CS', 'PF', 'RL'] as const;
type Name = (typeof names)[number];

/** Windows has 32 characters for the name of a font; twice that leaves room for whatever else there may be. */
const maxFontLength = 64;

/** Upper-case names in the order FN, EF, CO, CS, PF, RL; RL only when used. A field that is out of its range is written plain. */
export function encodeImFormat(format: ImFormat): string {
  const { bold, italic, underline, strikethrough, charset } = format;
  const family = Math.max(0, families.indexOf(format.family));
  const pitch = Math.max(0, pitches.indexOf(format.pitch));
  const isCharset = Number.isInteger(charset) && charset >= 0 && charset <= 0xff;
  const parts = [
    `FN=${encodeFont(format.font ?? '')}`,
    `EF=${bold ? 'B' : ''}${italic ? 'I' : ''}${underline ? 'U' : ''}${strikethrough ? 'S' : ''}`,
    `CO=${encodeColor(format.color)}`,
    `CS=${(isCharset ? charset : 0).toString(16).toUpperCase()}`,
    `PF=${((family << 4) | pitch).toString(16).toUpperCase()}`,
  ];
  if (format.rightToLeft) parts.push('RL=1');
  return `${prefix} ${parts.join('; ')}`;
}

/** Only blanks are escaped; what would end the value or the line has no place in it. */
function encodeFont(font: string): string {
  const name = font.replace(/[;\p{Cc}]/gu, '').trim();
  return name.length > maxFontLength ? '' : name.replace(/ /gu, '%20');
}

/** `#rrggbb` as blue-green-red without leading zeros. */
function encodeColor(color: string): string {
  const hex = /^#([\da-f]{6})$/iu.exec(color)?.[1] ?? '000000';
  return parseInt(swapColor(hex), 16).toString(16).toUpperCase();
}

/** Red-green-blue to blue-green-red and back. */
function swapColor(hex: string): string {
  return hex.slice(4, 6) + hex.slice(2, 4) + hex.slice(0, 2);
}

/** Undefined when it is no format string (7.2). Unknown names and bad values do not count. */
export function decodeImFormat(text: string): ImFormat | undefined {
  const trimmed = text.trim().replace(/\]$/u, '');
  const hasPrefix = trimmed.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase();
  const parts = (hasPrefix ? trimmed.slice(prefix.length) : trimmed).split(';').map(splitPart);
  // Without its prefix it has to begin as one, so that no MIME type with parameters is taken for it.
  if (!hasPrefix && parts[0]?.name === undefined) return undefined;
  const values: { [K in Name]?: string } = {};
  for (const { name, value } of parts) if (name !== undefined) values[name] = value;
  const effects = (values.EF ?? '').toUpperCase();
  const font = decodeFont(values.FN ?? '');
  const color = hexValue(values.CO, 6);
  const pitchAndFamily = hexValue(values.PF, 2) ?? 0;
  return {
    ...(font !== undefined && { font }),
    bold: effects.includes('B'),
    italic: effects.includes('I'),
    underline: effects.includes('U'),
    strikethrough: effects.includes('S'),
    color: color === undefined ? plainImFormat.color : `#${swapColor(color.toString(16).padStart(6, '0'))}`,
    charset: hexValue(values.CS, 2) ?? plainImFormat.charset,
    family: families[pitchAndFamily >> 4] ?? plainImFormat.family,
    pitch: pitches[pitchAndFamily & 0xf] ?? plainImFormat.pitch,
    rightToLeft: values.RL === '1',
  };
}

function splitPart(part: string): { readonly name: Name | undefined; readonly value: string } {
  const at = part.indexOf('=');
  const written = part.slice(0, Math.max(0, at)).trim().toUpperCase();
  return { name: names.find((name) => name === written), value: part.slice(at + 1).trim() };
}

function decodeFont(value: string): string | undefined {
  const font = value
    .slice(0, 3 * maxFontLength)
    .replace(/%20/gu, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();
  return font === '' || font.length > maxFontLength ? undefined : font;
}

function hexValue(value: string | undefined, maxDigits: number): number | undefined {
  const digits = /^[\da-f]+/iu.exec(value?.slice(0, maxDigits + 1) ?? '')?.[0];
  return digits === undefined || digits.length > maxDigits ? undefined : parseInt(digits, 16);
}
