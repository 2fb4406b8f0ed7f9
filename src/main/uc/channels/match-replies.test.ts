// Replies and the requests that they answer (protocol.md 1.6, 4.4, 7.4, 7.22, 7.23).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeReplies } from '../../../protocol/replies';
import type { CwaRequest } from '../../../protocol/requests';
import { matchReplies, type Answer } from './match-replies';

const lee = 'sip:lee@example.com';
const makers = {
  invite: (rid: string): CwaRequest => ({
    kind: 'conference',
    rid,
    confId: 0,
    action: { kind: 'initiateImSession', uris: [lee], message: { content: 'Hi' } },
  }),
  say: (rid: string): CwaRequest => ({
    kind: 'conference',
    rid,
    confId: 9,
    action: { kind: 'sendMessage', message: { content: 'Hi' } },
  }),
  answer: (rid: string): CwaRequest => ({
    kind: 'conference',
    rid,
    confId: 8,
    action: { kind: 'voIPReplyWithIM' },
  }),
  ask: (rid: string): CwaRequest => ({ kind: 'queryPresence', rid, uris: [lee] }),
};
type Kind = keyof typeof makers;

const rids = ['a', 'b', 'c', 'd', 'e'];
const batch = (...kinds: readonly Kind[]): CwaRequest[] => kinds.map((kind, at) => makers[kind](rids[at] ?? ''));

/** One word for each request: `-` no answer, `ok`, `done`, `no`, with the number of the conversation behind it. */
function read(kinds: readonly Kind[], document: string): string[] {
  const { byRid } = matchReplies(batch(...kinds), decodeReplies(`<cwaResponses>${document}</cwaResponses>`).replies);
  return kinds.map((_, at) => wordOf(byRid.get(rids[at] ?? '')));
}

function wordOf(answer: Answer | undefined): string {
  if (!answer) return '-';
  if (answer.kind === 'refused') return 'no';
  const { confId, voIP } = answer.reply;
  return `${answer.isDone ? 'done' : 'ok'}${confId ?? voIP?.confId ?? ''}`;
}

const ok = '<requestAccepted/>';
const done = '<requestSucceeded/>';
const no = '<error code="18102"/>';
const isa = (confId: number): string => `<initiateImSessionAccepted confId="${confId}"/>`;
const okWith = (confId: number): string => `<requestAccepted>${isa(confId)}</requestAccepted>`;
const named = (xml: string, rid: string): string => xml.replace(/^<(\w+)/u, `<$1 rid="${rid}"`);

