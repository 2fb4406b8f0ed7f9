// Looking into an archive of the service (XEP-0313), of the account or of a room, page by page.
import { randomUUID } from 'node:crypto';
import { bareOf } from './mapping/addresses';
import type { Line } from './line';
import { spaces } from './spaces';
import { child, text, xml, type XmlElement } from './stream/element';

export interface Archived {
  readonly id: string;
  readonly message: XmlElement;
  /** As written: when it was said. */
  readonly at: string | undefined;
}

export interface ArchiveQuestion {
  /** A room; without it the account's own. */
  readonly of?: string;
  readonly with?: string;
  /** ISO 8601. */
  readonly start?: string;
  readonly after?: string;
  /** The last one alone. */
  readonly isLast?: boolean;
}

const pageSize = 100;
/** Whoever has missed more than ten thousand messages reads on with the next sign-in. */
const mostPages = 100;

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
    question.found.push({ id, message, at: child(forwarded, 'delay', spaces.delay)?.attrs['stamp'] });
    return true;
  }

  /** In order; rejects where the archive cannot be asked. */
  async *ask(question: ArchiveQuestion): AsyncGenerator<Archived> {
    let { after } = question;
    for (let page = 0; page < mostPages; page += 1) {
      const { found, last, isComplete } = await this.askPage({ ...question, ...(after !== undefined && { after }) });
      yield* found;
      if (isComplete || question.isLast || last === undefined || last === after) return;
      after = last;
    }
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
      return { found, last: set && text(child(set, 'last')), isComplete: fin?.attrs['complete'] === 'true' };
    } finally {
      this.asked.delete(queryid);
    }
  }
}

function query(queryid: string, { with: peer, start, after, isLast }: ArchiveQuestion): XmlElement {
  const field = (name: string, value: string | undefined): XmlElement | undefined =>
    value === undefined ? undefined : xml('field', { var: name }, xml('value', {}, value));
  const form = xml(
    'x',
    { xmlns: spaces.form, type: 'submit' },
    xml('field', { var: 'FORM_TYPE', type: 'hidden' }, xml('value', {}, spaces.archive)),
    field('with', peer),
    field('start', start),
  );
  const page = xml(
    'set',
    { xmlns: spaces.rsm },
    xml('max', {}, isLast ? '1' : String(pageSize)),
    isLast ? xml('before') : after === undefined ? undefined : xml('after', {}, after),
  );
  return xml('query', { xmlns: spaces.archive, queryid }, form, page);
}
