// Which key a shortcut means. Pure.

/**
 * The sign that the key writes; where that is a letter of another script, the one that stands there on a Latin keyboard: Ctrl+B is
 * pressed in the same place, whether it writes `b`, `и`, `β` or `נ`. A Latin layout of its own (AZERTY, Dvorak) keeps its signs.
 */
export function shortcutKey({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  const isOtherScript = /[\p{L}\p{M}]/u.test(key) && !/\p{Script=Latin}/u.test(key);
  return (isOtherScript ? latinSign(code) : undefined) ?? key.toLowerCase();
}

function latinSign(code: string): string | undefined {
  if (code === 'Comma') return ',';
  return /^Key([A-Z])$/u.exec(code)?.[1]?.toLowerCase();
}
