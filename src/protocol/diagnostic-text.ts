// Words that tell a developer what went wrong (`detail`, `reason`, a stack): shown, logged, and put together with others, but never
// answered. So many of them are enough; a server that sends more is not to fill the log with them (our choice).
const maxLength = 500;

/** The beginning, and a sign that more was there. Never for what people say to each other. */
export function diagnosticText(text: string): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength - 1);
  // Half a character is none.
  return `${/[\uD800-\uDBFF]$/u.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** The beginning of a name that nobody knows, which is a name as well. */
export function diagnosticName(name: string): string {
  return name.length <= maxLength ? name : [...name.slice(0, maxLength + 1)].slice(0, -1).join('');
}
