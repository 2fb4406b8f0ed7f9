// The one or two letters that stand for a person, and which of the avatar colours is theirs. Pure.

/** How many pairs of avatar colours tokens.css has. */
const toneCount = 8;
/** What stands further on in a name abbreviates nothing that anybody reads. */
const mostSigns = 1_000;

/** `Dana Reyes` is `DR`, `dana@example.com` is `D`, `李雷` is `李`: first letters of the first and the last word. */
export function initials(name: string): string {
  const [words = ''] = outsideBrackets(name.slice(0, mostSigns)).split('@', 1);
  const letters = words
    .split(/[\s,._-]+/u)
    .map((word) => /\p{L}|\p{N}/u.exec(word)?.[0])
    .filter((letter) => letter !== undefined);
  const first = letters[0];
  if (first === undefined) return '?';
  // Scripts without capitals: one sign is enough, two would be no abbreviation of anything. Nor would two scripts be.
  const isCased = (letter: string): boolean => /\p{Lu}|\p{Ll}|\p{N}/u.test(letter);
  const last = letters.slice(1).findLast(isCased);
  if (last === undefined || !isCased(first)) return first.toLocaleUpperCase();
  return (first + last).toLocaleUpperCase();
}

/** `Dana (Plant [North]) Reyes` without what stands in the brackets; one that is not closed is no bracket. */
function outsideBrackets(name: string): string {
  const kept: string[] = [];
  const open: { readonly closing: string; readonly at: number }[] = [];
  for (const sign of name) {
    if (sign === '(' || sign === '[') open.push({ closing: sign === '(' ? ')' : ']', at: kept.length });
    const last = open.at(-1);
    if (sign === last?.closing) {
      open.pop();
      kept.length = last.at;
      kept.push(' ');
    } else kept.push(sign);
  }
  return kept.join('');
}

/** 1 to 8, the same for an address on every computer. */
export function avatarTone(uri: string): number {
  let hash = 2_166_136_261;
  for (const character of uri.toLowerCase()) hash = Math.imul(hash ^ character.codePointAt(0)!, 16_777_619);
  return ((hash >>> 0) % toneCount) + 1;
}
