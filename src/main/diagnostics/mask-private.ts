// Takes out of a log line what is nobody's business: secrets, addresses, names of accounts, and what people wrote. Applied at
// the logger, so that no call site can forget it. Pure.
import { createHash } from 'node:crypto';

/** Elements of the protocol whose content is a secret or somebody's words (protocol.md 1.3, 3.5, 3.8, 4.8, 5.6). */
const privateElements = 'user|password|content|subject|signInData|displayName|email|body|userNotice|from|stackTrace';
/** Attributes and headers likewise. */
const privateNames =
  'cwa-ticket|authorization|www-authenticate|cookie|set-cookie|password|ticket|name|displayName|phone|email';

/**
 * None of these looks at a character more than a fixed number of times: what is not ended takes all that follows with it, and what
 * begins at every sign of a run begins at its first.
 */
const elementPattern = new RegExp(`(<(?:\\w+:)?(?:${privateElements})\\b[^>]*)(>[^<]+)?`, 'giu');
const namePattern = new RegExp(`\\b(${privateNames})(["']?\\s*[:=]\\s*)("[^"]*"?|'[^']*'?|[^\\s,;&>]+)`, 'giu');
const addressPattern = /(?<![\w.+-])(?:(?:sips?|mailto):)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu;
const accountPattern = /(?<![\w.-])[\d_.-]*[A-Za-z][\w.-]*\\[\w.-]+/gu;

/** Nothing that is of use to a developer takes more. */
const maxLineLength = 4_000;

/** The same address gets the same mask within one run, so that a log can still be followed. */
export function createMask(salt: string): (text: string) => string {
  const alias = (address: string): string =>
    createHash('sha256').update(salt).update(address.toLowerCase()).digest('hex').slice(0, 6);

  const maskLine = (line: string): string =>
    beginningOf(line)
      .replace(elementPattern, (tag: string, start: string, rest?: string) =>
        rest === undefined ? tag : `${start}>***`,
      )
      .replace(namePattern, '$1$2***')
      .replace(addressPattern, (address) => `person-${alias(address.replace(/^\w+:/u, ''))}`)
      .replace(accountPattern, (account) => `account-${alias(account)}`)
      // Without a dot, or with what no address has: whatever stands behind the scheme is somebody.
      .replace(/\bsips?:[^\s"'<>,;)]+/giu, (address) => `person-${alias(address.replace(/^\w+:/u, ''))}`)
      .replace(/\b(pass(?:word|phrase)|ticket)\s+(?:is\s+)?[^\n<]+/giu, '$1 ***')
      .replace(/\btel:[+\d().\-\s]{4,}/giu, 'tel:***')
      .replace(/\b([0-9a-f]{32,}|[A-Za-z0-9+/_-]{40,}={0,2})(?![\w])/giu, '***');
  return (text) => text.split('\n').map(maskLine).join('\n');
}

/** Cut before a word: what is left of a secret would not be known as one. */
function beginningOf(line: string): string {
  if (line.length <= maxLineLength) return line;
  return `${line.slice(0, maxLineLength).replace(/(?<!\S)\S+$/u, '')}…`;
}
