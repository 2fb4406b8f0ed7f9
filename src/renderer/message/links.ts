// Links in the text of a message: http, https and mailto, written out in full. A name such as `report.md` is no link. Pure.
import { LinkifyIt } from 'linkify-it';

export interface TextPart {
  readonly text: string;
  /** Given: this part is a link to it. */
  readonly href?: string;
}

/** As much as the main process takes (`link:open`). */
const maxLinkLength = 2048;
const linkStart = /https?:\/\/|mailto:/iu;
/** Marks that turn the direction of writing round could make a link read as another one. */
const directionMarks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const linkify = new LinkifyIt({ fuzzyEmail: false, fuzzyLink: false, maxLength: maxLinkLength })
  .add('ftp:', null)
  .add('//', null);

/** The text cut into plain parts and links; joined again it is the same text. */
export function textParts(text: string): readonly TextPart[] {
  if (!linkStart.test(text)) return text === '' ? [] : [{ text }];
  const parts: TextPart[] = [];
  let end = 0;
  for (const { index, lastIndex, url } of linkify.match(text) ?? []) {
    const raw = text.slice(index, lastIndex);
    if (url.length > maxLinkLength || !/^(https?|mailto):/iu.test(url) || directionMarks.test(raw)) continue;
    if (index > end) parts.push({ text: text.slice(end, index) });
    parts.push({ text: raw, href: url });
    end = lastIndex;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
