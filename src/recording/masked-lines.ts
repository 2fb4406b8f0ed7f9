// What was heard (`tap.ts`) as the lines of a recording: masked before any of it is a line (`mask/`). What the lines go to never sees a word
// of anybody.
import type { WireAnswer } from '../main/uc/http/transport';
import { channelOf } from './channels';
import { encodingOf } from './encodings';
import { formatName, formatVersion, type Answer, type Ask, type Entry, type Header, type Start } from './format';
import { maskCommand } from './mask/command-mask';
import { DocumentMask } from './mask/document-mask';
import { HeadMask } from './mask/head-mask';
import type { UnknownName } from './mask/unknown-names';
import { WordMask } from './mask/word-mask';
import type { AskedRequest, Heard } from './tap';

export interface MaskedLinesOptions {
  /** Version of Parley. */
  readonly client: string;
  /** Unknown names that are to stay, with the numbers in them. */
  readonly allowed?: readonly string[];
  /** Of the mask. Default: chance. */
  readonly key?: Uint8Array;
}

/** Each line without its end. */
export class MaskedLines {
  private readonly words: WordMask;
  private readonly documents: DocumentMask;
  private readonly heads: HeadMask;

  constructor(private readonly options: MaskedLinesOptions) {
    this.words = new WordMask(options.key);
    this.documents = new DocumentMask(this.words, options.allowed);
    this.heads = new HeadMask(this.documents);
  }

  /** As they came, for the eyes of the person alone. */
  get unknown(): readonly UnknownName[] {
    return this.documents.unknown;
  }

  start(): string {
    const start: Start = { format: formatName, version: formatVersion, client: this.options.client };
    return JSON.stringify(start);
  }

  line(heard: Heard): string {
    return JSON.stringify(this.entry(heard));
  }

  end(at: number): string {
    const end: Entry = { at, end: true, unknown: this.documents.unknown.length };
    return JSON.stringify(end);
  }

  private entry(heard: Heard): Entry {
    if ('did' in heard) return { at: heard.at, do: maskCommand(heard.did, this.words, this.documents) };
    const { at, n } = heard;
    if ('asked' in heard) return { at, n, ask: this.ask(heard.asked) };
    if ('failed' in heard) return { at, n, failure: heard.failed };
    return { at, n, answer: this.answer(heard.answered) };
  }

  private ask({ method, url, headers, body }: AskedRequest): Ask {
    const { pathname, search } = new URL(url);
    return {
      channel: channelOf(pathname),
      method,
      path: this.heads.path(pathname + search),
      headers: this.heads.headers(Object.entries(headers)),
      ...(body !== undefined && { body: this.documents.mask(body) }),
    };
  }

  private answer({ status, rawHeaders, text, bytes, httpVersion, tls }: WireAnswer): Answer {
    const encoding = bytes && encodingOf(text, bytes);
    return {
      status,
      headers: this.heads.headers(pairsOf(rawHeaders)),
      body: this.documents.mask(text),
      ...(encoding !== undefined && { encoding }),
      ...(httpVersion !== undefined && { http: httpVersion }),
      ...(tls && { tls }),
    };
  }
}

function pairsOf(raw: readonly string[]): Header[] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));
}
