// Keeps the colours that people choose readable on the theme's own grounds (WCAG 2.2, 1.4.3). Pure.
// Hue and saturation stay, only the lightness moves: blue stays blue on a dark ground, it only shines more.

/** The ratio that text of ordinary size needs. */
export const readableContrast = 4.5;

export type Rgb = readonly [red: number, green: number, blue: number];

/** `#rrggbb` or `#rgb`; anything else is no colour. */
export function parseHex(color: string): Rgb | undefined {
  const digits = /^#([0-9a-f]{6}|[0-9a-f]{3})$/iu.exec(color.trim())?.[1];
  if (digits === undefined) return undefined;
  const full = digits.length === 3 ? digits.replace(/./gu, '$&$&') : digits;
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)) as unknown as Rgb;
}

/** 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/**
 * The colour, moved in lightness only as far as it must be to be read on the ground. Nothing for what is no colour, and for
 * plain black: many clients write it with every message and mean "the usual one".
 */
export function readableColor(color: string, ground: string): string | undefined {
  const wanted = parseHex(color);
  const back = parseHex(ground);
  if (!wanted || wanted.every((part) => part === 0)) return undefined;
  if (!back || contrast(wanted, back) >= readableContrast) return toHex(wanted);

  const [hue, saturation, lightness] = toHsl(wanted);
  const isDarkGround = contrast(back, [255, 255, 255]) > contrast(back, [0, 0, 0]);
  // Contrast only grows on the way from the colour to the far end, so the nearest readable one is found by halving.
  let unreadable = lightness;
  let readable = isDarkGround ? 1 : 0;
  for (let step = 0; step < 16; step += 1) {
    const middle = (unreadable + readable) / 2;
    // Judged as it will be shown, in whole numbers.
    const shown = toRgb(hue, saturation, middle);
    if (contrast(shown, back) >= readableContrast) readable = middle;
    else unreadable = middle;
  }
  return toHex(toRgb(hue, saturation, readable));
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Hue from 0 to 6, saturation and lightness from 0 to 1. */
export function toHsl(color: Rgb): readonly [hue: number, saturation: number, lightness: number] {
  const [red, green, blue] = color.map((part) => part / 255) as unknown as Rgb;
  const high = Math.max(red, green, blue);
  const low = Math.min(red, green, blue);
  const lightness = (high + low) / 2;
  const range = high - low;
  if (range === 0) return [0, 0, lightness];
  const saturation = range / (1 - Math.abs(2 * lightness - 1));
  if (high === red) return [((green - blue) / range + 6) % 6, saturation, lightness];
  if (high === green) return [(blue - red) / range + 2, saturation, lightness];
  return [(red - green) / range + 4, saturation, lightness];
}

export function toRgb(hue: number, saturation: number, lightness: number): Rgb {
  const chroma = (1 - Math.abs(2 * lightness - 1)) * saturation;
  const base = lightness - chroma / 2;
  const second = chroma * (1 - Math.abs((hue % 2) - 1));
  const sectors: readonly Rgb[] = [
    [chroma, second, 0],
    [second, chroma, 0],
    [0, chroma, second],
    [0, second, chroma],
    [second, 0, chroma],
    [chroma, 0, second],
  ];
  const sector = sectors[Math.floor(hue) % 6] ?? [0, 0, 0];
  return sector.map((part) => Math.min(255, Math.max(0, Math.round((part + base) * 255)))) as unknown as Rgb;
}

export function toHex(color: Rgb): string {
  return `#${color.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
