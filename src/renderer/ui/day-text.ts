// A day in words. Pure.

/** Nothing for what is no day: the dates of a stranger's certificate may say anything. */
export function dayText(locale: string, atMs: number): string {
  const date = new Date(atMs);
  if (typeof atMs !== 'number' || Number.isNaN(date.getTime())) return '';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(date);
}
