// The tokens of another accent colour, made of those of Parley's own: another hue at the same luminance. Contrast is a matter of
// luminance alone, so whatever can be read in the one can be read in the others. Pure.
import type { Accent } from '../../shared/appearance';
import { contrast, parseHex, toHex, toHsl, toRgb, type Rgb } from '../message/contrast';

/** Tokens of tokens.css that have the hue of the accent. */
export const accentTokenNames = [
  '--accent',
  '--accent-hover',
  '--accent-active',
  '--accent-soft',
  '--accent-text',
  '--selection',
  '--surface-selected',
  '--bubble-own',
  '--bubble-own-text',
  '--focus',
] as const;
export type AccentTokens = Readonly<Partial<Record<string, string>>>;

interface Tint {
  /** From 0 to 6, as `toHsl` has it. */
  readonly hue: number;
  /** How colourful, against Parley's own. */
  readonly share: number;
}

/** Parley's own has none: its tokens stay as they are written. */
export const tints: Readonly<Record<Exclude<Accent, 'teal'>, Tint>> = {
  blue: { hue: 3.55, share: 1 },
  violet: { hue: 4.4, share: 0.95 },
  rose: { hue: 5.6, share: 0.8 },
  copper: { hue: 0.4, share: 0.85 },
  graphite: { hue: 3.5, share: 0.15 },
};

/** That of a colour which somebody chose elsewhere, whatever it is: its lightness is for the theme to say. */
export function tintOf(color: string): Tint | undefined {
  const rgb = parseHex(color);
  if (!rgb) return undefined;
  const [hue, saturation] = toHsl(rgb);
  // Next to black and white a trace of colour counts as much of it.
  const chroma = (Math.max(...rgb) - Math.min(...rgb)) / 255;
  return { hue, share: Math.min(saturation, 4 * chroma) };
}

/** @param own what Parley's own tokens are now, by name; what is no `#rrggbb` is passed over */
export function tinted(own: AccentTokens, { hue, share }: Tint): AccentTokens {
  return Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) => {
      const color = parseHex(value ?? '');
      return color ? [[name, toHex(sameLight(color, hue, share))] as const] : [];
    }),
  );
}

const black: Rgb = [0, 0, 0];

function sameLight(color: Rgb, hue: number, share: number): Rgb {
  const [, saturation] = toHsl(color);
  const wanted = contrast(color, black);
  let [darker, lighter] = [0, 1];
  for (let step = 0; step < 16; step += 1) {
    const middle = (darker + lighter) / 2;
    if (contrast(toRgb(hue, saturation * share, middle), black) < wanted) darker = middle;
    else lighter = middle;
  }
  return toRgb(hue, saturation * share, lighter);
}
