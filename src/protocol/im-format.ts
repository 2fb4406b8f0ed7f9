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
