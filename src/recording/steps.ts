// A recording as a person looks at it: requests with what came of them, in the order in which they were made. Nothing in it is changed:
// what is shown is what would leave.
import type { Answer, Ask, Entry } from './format';
import { DocumentMask } from './mask/document-mask';
import { HeadMask } from './mask/head-mask';
import type { UnknownName } from './mask/unknown-names';
import { WordMask } from './mask/word-mask';
import { kindOf } from './request-kinds';

export interface Step {
  readonly at: number;
  readonly channel: Ask['channel'] | 'person';
  readonly what: string;
  readonly request: string;
  /** Undefined: nothing came before the end. */
  readonly answer?: { readonly at: number; readonly outcome: string; readonly text: string };
}

export function stepsOf(entries: readonly Entry[]): readonly Step[] {
  const outcomes = new Map<number, NonNullable<Step['answer']>>();
  for (const entry of entries) {
    if (!('answer' in entry || 'failure' in entry)) continue;
    const answer =
      'answer' in entry
        ? answerOf(entry.at, entry.answer)
        : { at: entry.at, outcome: entry.failure, text: entry.failure };
    // What asked for a sign-in before is part of it.
    const before = outcomes.get(entry.n);
    outcomes.set(entry.n, { ...answer, text: before ? `${before.text}\n\n${answer.text}` : answer.text });
  }
  return entries.flatMap((entry): readonly Step[] => {
    if ('do' in entry) {
      const request = JSON.stringify(entry.do);
      return [{ at: entry.at, channel: 'person', what: String(entry.do['do'] ?? ''), request }];
    }
    if (!('ask' in entry)) return [];
    const answer = outcomes.get(entry.n);
    const { ask } = entry;
    return [
      { at: entry.at, channel: ask.channel, what: whatOf(ask), request: requestOf(ask), ...(answer && { answer }) },
    ];
  });
}

/** Without the channel, which is told beside it. */
function whatOf(ask: Ask): string {
  const [, ...what] = kindOf(ask).split(' ');
  return what.join(' ');
}

function requestOf({ method, path, headers, body }: Ask): string {
  return textOf(`${method} ${path}`, headers, body);
}

function answerOf(at: number, { status, headers, body, http, tls }: Answer): NonNullable<Step['answer']> {
  const first = `HTTP${http === undefined ? '' : `/${http}`} ${status}`;
  const facts = tls ? [`${tls.protocol} ${tls.cipher}${tls.key === undefined ? '' : ` ${tls.key}`}`] : [];
  return { at, outcome: String(status), text: textOf([...facts, first].join('\n'), headers, body) };
}

function textOf(first: string, headers: Ask['headers'], body = ''): string {
  const head = [first, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
  return body === '' ? head : `${head}\n\n${body}`;
}

/** Where in the list those are that have these words in them. */
export function findSteps(steps: readonly Step[], words: string): readonly number[] {
  const wanted = words.trim().toLowerCase();
  const has = (text = ''): boolean => text.toLowerCase().includes(wanted);
  return steps.flatMap(({ what, request, answer }, at) =>
    wanted === '' || has(what) || has(request) || has(answer?.text) ? [at] : [],
  );
}

/** Names in a recording that Parley does not know: what the mask would hide in it once more. */
export function unknownIn(entries: readonly Entry[]): readonly Omit<UnknownName, 'name'>[] {
  const documents = new DocumentMask(new WordMask());
  const heads = new HeadMask(documents);
  for (const entry of entries) {
    const half = 'ask' in entry ? entry.ask : 'answer' in entry ? entry.answer : undefined;
    if (!half) continue;
    heads.headers(half.headers);
    if (half.body) documents.mask(half.body);
  }
  return documents.unknown.map(({ kind, name, count }) => ({ kind, written: name, count }));
}
