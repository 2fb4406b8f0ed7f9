// Which reply of a document belongs to which request of a batch (protocol.md 1.6, 4.4, 7.4, 7.22, 7.23, 7.32). A request that no reply
// answers for certain is answered by its events; what is wrongly taken for its answer sends words to the wrong people.
import { CwaErrorCode, type CwaError } from '../../../protocol/cwa-error';
import type { CwaReply } from '../../../protocol/replies';
import type { RequestAccepted } from '../../../protocol/replies/request-accepted';
import type { CwaRequest } from '../../../protocol/requests';
import { placeReplies } from './bare-replies';
import { confIdIn, isRefusal, mayBeSaidOf, ridOf, wordsOf, type Refusal, type Word } from './reply-words';

/** What the replies say of one request. */
export type Answer =
  /** `isDone`: that it has succeeded, too. */
  | { readonly kind: 'accepted'; readonly reply: RequestAccepted; readonly isDone: boolean }
  | { readonly kind: 'refused'; readonly error: CwaError };

export interface MatchedReplies {
  readonly byRid: ReadonlyMap<string, Answer>;
  /** Said under a `rid` that is none of the batch's, and not taken for an answer. */
  readonly foreign: readonly Word[];
}

type Said = ReadonlyMap<string, readonly Word[]>;

/** `isAnothers`: whether a request that is not of the batch, and waits for its end, has this `rid`. */
export function matchReplies(
  requests: readonly CwaRequest[],
  replies: readonly CwaReply[],
  isAnothers: (rid: string) => boolean = () => false,
): MatchedReplies {
  const words = replies.flatMap(wordsOf);
  const rids = new Set(['', ...requests.map(({ rid }) => rid)]);
  const foreign = words.filter((word) => !rids.has(ridOf(word)) && !isOfAnother(word));
  const [only, second] = requests;
  if (only && !second) return matchToOne(only, words, foreign, isAnothers);
  return { byRid: answersOf(saidInBatch(requests, words)), foreign };
}

/** 7.23: that of the session may come again. Other services have errors too; ours have numbers. */
function isOfAnother(word: Word): boolean {
  return isRefusal(word) ? word.error.code === 0 : word.session !== undefined;
}

/** All that is said without a `rid` is said of it; beside what names it, that only adds to it. */
function matchToOne(
  request: CwaRequest,
  words: readonly Word[],
  foreign: readonly Word[],
  isAnothers: (rid: string) => boolean,
): MatchedReplies {
  const named = words.filter((word) => ridOf(word) === request.rid);
  const bare = words.filter((word) => ridOf(word) === '' && mayBeSaidOf(request, word));
  const own = named.length === 0 ? bare : [...named, ...bare.filter((word) => !isRefusal(word))];
  const [its, another] = foreign;
  // 4.4: a page prints other numbers than were sent; the answer to a single request is for that one all the same.
  if (own.length === 0 && its && !another && !isAnothers(ridOf(its)))
    return { byRid: answersOf(new Map([[request.rid, [its]]])), foreign: [] };
  const others = words.filter((word) => ridOf(word) === '' && !mayBeSaidOf(request, word));
  return { byRid: answersOf(new Map([[request.rid, own]])), foreign: [...foreign, ...others] };
}

function saidInBatch(requests: readonly CwaRequest[], words: readonly Word[]): Said {
  const places = placeReplies(requests, words);
  const ofAll = refusalOfAll(words);
  return new Map(
    requests.map(({ rid }, place) => {
      const own = words.filter((word) => places.get(word) === place);
      return [rid, own.length === 0 && ofAll ? [ofAll] : own];
    }),
  );
}

/** Codes that speak of the document, or of its session, and not of one request (5.9). */
const codesOfAll: ReadonlySet<number> = new Set([
  CwaErrorCode.invalidFormat,
  CwaErrorCode.sessionNotFound,
  CwaErrorCode.requestThrottled,
]);

/** A document that has nothing else in it; or, of the session, nothing else without a `rid`. Our choice, nothing is documented. */
function refusalOfAll(words: readonly Word[]): Refusal | undefined {
  const bare = words.filter((word) => ridOf(word) === '');
  const [first] = bare;
  if (!first || !isRefusal(first)) return undefined;
  const isAlone = words.length === 1 && codesOfAll.has(first.error.code);
  const isSessionLost = (word: Word): boolean => isRefusal(word) && word.error.code === CwaErrorCode.sessionNotFound;
  return isAlone || bare.every(isSessionLost) ? first : undefined;
}

function answersOf(said: Said): Map<string, Answer> {
  const isOfOne = numbersOfOne(said);
  const byRid = new Map<string, Answer>();
  for (const [rid, words] of said) {
    const answer = answerOf(rid, words, isOfOne);
    if (answer) byRid.set(rid, answer);
  }
  return byRid;
}

function answerOf(rid: string, words: readonly Word[], isOfOne: (confId: number) => boolean): Answer | undefined {
  const refusal = words.find(isRefusal);
  if (refusal) return { kind: 'refused', error: refusal.error };
  const [first] = words;
  if (!first) return undefined;
  let reply: RequestAccepted = { kind: 'requestAccepted', rid };
  for (const word of words) {
    if (isRefusal(word)) continue;
    const confId = confIdIn(word);
    // 7.4: the number may stand in a reply of its own.
    reply = {
      ...reply,
      ...(word.session && { session: word.session }),
      ...(confId !== undefined && isOfOne(confId) && { confId }),
      ...(word.voIP && { voIP: word.voIP }),
    };
  }
  return { kind: 'accepted', reply, isDone: words.some(({ kind }) => kind === 'requestSucceeded') };
}

/** Told to two, a number is neither's for certain. */
function numbersOfOne(said: Said): (confId: number) => boolean {
  const owners = new Map<number, Set<string>>();
  for (const [rid, words] of said) {
    for (const confId of words.map(confIdIn)) {
      if (confId !== undefined) owners.set(confId, (owners.get(confId) ?? new Set()).add(rid));
    }
  }
  return (confId) => owners.get(confId)?.size === 1;
}
