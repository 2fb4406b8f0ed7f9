// Looking into an archive of the service (XEP-0313), of the account or of a room, page by page.
import { randomUUID } from 'node:crypto';
import { writtenTime } from './delay';
import { bareOf } from './mapping/addresses';
import type { Line } from './line';
import { spaces } from './spaces';
import { child, text, xml, type XmlElement } from './stream/element';
import { StanzaError } from './stream/stanza-error';

export interface Archived {
  readonly id: string;
  readonly message: XmlElement;
  /** When it was said, in epoch milliseconds; undefined: the archive does not tell. */
  readonly at: number | undefined;
  /** Said by whoever's archive it is. */
  readonly isOwn: boolean;
}

export interface ArchiveQuestion {
  /** A room; without it the account's own. */
  readonly of?: string;
  readonly with?: string;
  /** ISO 8601. */
  readonly start?: string;
  /** The same. */
  readonly end?: string;
  readonly after?: string | undefined;
  /** The last one alone. */
  readonly isLast?: boolean;
  /** With `isLast`: of those before this one. */
  readonly before?: string;
}

const pageSize = 100;
const mostPages = 100;
/** To one question. Whoever has missed more than ten thousand messages reads on with the next one. */
export const mostAnswers = mostPages * pageSize;

/** After each time that an archive could not be asked: until it is tried again (our choice). */
export const archiveRetryMs = [5_000, 15_000, 60_000, 300_000] as const;

export class Archive {
  /** By the id of the question: what has come for it. */
  private readonly asked = new Map<string, { readonly of: string; readonly found: Archived[] }>();

  constructor(private readonly line: Line) {}

  /** Whether the stanza was the answer to a question here. */
  heard(stanza: XmlElement): boolean {
    const result = child(stanza, 'result', spaces.archive);
    if (!result) return false;
    const question = this.asked.get(result.attrs['queryid'] ?? '');
    const from = bareOf(stanza.attrs['from']) ?? this.line.bare;
    const forwarded = child(result, 'forwarded', spaces.forward);
    const message = forwarded && child(forwarded, 'message', 'jabber:client');
    const id = result.attrs['id'];
    if (!question || from !== question.of || !message || id === undefined || question.found.length > pageSize)
      return true;
    const isOwn = bareOf(message.attrs['from']) === question.of;
    question.found.push({ id, message, at: writtenTime(forwarded), isOwn });
    return true;
  }

  /** In order; in the end, whether that was all. Rejects where the archive cannot be asked. */
  async *ask(question: ArchiveQuestion): AsyncGenerator<Archived, boolean> {
    let { after } = question;
    for (let page = 0; page < mostPages; page += 1) {
      const { found, last, isComplete } = await this.askPage({ ...question, ...(after !== undefined && { after }) });
      yield* found;
      if (isComplete) return true;
      // It says that there is more and does not go on: so ejabberd answers whose database has failed. To take that for all would be to
      // pass over what it has not read.
      if (last === undefined || last === after) throw new StanzaError('answered', 'internal-server-error');
      if (question.isLast) return true;
      after = last;
    }
    return false;
  }

  private async askPage(
    question: ArchiveQuestion,
  ): Promise<{ readonly found: readonly Archived[]; readonly last: string | undefined; readonly isComplete: boolean }> {
    const queryid = randomUUID();
    const found: Archived[] = [];
    this.asked.set(queryid, { of: question.of ?? this.line.bare, found });
    try {
      const fin = await this.line.set(query(queryid, question), question.of);
      const set = fin && child(fin, 'set', spaces.rsm);
      // Of more than was asked for the rest is asked for once more.
      if (found.length > pageSize) return { found, last: found.at(-1)?.id, isComplete: false };
      return { found, last: set && text(child(set, 'last')), isComplete: fin?.attrs['complete'] === 'true' };
    } finally {
      this.asked.delete(queryid);
    }
  }
}

/** Hears one after the other, until one of them is enough. Resolves with whether that was all; rejects where the archive cannot be asked. */
export async function hearEach(
  answers: AsyncGenerator<Archived, boolean>,
  hear: (each: Archived) => boolean,
): Promise<boolean> {
  let next = await answers.next();
  for (; !next.done; next = await answers.next()) if (!hear(next.value)) return false;
  return next.value;
}

function query(queryid: string, { with: peer, start, end, after, isLast, before }: ArchiveQuestion): XmlElement {
  const field = (name: string, value: string | undefined): XmlElement | undefined =>
    value === undefined ? undefined : xml('field', { var: name }, xml('value', {}, value));
  const form = xml(
    'x',
    { xmlns: spaces.form, type: 'submit' },
    xml('field', { var: 'FORM_TYPE', type: 'hidden' }, xml('value', {}, spaces.archive)),
    field('with', peer),
    field('start', start),
    field('end', end),
  );
  const page = xml(
    'set',
    { xmlns: spaces.rsm },
    xml('max', {}, isLast ? '1' : String(pageSize)),
    isLast ? xml('before', {}, before ?? '') : after === undefined ? undefined : xml('after', {}, after),
  );
  return xml('query', { xmlns: spaces.archive, queryid }, form, page);
}