describe('replies without a rid', () => {
  it.each<readonly [string, readonly Kind[], string, readonly string[]]>([
    ['each with its number', ['invite', 'invite'], okWith(3) + okWith(4), ['ok3', 'ok4']],
    ['the numbers alone', ['invite', 'invite'], isa(3) + isa(4), ['ok3', 'ok4']],
    ['the numbers beside', ['invite', 'invite'], ok + isa(3) + ok + isa(4), ['ok3', 'ok4']],
    [
      'a number beside what is named',
      ['invite', 'invite'],
      named(ok, 'a') + isa(3) + named(ok, 'b') + isa(4),
      ['ok3', 'ok4'],
    ],
    [
      'numbers in events',
      ['invite', 'invite'],
      `<cwaEvents><conference confId="3">${isa(3)}</conference><conference confId="4">${isa(4)}</conference></cwaEvents>`,
      ['ok3', 'ok4'],
    ],
    ['accepted, then refused', ['say', 'say'], ok + no, ['ok', 'no']],
    ['refused, then accepted', ['say', 'say'], no + ok, ['no', 'ok']],
    ['both refused', ['say', 'say'], no + no, ['no', 'no']],
    ['both done', ['say', 'ask'], done + done, ['done', 'done']],
    ['a number among others', ['say', 'invite', 'ask'], ok + okWith(3) + ok, ['ok', 'ok3', 'ok']],
    ['a number and a refusal', ['invite', 'invite'], no + isa(4), ['no', 'ok4']],
    ['the only one that can have a number', ['say', 'invite'], isa(3), ['-', 'ok3']],
    ['the only one that is not named', ['say', 'say', 'ask'], named(ok, 'c') + no + named(ok, 'a'), ['ok', 'no', 'ok']],
    ['the number of a call', ['invite', 'answer', 'say'], '<voIPReplyWithIMAccepted confid="6"/>', ['-', 'ok6', '-']],
  ])('count where they can be but one: %s', (_what, kinds, document, expected) => {
    expect(read(kinds, document)).toEqual(expected);
  });

  it.each<readonly [string, readonly Kind[], string, readonly string[]]>([
    ['one number for two', ['invite', 'invite'], isa(3), ['-', '-']],
    ['a number beside one of two', ['invite', 'invite'], named(ok, 'a') + isa(3), ['ok', '-']],
    ['an acceptance and a number, of one or of two', ['invite', 'invite'], ok + isa(3), ['-', '-']],
    ['the same number twice', ['invite', 'invite'], okWith(3) + okWith(3), ['-', '-']],
    ['a number that is known', ['invite', 'invite'], named(okWith(3), 'a') + isa(3), ['ok3', '-']],
    ['a number told to two by name', ['invite', 'invite'], named(okWith(3), 'a') + named(okWith(3), 'b'), ['ok', 'ok']],
    ['one refusal for two', ['say', 'say'], no, ['-', '-']],
    ['one refusal for the other two', ['say', 'say', 'say'], named(ok, 'a') + no, ['ok', '-', '-']],
    ['a success of one or of two', ['say', 'say'], ok + done, ['-', '-']],
    ['a success beside one of two', ['say', 'say'], named(ok, 'a') + done, ['ok', '-']],
    ['more than there are requests', ['say', 'say'], ok + ok + ok, ['-', '-']],
    ['another order than that of the batch', ['say', 'say', 'say'], named(ok, 'c') + ok + no, ['-', '-', 'ok']],
    ['a number for what can have none', ['say', 'ask'], isa(3) + isa(4), ['-', '-']],
  ])('answer nobody where they may be two: %s', (_what, kinds, document, expected) => {
    expect(read(kinds, document)).toEqual(expected);
  });

  it('are all of the one request of a batch of one', () => {
    expect(read(['invite'], ok + isa(3))).toEqual(['ok3']);
    expect(read(['invite'], named(ok, 'a') + isa(3) + done)).toEqual(['done3']);
    expect(read(['say'], done)).toEqual(['done']);
    expect(read(['say'], named(ok, 'a') + no)).toEqual(['ok']);
    expect(read(['say'], isa(3))).toEqual(['-']);
  });

  it.each([18000, 18100, 18101])(
    'refuse all that nothing else is said of with %d, which no single request is to blame for',
    (code) => {
      expect(read(['invite', 'say'], `<error code="${code}"/>`)).toEqual(['no', 'no']);
      expect(read(['invite', 'say'], `<requestFailed><error code="${code}"/></requestFailed>`)).toEqual(['no', 'no']);
    },
  );

  it('tell of a lost session beside what is named', () => {
    expect(read(['say', 'say', 'say'], `${named(ok, 'a')}<error code="18100"/>`)).toEqual(['ok', 'no', 'no']);
    expect(read(['say', 'say', 'say'], `${ok}<error code="18100"/>`)).toEqual(['-', '-', '-']);
  });
});

describe('replies under a rid that was not sent', () => {
  const match = (document: string, isAnothers = (_rid: string) => false) =>
    matchReplies(batch('say'), decodeReplies(`<cwaResponses>${document}</cwaResponses>`).replies, isAnothers);

  it('4.4 answer the only request, if no other has it', () => {
    expect(wordOf(match(named(ok, 'x')).byRid.get('a'))).toBe('ok');
    expect(wordOf(match(named(done, 'x')).byRid.get('a'))).toBe('done');
    const { byRid, foreign } = match(named(done, 'x'), (rid) => rid === 'x');
    expect([wordOf(byRid.get('a')), foreign.length]).toEqual(['-', 1]);
  });

  it('answer nobody of several', () => {
    expect(read(['say', 'say'], named(no, 'x') + named(ok, 'y'))).toEqual(['-', '-']);
  });
});

/** What a server means, and how it writes it down. */
interface Truth {
  readonly kind: Kind;
  readonly outcome: 'ok' | 'done' | 'no' | 'silent';
  /** In a reply of its own. */
  readonly isBeside: boolean;
  /** Whether the reply has the rid, and what stands beside it. */
  readonly hasRid: readonly [boolean, boolean, boolean];
  readonly refusal: 'error' | 'requestFailed' | 'requestInvalid';
}

const truth: fc.Arbitrary<Truth> = fc.record({
  kind: fc.constantFrom<Kind>('invite', 'invite', 'say', 'answer', 'ask'),
  outcome: fc.constantFrom('ok', 'ok', 'ok', 'done', 'no', 'silent'),
  isBeside: fc.boolean(),
  hasRid: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  refusal: fc.constantFrom('error', 'requestFailed', 'requestInvalid'),
});

interface Written {
  readonly xml: string;
  readonly isNamed: boolean;
}

