// Everything that docs/conformance.md has to show: each request, reply, event and sub-event of the protocol, and each of its
// contradictions. `part` is the part of docs/protocol.md that a row follows.
import { resolve } from 'node:path';
import { contradictions } from './contradictions.mjs';
import { events, subEvents } from './events.mjs';
import { gateway } from './gateway.mjs';
import { replies } from './replies.mjs';
import { requests } from './requests.mjs';
import { readSights, seenIn } from './seen.mjs';

const sights = readSights(resolve(import.meta.dirname, '../../test/recordings'));

const element = (kind) => (row) => ({
  ...row,
  kind,
  name: `\`${row.name}\``,
  gateway: gateway[kind]?.[row.name],
  seen: seenIn(sights, kind, row.name),
});

/** @type {readonly import('./table.mjs').Row[]} */
export const rows = [
  ...requests.map(element('Request')),
  ...replies.map(element('Reply')),
  ...events.map(element('Event')),
  ...subEvents.map(element('Conference sub-event')),
  ...contradictions.map((row, index) => ({ ...row, kind: 'Contradiction', part: `7.${index + 1}` })),
];
