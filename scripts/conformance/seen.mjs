// Which elements of the protocol are in the recordings (docs/recording.md), and which product said them: by channel, since one name may be
// a request's and an event's.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ kind: string, name: string, product: string }} Sight */

/** In an answer, the headers by which a server tells its product and version. */
const productHeaders = ['server', 'x-powered-by'];
const opening = /<([A-Za-z][A-Za-z0-9]*)/gu;

/** Of every recording in a folder, each one once. @returns {readonly Sight[]} */
export function readSights(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return files.flatMap((name) => sightsOf(readFileSync(join(folder, name), 'utf8')));
}

/** What is seen in one recording, each thing once. @returns {readonly Sight[]} */
export function sightsOf(text) {
  const entries = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const channels = new Map(entries.flatMap(({ n, ask }) => (ask ? [[n, ask.channel]] : [])));
  const product = productOf(entries);
  const seen = new Set();
  for (const { n, ask, answer } of entries) {
    for (const kind of kindsOf(ask, channels.get(n))) {
      for (const [, name] of ((ask ?? answer)?.body ?? '').matchAll(opening)) seen.add(`${kind} ${name}`);
    }
  }
  return [...seen].map((each) => {
    const at = each.lastIndexOf(' ');
    return { kind: each.slice(0, at), name: each.slice(at + 1), product };
  });
}

function kindsOf(ask, channel) {
  if (ask) return ['Request'];
  return channel === 'data' ? ['Event', 'Conference sub-event'] : ['Reply'];
}

function productOf(entries) {
  const headers = entries.flatMap(({ answer }) => answer?.headers ?? []);
  const told = headers.filter(([name]) => productHeaders.includes(name.toLowerCase())).map(([, value]) => value);
  return told.length === 0 ? 'no product named' : [...new Set(told)].join(', ');
}

/** In how many recordings, by product; empty: in none. */
export function seenIn(sights, kind, name) {
  const products = sights.filter((each) => each.kind === kind && each.name === name).map(({ product }) => product);
  return [...new Set(products)]
    .sort()
    .map((product) => `${product}: ${products.filter((each) => each === product).length}`)
    .join('; ');
}
