// The images of the tray, as they are: seen on a dark and on a light task bar, and on macOS a shape alone, which the system colours.
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { trayIcons } from './tray-menu';

const folder = resolve(import.meta.dirname, '../../../resources/tray');
type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

/** Of a PNG with eight bits for each of four channels, not interlaced: as scripts draw these. */
function pixelsOf(file: string): Pixel[] {
  const png = readFileSync(resolve(folder, file));
  const width = png.readUInt32BE(16);
  expect([...png.subarray(24, 29)], file).toEqual([8, 6, 0, 0, 0]);
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const data = inflateSync(Buffer.concat(parts));
  const stride = width * 4;
  const lines = data.length / (stride + 1);
  const out = new Uint8Array(lines * stride);
  for (let y = 0; y < lines; y += 1) {
    const filter = data[y * (stride + 1)]!;
    for (let x = 0; x < stride; x += 1) {
      const left = x >= 4 ? out[y * stride + x - 4]! : 0;
      const up = y > 0 ? out[(y - 1) * stride + x]! : 0;
      const corner = x >= 4 && y > 0 ? out[(y - 1) * stride + x - 4]! : 0;
      const guess = [0, left, up, Math.floor((left + up) / 2), paeth(left, up, corner)][filter]!;
      out[y * stride + x] = data[y * (stride + 1) + 1 + x]! + guess;
    }
  }
  return Array.from({ length: out.length / 4 }, (_, n) => [...out.subarray(n * 4, n * 4 + 4)] as unknown as Pixel);
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function luminance([red, green, blue]: readonly number[]): number {
  const linear = [red!, green!, blue!].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Of the whole opaque part the colour that most of it has. */
function mainColour(pixels: readonly Pixel[]): readonly number[] {
  const counts = new Map<string, number>();
  for (const [red, green, blue, alpha] of pixels) {
    if (alpha > 250) counts.set(`${red},${green},${blue}`, (counts.get(`${red},${green},${blue}`) ?? 0) + 1);
  }
  const [colour = ''] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return colour.split(',').map(Number);
}

/** As Windows draws its task bar, dark and light. */
const grounds = { dark: [32, 32, 32], light: [243, 243, 243] } as const;

describe('the images of the tray', () => {
  it.each(trayIcons.flatMap((icon) => [icon, `${icon}-unread`]))('%s is seen on both task bars', (icon) => {
    const colour = mainColour(pixelsOf(`${icon}-32.png`));
    for (const [name, ground] of Object.entries(grounds)) {
      expect(contrast(colour, ground), `${colour.join(' ')} on ${name}`).toBeGreaterThan(3);
    }
  });

  it('of macOS are black shapes and nothing else', () => {
    const templates = readdirSync(folder).filter((name) => name.startsWith('template-'));
    expect(templates.length).toBe(6);
    for (const name of templates) {
      const seen = pixelsOf(name).filter(([, , , alpha]) => alpha > 0);
      expect(seen.length, name).toBeGreaterThan(20);
      expect(new Set(seen.map(([red, green, blue]) => `${red} ${green} ${blue}`)), name).toEqual(new Set(['0 0 0']));
      expect(new Set(seen.map(([, , , alpha]) => alpha)).size, name).toBeGreaterThan(1);
    }
  });
});
