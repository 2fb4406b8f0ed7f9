// The names that a JSON object has more than once, of which JSON.parse keeps the last and says nothing. Pure.

/** `json` has been parsed, and is an object: strings and brackets are all that has to be told apart. */
export function repeatedNames(json: string): readonly string[] {
  const names = new Set<string>();
  const repeated = new Set<string>();
  let depth = 0;
  for (const [token, text] of json.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/gu)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (text === undefined || depth !== 1) continue;
    const name = JSON.parse(text) as string;
    if (names.has(name)) repeated.add(name);
    names.add(name);
  }
  return [...repeated];
}
