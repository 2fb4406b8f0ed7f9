// Replies without a `rid` to a batch of several requests (protocol.md 1.6, 7.4; how a server tells them apart is not documented). The
// choice: of each form a request is told once at most, a request that is refused is told nothing else without a `rid`, and what has
// no `rid` comes in the order of the batch. So, where as many have been told something as may have been, each is the one at its place.
// Everywhere else nothing is certain, and the reply answers nobody.
import type { CwaRequest } from '../../../protocol/requests';
import { confIdIn, forms, isRefusal, mayBeSaidOf, mayBeTold, ridOf, tells, type Form, type Word } from './reply-words';

/** The place in the batch of the request that each of the words is said of, as far as that is certain. */
export type Places = ReadonlyMap<Word, number>;

export function placeReplies(requests: readonly CwaRequest[], words: readonly Word[]): Places {
  const places = new Map<Word, number>();
  const byRid = new Map(requests.map(({ rid }, place) => [rid, place]));
  for (const word of words) {
    const place = byRid.get(ridOf(word));
    if (place !== undefined) places.set(word, place);
  }
  const placing: Placing = { requests, words, places };
  const bare = unrepeated(
    words.filter((word) => ridOf(word) === '' && !hasSession(word)),
    placing,
  );
  const positive = bare.filter((word) => !isRefusal(word));
  for (const form of forms) {
    const said = positive.filter((word) => tells(word, form) && !places.has(word));
    if (said.length > 0)
      placeForm(
        placing,
        form,
        said,
        bare.filter((word) => isRefusal(word) && !places.has(word)),
      );
  }
  if (positive.every((word) => places.has(word))) {
    const refusals = bare.filter((word) => !places.has(word));
    placeAll(
      placing,
      refusals,
      candidates(placing, (_, isUntold) => isUntold),
    );
  }
  return places;
}

interface Placing {
  readonly requests: readonly CwaRequest[];
  /** In the order of the document. */
  readonly words: readonly Word[];
  readonly places: Map<Word, number>;
}

function placeForm(placing: Placing, form: Form, said: readonly Word[], refusals: readonly Word[]): void {
  const { requests, words } = placing;
  const mayBe = (place: number): boolean => {
    const request = requests[place];
    return (
      request !== undefined && mayBeTold(request, form) && !saidOf(placing, place).some((word) => tells(word, form))
    );
  };
  const both = words.filter((word) => said.includes(word) || refusals.includes(word));
  if (
    placeAll(
      placing,
      both,
      candidates(placing, (place, isUntold) => isUntold || mayBe(place)),
    )
  )
    return;
  // Whoever is refused may not have been accepted, but nobody refuses a number.
  if (refusals.length === 0 || (form !== 'accepted' && form !== 'done'))
    placeAll(placing, said, candidates(placing, mayBe));
}

function saidOf({ places }: Placing, place: number): Word[] {
  return [...places].flatMap(([word, each]) => (each === place ? [word] : []));
}

/** Those that are not refused yet. */
function candidates(placing: Placing, mayBe: (place: number, isUntold: boolean) => boolean): number[] {
  return [...placing.requests.keys()].filter((place) => {
    const said = saidOf(placing, place);
    return !said.some(isRefusal) && mayBe(place, said.length === 0);
  });
}

/** Each at its place, or none of them. */
function placeAll(placing: Placing, words: readonly Word[], at: readonly number[]): boolean {
  if (words.length !== at.length) return false;
  const placed = new Map(words.map((word, index) => [word, at[index] ?? 0]));
  if (![...placed].every(([word, place]) => fits(placing, word, place))) return false;
  if (placed.size > 1 && !isInOrder(placing, placed)) return false;
  for (const [word, place] of placed) placing.places.set(word, place);
  return true;
}

function fits(placing: Placing, word: Word, place: number): boolean {
  const request = placing.requests[place];
  if (isRefusal(word)) return saidOf(placing, place).length === 0;
  return request !== undefined && mayBeSaidOf(request, word);
}

/** A server that answers in another order where it names the requests does so elsewhere. */
function isInOrder({ words, places }: Placing, placed: Places): boolean {
  const order = words.flatMap((word) => placed.get(word) ?? places.get(word) ?? []);
  return order.every((place, index) => index === 0 || place >= (order[index - 1] ?? 0));
}

/** 7.23: the reply of an earlier `initiateSession`. */
const hasSession = (word: Word): boolean => !isRefusal(word) && word.session !== undefined;

/** A number that comes again, or that is known to be somebody's, is no other's. */
function unrepeated(bare: readonly Word[], { places }: Placing): Word[] {
  const known = new Set([...places.keys()].map(confIdIn));
  return bare.filter((word) => {
    const confId = confIdIn(word);
    if (confId === undefined) return true;
    const isNew = !known.has(confId);
    known.add(confId);
    return isNew;
  });
}
