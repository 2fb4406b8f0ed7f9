// What a server says in a recording or now, as a list of elements with labels: so that two servers can be held against each other,
// however many polls it took them.
import type { XmlElement } from '../../protocol/xml';
import { elements, hasName, localName } from '../../protocol/xml-reader';
import { differencesOf } from '../element-differences';
import { isCode } from '../mask/mask-values';
import { documentOf } from '../request-kinds';

export interface Said {
  /** `cwaEvents/conference/imSessionState`. */
  readonly label: string;
  readonly element: XmlElement;
}

/** The envelope without its children, then each of them. Empty where it is no document. */
export function saidIn(body: string): readonly Said[] {
  const document = documentOf(body);
  if (!document) return [];
  return [
    { label: document.name, element: { ...document, children: [] } },
    ...elements(document).map((element) => ({ label: `${document.name}/${labelOf(element)}`, element })),
  ];
}

function labelOf(element: XmlElement): string {
  const [inside] = hasName(element, 'conference') ? elements(element) : [];
  return localName(element.name) + (inside ? `/${localName(inside.name)}` : '');
}

/** Numbers that a server gives out, counts or measures: that they are there, and are numbers, is all that can be compared. */
const drawn =
  /(?:^|\/)@?(?:sid|eid|ackId|confId|pollWaitTime|sessionTimeout|deltaNum|id|groups|publishTime|instance|messageId|returned|endpointId)$/u;

/** Each difference once, in one line: what the recording's server says and ours does not, what it says otherwise, in another order. */
export function compareSaid(theirs: readonly Said[], ours: readonly Said[]): readonly string[] {
  const [heard, own] = [byLabel(theirs), byLabel(ours)];
  const found = new Set<string>();
  for (const label of heard.keys()) if (!own.has(label)) found.add(`${label}: in the recording, and not here`);
  for (const label of own.keys()) if (!heard.has(label)) found.add(`${label}: here, and not in the recording`);
  const [then, now] = [
    [...heard.keys()].filter((each) => own.has(each)),
    [...own.keys()].filter((each) => heard.has(each)),
  ];
  const at = then.findIndex((label, index) => label !== now[index]);
  if (at >= 0) found.add(`order: first ${String(then[at])} in the recording, first ${String(now[at])} here`);
  for (const [label, element] of heard) {
    const other = own.get(label);
    if (!other) continue;
    const how = { isSame, mayRepeat: true, words: { expected: 'the recording', actual: 'here' } };
    for (const line of differencesOf(element, other, how, pathOf(label, element))) found.add(line);
  }
  return [...found];
}

/** A label says what stands in a conference; the path begins with what it stands in. */
function pathOf(label: string, { name }: XmlElement): string {
  const parts = label.split('/');
  return localName(name).toLowerCase() === 'conference' ? parts.slice(0, -1).join('/') : label;
}

/** The first of each kind: what comes first is told whole. */
function byLabel(all: readonly Said[]): ReadonlyMap<string, XmlElement> {
  const first = new Map<string, XmlElement>();
  for (const { label, element } of all) if (!first.has(label)) first.set(label, element);
  return first;
}

function isSame(path: string, then: string, now: string): boolean {
  if (drawn.test(path)) return isCode(then) === isCode(now) && (then === '') === (now === '');
  if (isCode(then) && isCode(now)) return then === now;
  // Words of people and of the server are others: that there are some is all.
  return (then.trim() === '') === (now.trim() === '');
}
