// Links in the text of a message: http, https and mailto, written out in full. A name such as `report.md` is no link. Pure.
import { LinkifyIt } from 'linkify-it';
import { maxLinkLength, openableLink, plainHost, writtenHost } from '../../shared/links';

export interface TextPart {
  readonly text: string;
  /** Given: this part is a link to it. */
  readonly href?: string;
  /** The host in its other spelling, where it has two: Punycode, or what stands behind it. Who reads both is not taken in. */
  readonly host?: string;
}

const linkStart = /https?:\/\/|mailto:/iu;

const linkify = new LinkifyIt({ fuzzyEmail: false, fuzzyLink: false, maxLength: maxLinkLength })
  .add('ftp:', null)
  .add('//', null)
  .add('mailto:', {
    validate(text, pos) {
      people.lastIndex = pos;
      return people.exec(text)?.[0].length ?? 0;
    },
  });

/** One or more addresses, and what a letter to them holds. Its source has thousands of characters: made once, not for each link. */
const people = (({ re }) => {
  const one = re.get_mailto_validator().source;
  return new RegExp(`(?:${one})(?:,${one})*(?:(?=\\?)${re.get_path().source})?`, 'iy');
})(linkify);

/** The text, or its first `length` signs, cut into plain parts and links; joined again it is the same text. */
export function textParts(whole: string, length = whole.length): readonly TextPart[] {
  const text = whole.slice(0, length);
  // What is left of an address that goes on would lead elsewhere.
  const goesOn = /^\S/u.test(whole.slice(length, length + 2));
  if (!linkStart.test(text)) return text === '' ? [] : [{ text }];
  const parts: TextPart[] = [];
  let end = 0;
  /** A word that is no link has none in it either. */
  let refusedUntil = 0;
  for (const { index, lastIndex } of linkify.match(text) ?? []) {
    if (index < refusedUntil) continue;
    const raw = text.slice(index, lastIndex);
    const isWhole = !isCut(text, index, lastIndex) && !(goesOn && wordEnd(text, index) === text.length);
    const href = isWhole ? openableLink(raw) : undefined;
    if (href === undefined) {
      refusedUntil = wordEnd(text, index);
      continue;
    }
    if (index > end) parts.push({ text: text.slice(end, index) });
    const host = otherHost(raw, href);
    parts.push({ text: raw, href, ...(host !== undefined && { host }) });
    end = lastIndex;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** What may come at once after a host that is the whole of an address: the end of a sentence, of a word, or of a bracket. */
const afterHost =
  /(?:[.:!?…。．｡]*(?:$|[\s,;)\]}>"'<|»”’„“«‹›、，；：（）「」【】《》—–])|[\p{P}|~`^]*(?:$|\s)|[。．｡](?![\w-]))/uy;

/** Whether the link ends in the middle of a host, so that it would lead elsewhere than the address as it is written. */
function isCut(text: string, index: number, lastIndex: number): boolean {
  start.lastIndex = index;
  const [whole = ''] = start.exec(text) ?? [];
  const hostEnd = index + whole.length;
  if (lastIndex >= hostEnd && !/^[?#]/u.test(text.slice(lastIndex))) return false;
  const rest = text.slice(lastIndex, hostEnd);
  afterHost.lastIndex = lastIndex;
  return /[@%\\]/u.test(rest) || !afterHost.test(text);
}

const start = /(?:https?:\/\/|mailto:)[^\s/?#]*/iuy;
const space = /\s/gu;

function wordEnd(text: string, index: number): number {
  space.lastIndex = index;
  return space.exec(text)?.index ?? text.length;
}

function otherHost(raw: string, href: string): string | undefined {
  const written = writtenHost(href);
  if (written === undefined) return undefined;
  return /^https?:\/\/[^/?#]*xn--/iu.test(raw) ? written : plainHost(href);
}