function write({ kind, outcome, isBeside, hasRid, refusal }: Truth, at: number): Written[] {
  const rid = (index: number): string => (hasRid[index] ? ` rid="${rids[at]}"` : '');
  const word = (index: number, xml: string): Written => ({ xml, isNamed: hasRid[index] ?? false });
  if (outcome === 'silent') return [];
  if (outcome === 'no') {
    if (refusal === 'error') return [{ xml: no, isNamed: false }];
    return [word(0, `<${refusal}${rid(0)}>${no}</${refusal}>`)];
  }
  const number = (index: number): string =>
    kind === 'invite'
      ? `<initiateImSessionAccepted${rid(index)} confId="${at + 20}"/>`
      : `<voIPReplyWithIMAccepted${rid(index)} confid="${at + 20}"/>`;
  const hasNumber = kind === 'invite' || kind === 'answer';
  const inside = hasNumber && !isBeside ? number(0) : '';
  return [
    word(0, `<requestAccepted${rid(0)}>${inside}</requestAccepted>`),
    ...(hasNumber && isBeside ? [word(1, number(1))] : []),
    ...(outcome === 'done' ? [word(2, `<requestSucceeded${rid(2)}/>`)] : []),
  ];
}

/** Those with a rid anywhere; the others keep their order. */
function shuffled(words: readonly Written[], places: readonly number[]): string {
  const order = words.filter(({ isNamed }) => !isNamed);
  for (const [index, word] of words.filter(({ isNamed }) => isNamed).entries()) {
    order.splice((places[index] ?? 0) % (order.length + 1), 0, word);
  }
  return order.map(({ xml }) => xml).join('');
}

const scattered = fc.array(fc.nat(50), { minLength: 20, maxLength: 20 });

function checkTruths(truths: readonly Truth[], document: string): void {
  const requests = truths.map(({ kind }, at) => makers[kind](rids[at] ?? ''));
  const { byRid } = matchReplies(requests, decodeReplies(`<cwaResponses>${document}</cwaResponses>`).replies);
  for (const [at, { kind, outcome }] of truths.entries()) {
    const answer = byRid.get(rids[at] ?? '');
    if (!answer) continue;
    expect(answer.kind).toBe(outcome === 'no' ? 'refused' : 'accepted');
    expect(outcome).not.toBe('silent');
    if (answer.kind !== 'accepted') continue;
    if (answer.isDone) expect(outcome).toBe('done');
    const { confId, voIP } = answer.reply;
    const expected = kind === 'invite' || kind === 'answer' ? [at + 20, undefined] : [undefined];
    expect(expected).toContain(confId ?? voIP?.confId);
  }
}

describe('whatever is left out, and wherever it stands', () => {
  it('no outcome and no number reaches a request that is not its own', () => {
    fc.assert(
      fc.property(fc.array(truth, { minLength: 2, maxLength: 5 }), scattered, (truths, places) => {
        checkTruths(truths, shuffled(truths.flatMap(write), places));
      }),
      { numRuns: 1_000 },
    );
  }, 60_000);

  it('all that has its rid is answered, in any order', () => {
    const all = truth.map((one): Truth => ({ ...one, hasRid: [true, true, true], refusal: 'requestFailed' }));
    fc.assert(
      fc.property(fc.array(all, { minLength: 1, maxLength: 5 }), scattered, (truths, places) => {
        const kinds = truths.map(({ kind }) => kind);
        const document = shuffled(truths.flatMap(write), places);
        const numbered = ({ kind }: Truth, at: number): string =>
          kind === 'invite' || kind === 'answer' ? String(at + 20) : '';
        expect(read(kinds, document)).toEqual(
          truths.map((one, at) =>
            one.outcome === 'silent' ? '-' : one.outcome === 'no' ? 'no' : one.outcome + numbered(one, at),
          ),
        );
      }),
    );
  });

  it('all are answered by a server that leaves out every rid and has one reply for each', () => {
    const bare = truth
      .filter(({ outcome }) => outcome === 'ok' || outcome === 'no')
      .map((one): Truth => ({ ...one, hasRid: [false, false, false], isBeside: false }));
    fc.assert(
      fc.property(fc.array(bare, { minLength: 2, maxLength: 5 }), (truths) => {
        const kinds = truths.map(({ kind }) => kind);
        const document = truths
          .flatMap(write)
          .map(({ xml }) => xml)
          .join('');
        expect(read(kinds, document).map((word) => word.slice(0, 2))).toEqual(truths.map(({ outcome }) => outcome));
      }),
    );
  });
});
