// The forms in which an English word may stand in a text: `cranes` for `crane`, `loading` for `load`. The index holds words as they
// were written; a form that is no word finds nothing and costs next to nothing. Other languages have their beginnings. Pure.

const minLength = 4;
const minBase = 3;

/** Besides the word itself. */
export function otherForms(word: string): readonly string[] {
  if (word.length < minLength || !/^[a-z]+$/u.test(word)) return [];
  const forms = new Set([word, ...basesOf(word)].flatMap((base) => [base, ...inflected(base)]));
  forms.delete(word);
  return [...forms];
}

function basesOf(word: string): string[] {
  const without = (ending: string): string | undefined => {
    const base = word.slice(0, -ending.length);
    return word.endsWith(ending) && base.length >= minBase ? base : undefined;
  };
  const bases: string[] = [];
  for (const ending of ['ies', 'ied']) {
    const base = without(ending);
    if (base !== undefined) bases.push(`${base}y`);
  }
  const one = word.endsWith('ss') ? undefined : without('s');
  if (one !== undefined) bases.push(one);
  const sibilant = without('es');
  if (sibilant !== undefined && /(?:[sxz]|[cs]h)$/u.test(sibilant)) bases.push(sibilant);
  for (const ending of ['ed', 'ing']) {
    const base = without(ending);
    // At least one vowel: `string` and `sled` are whole.
    if (base === undefined || !/[aeiouy]/u.test(base)) continue;
    bases.push(base, `${base}e`);
    if (/([^aeiouy])\1$/u.test(base) && base.length > minBase) bases.push(base.slice(0, -1));
  }
  return bases;
}

function inflected(base: string): string[] {
  const stem = base.slice(0, -1);
  if (base.endsWith('e')) return [`${base}s`, `${base}d`, `${stem}ing`];
  if (/[^aeiou]y$/u.test(base)) return [`${stem}ies`, `${stem}ied`, `${base}ing`];
  const plural = /(?:[sxz]|[cs]h)$/u.test(base) ? `${base}es` : `${base}s`;
  const doubled = /[^aeiouy][aeiou][^aeiouwxy]$/u.test(base) ? base + base.slice(-1) : base;
  return [plural, ...new Set([base, doubled].flatMap((each) => [`${each}ed`, `${each}ing`]))];
}
