// Values that are put together from fields: how a message looks, and what a SIP server says of a failure.
import { isKnownFont, isShortNumber } from './known-values';
import type { WordMask } from './word-mask';
import { maskWritten } from './written-text';

/** What a semicolon parts, but for the one at the end of a reference. */
function fieldsOf(text: string): string[] {
  return text.split(/(?<!&(?:amp;)?#?\w{1,8});/u);
}

/** 5.10: field by field; one that is none of the documented kind is masked. */
export function maskFormat(format: string, words: WordMask): string {
  return fieldsOf(format)
    .map((field) => {
      if (isFormatField(field)) return field;
      const name = /^\s{0,9}(?:X-MMS-IM-Format:?\s{0,9})?(?:FN|EF|CO|CS|PF|RL)=/iu.exec(field)?.[0] ?? '';
      return name + maskWritten(field.slice(name.length), words, true);
    })
    .join(';');
}

/** With its prefix, or the stray bracket that samples end in (7.2). */
function isFormatField(field: string): boolean {
  const text = field
    .trim()
    .replace(/^X-MMS-IM-Format:?/iu, '')
    .trim()
    .replace(/\]$/u, '');
  if (text === '') return true;
  const value = text.slice(3).trim();
  switch (text.slice(0, 3).toUpperCase()) {
    case 'FN=':
      return value === '' || isKnownFont(value.replaceAll('%20', ' '));
    case 'EF=':
      return /^[BIUS]{0,4}$/iu.test(value);
    case 'CO=':
      return /^[\dA-F]{1,6}$/iu.test(value);
    case 'CS=':
    case 'PF=':
      return /^[\dA-F]{1,2}$/iu.test(value);
    case 'RL=':
      return /^\d$/u.test(value);
    default:
      return false;
  }
}

/** 4.6: an id, then fields with names. Words in them are masked. */
export function maskDiagnostics(text: string, words: WordMask): string {
  return fieldsOf(text)
    .map((field, at) => {
      if (at === 0 && isShortNumber(field)) return field;
      const name = /^\s*(?:reason|source|AppUri)=/iu.exec(field)?.[0] ?? '';
      return name + maskWritten(field.slice(name.length), words, true);
    })
    .join(';');
}
