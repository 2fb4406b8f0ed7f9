// The second line before a file goes into somebody's hands: what is known to be private on this computer (the server, the account,
// the home folder) is looked for in it, in any of the forms that programs give to a text, and goes under an alias. Pure.

export interface KnownName {
  readonly name: string;
  /** `server-1`, `home`. */
  readonly alias: string;
}

/** Shorter ones would be found in every other word. */
const minLength = 3;

export function hideKnown(text: string, names: readonly KnownName[]): string {
  return names.reduce((rest, { name, alias }) => {
    if (name.length < minLength) return rest;
    const found = new RegExp(
      formsOf(name)
        .map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'))
        .join('|'),
      'giu',
    );
    return rest.replace(found, alias);
  }, text);
}

/** As it is, in a URL, in JSON, and in the middle of base64 with each of the three beginnings that it can have. */
function formsOf(name: string): string[] {
  const forms = new Set([name, encodeURIComponent(name), JSON.stringify(name).slice(1, -1)]);
  for (const before of [0, 1, 2]) {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(name)]);
    // What shares a letter with a neighbour is not known.
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
    const form = whole.slice(before === 0 ? 0 : 4);
    if (form.length >= 8) forms.add(form);
  }
  return [...forms].sort((a, b) => b.length - a.length);
}
