// How a message's style (protocol.md 5.10) looks on our surfaces: its colour is moved, as little as needed, until it can be
// read there. Pure.
import type { MessageStyle } from '../../shared/domain/message';

/** CSS for the element that holds the text. `ground` is the colour behind it, `#rrggbb`. */
export function messageCss(style: MessageStyle | undefined, ground: string): Record<string, string> {
  if (!style) return {};
  const lines = [style.underline && 'underline', style.strike && 'line-through'].filter(Boolean).join(' ');
  return {
    ...(style.font && { fontFamily: `${cssString(style.font)}, var(--font-family)` }),
    ...(style.bold && { fontWeight: '700' }),
    ...(style.italic && { fontStyle: 'italic' }),
    ...(lines && { textDecorationLine: lines }),
    ...(style.color && { color: readableColor(style.color, ground) }),
    ...(style.rightToLeft && { direction: 'rtl', textAlign: 'start' }),
  };
}

/** The colour, mixed with black or white in steps until its contrast with the ground reaches `ratio`. */
export function readableColor(color: string, ground: string, ratio = 4.5): string {
  const from = channels(color);
  const behind = channels(ground);
  if (!from || !behind) return color;
  const target = luminance(behind) > 0.18 ? 0 : 255;
  for (let share = 0; share <= 1; share += 0.1) {
    const mixed = from.map((channel) => Math.round(channel + (target - channel) * share)) as Channels;
    if (contrast(luminance(mixed), luminance(behind)) >= ratio) return hex(mixed);
  }
  return target === 0 ? '#000000' : '#ffffff';
}

type Channels = [red: number, green: number, blue: number];

function channels(color: string): Channels | undefined {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/iu.exec(color);
  return found ? [parseInt(found[1]!, 16), parseInt(found[2]!, 16), parseInt(found[3]!, 16)] : undefined;
}

function hex(color: Channels): string {
  return `#${color.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(color: Channels): number {
  const [red, green, blue] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** A font's name comes from the wire: as a quoted CSS string it can be nothing else. */
function cssString(text: string): string {
  return `"${text.replace(/[^\p{L}\p{N} ._-]/gu, '')}"`;
}
