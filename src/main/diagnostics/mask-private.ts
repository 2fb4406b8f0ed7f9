// Takes out of a log line what is nobody's business: secrets, addresses, names of accounts, and what people wrote. Applied at
// the logger, so that no call site can forget it. Pure.
import { createHash } from 'node:crypto';

/** Elements of the protocol whose content is a secret or somebody's words (protocol.md 1.3, 3.5, 3.8, 4.8, 5.6). */
const privateElements = 'user|password|content|subject|signInData|displayName|email|body|userNotice|from|stackTrace';
/** Attributes and headers likewise. */
const privateNames =
  'cwa-ticket|authorization|www-authenticate|cookie|set-cookie|password|ticket|name|displayName|phone|email';

/** The same address gets the same mask within one run, so that a log can still be followed. */
export function createMask(salt: string): (line: string) => string {
  const alias = (address: string): string =>
    createHash('sha256').update(salt).update(address.toLowerCase()).digest('hex').slice(0, 6);

  return (line) =>
    line
      .replace(new RegExp(`(<(?:\\w+:)?(${privateElements})\\b[^>]*>)[^<]+`, 'giu'), '$1***')
      .replace(new RegExp(`\\b(${privateNames})(["']?\\s*[:=]\\s*)("[^"]*"|'[^']*'|[^\\s,;&>]+)`, 'giu'), '$1$2***')
      .replace(
        /(?:sips?:|mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu,
        (address) => `person-${alias(address.replace(/^\w+:/u, ''))}`,
      )
      .replace(/\b[A-Za-z][\w.-]*\\[\w.-]+/gu, (account) => `account-${alias(account)}`)
      // Without a dot, or with what no address has: whatever stands behind the scheme is somebody.
      .replace(/\bsips?:[^\s"'<>,;)]+/giu, (address) => `person-${alias(address.replace(/^\w+:/u, ''))}`)
      .replace(/\b(pass(?:word|phrase)|ticket)\s+(?:is\s+)?[^\n<]+/giu, '$1 ***')
      .replace(/\btel:[+\d().\-\s]{4,}/giu, 'tel:***')
      .replace(/\b([0-9a-f]{32,}|[A-Za-z0-9+/_-]{40,}={0,2})(?![\w])/giu, '***');
}
