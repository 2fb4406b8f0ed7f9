// Links leave Parley for the person's own browser or mail program, and only as addresses of those.

const openable = new Set(['https:', 'http:', 'mailto:']);
const maxLength = 2_048;

/** The address in its normal form if it may be opened. */
export function openableLink(text: string): string | undefined {
  if (text.length > maxLength || /[\u0000-\u0020\u007f]/u.test(text)) return undefined;
  try {
    const url = new URL(text);
    // `https://bank.example@evil.example/` shows one host and opens another.
    if (!openable.has(url.protocol) || url.username !== '' || url.password !== '') return undefined;
    return url.href;
  } catch {
    return undefined;
  }
}
