// What is left of a field whose text is on its way. Pure.

/** What was typed behind it meanwhile; all of it where it was changed in any other way. */
export function typedSince(sent: string, now: string): string {
  return now.startsWith(sent) ? now.slice(sent.length).trimStart() : now;
}
