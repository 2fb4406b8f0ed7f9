// What the service keeps for an account's own programs alone (XEP-0049): the gateway itself keeps nothing.
import type { Line } from './line';
import { spaces } from './spaces';
import { children, xml, type XmlElement } from './stream/element';

// Two sessions of an account that read and write at the same moment put back each other's words: nothing there is compared and set in one
// go. So whoever has put something down looks whether it still stands there.

/** After what was put down last: until it is looked for. */
export const checkMs = 2_000;
/** Before another one does the same. */
export const mostChecks = 2;

/** What was stored under this name; undefined: nothing. */
export async function loadPrivate(line: Line, name: string, space: string): Promise<XmlElement | undefined> {
  const query = await line.get(xml('query', { xmlns: spaces.private }, xml(name, { xmlns: space })));
  return query && children(query, name, space)[0];
}

export async function savePrivate(line: Line, element: XmlElement): Promise<void> {
  await line.set(xml('query', { xmlns: spaces.private }, element));
}
