// How systems write the accent colour that somebody chose there, read as `#rrggbb`. Pure. What comes may be anything.

/** `rrggbbaa`, as Electron has it of Windows and macOS. */
export function readRgba(written: string): string | undefined {
  const digits = /^([0-9a-f]{6})(?:[0-9a-f]{2})?$/iu.exec(written)?.[1];
  return digits === undefined ? undefined : `#${digits.toLowerCase()}`;
}

/** Red, green and blue from 0 to 1, as the portal of Linux desktops has it; anything beyond that means that nobody chose one. */
export function readPortalColor(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length !== 3) return undefined;
  const parts = value.map((part: unknown) => (typeof part === 'number' && part >= 0 && part <= 1 ? part : undefined));
  if (parts.includes(undefined)) return undefined;
  return `#${parts
    .map((part) =>
      Math.round((part ?? 0) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
