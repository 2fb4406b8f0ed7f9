// What the history view shows: conversations and calls, or the subjects and messages that words were
// found in, page by page. Only the last question's answer counts. No Vue in here.
import type {
  HistoryConversation,
  HistoryHit,
  HistoryKind,
  HistoryListing,
  HistoryPage,
  HistorySearch,
  HistorySubjectHit,
} from '../../shared/domain/history';
import type { Failure } from '../../shared/domain/failure';

export interface HistoryFilter {
  readonly text: string;
  readonly person?: string;
  /** `yyyy-mm-dd`, both inclusive, in this computer's time. */
  readonly from?: string;
  readonly to?: string;
  readonly kind?: HistoryKind;
}

export type HistoryList =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'conversations';
      readonly conversations: readonly HistoryConversation[];
      readonly hasMore: boolean;
    }
  | {
      readonly kind: 'hits';
      readonly subjects: readonly HistorySubjectHit[];
      readonly hits: readonly HistoryHit[];
      readonly cursor?: number;
      /** Messages that cannot be found yet; their number goes down by itself. */
      readonly unindexed?: number;
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface HistorySource {
  search(search: HistorySearch): Promise<HistoryPage>;
  conversations(listing: HistoryListing): Promise<readonly HistoryConversation[]>;
}

const pageSize = 50;
/** Typing pauses this long before a search runs. */
const pauseMs = 150;
/** What is being made ready to be searched is looked at again after this. */
const againMs = 2_000;

/** Words are found in subjects and messages; without words whole conversations are shown, and calls, which have none. */
export function hasWords({ text }: HistoryFilter): boolean {
  return text.trim() !== '';
}

export function toSearch(filter: HistoryFilter, cursor?: number): HistorySearch {
  return { text: filter.text, ...limits(filter), ...(cursor !== undefined && { cursor }) };
}

function limits({ person, from, to, kind }: HistoryFilter): HistoryListing {
  return {
    limit: pageSize,
    ...(person && { person }),
    ...(kind && { kind }),
    ...(from && { from: startOfDay(from) }),
    ...(to && { to: startOfDay(to, 1) }),
  };
}

/** Midnight by this computer's clock, also where a day has 23 or 25 hours. */
function startOfDay(date: string, daysLater = 0): number {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day + daysLater).getTime();
}

export function createHistoryList(
  source: HistorySource,
  show: (list: HistoryList) => void,
  toFailure: (error: unknown) => Failure,
): { find(filter: HistoryFilter): void; more(): Promise<void>; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let current: HistoryList = { kind: 'loading' };
  let filter: HistoryFilter = { text: '' };

  function set(list: HistoryList): void {
    current = list;
    show(list);
  }

  async function load(continued: boolean): Promise<void> {
    const mine = ++attempt;
    try {
      const list = await next(continued ? current : undefined);
      if (mine !== attempt) return;
      set(list);
      // Not from under somebody who has gone on to more of it.
      if (list.kind === 'hits' && list.unindexed !== undefined && !continued) {
        timer = setTimeout(() => void load(false), againMs);
      }
    } catch (error) {
      if (mine === attempt) set({ kind: 'failed', failure: toFailure(error) });
    }
  }

  async function next(from: HistoryList | undefined): Promise<HistoryList> {
    if (!hasWords(filter)) {
      const known = from?.kind === 'conversations' ? from.conversations : [];
      const last = known.at(-1);
      const after = last && { lastActivityAt: last.lastActivityAt, id: last.id };
      const page = await source.conversations({ ...limits(filter), ...(after && { after }) });
      return { kind: 'conversations', conversations: [...known, ...page], hasMore: page.length === pageSize };
    }
    const known = from?.kind === 'hits' ? from : undefined;
    const page = await source.search(toSearch(filter, known?.cursor));
    return {
      kind: 'hits',
      subjects: known?.subjects ?? page.subjects,
      hits: [...(known?.hits ?? []), ...page.hits],
      ...(page.cursor !== undefined && { cursor: page.cursor }),
      ...(page.unindexed !== undefined && { unindexed: page.unindexed }),
    };
  }

  return {
    find(wanted) {
      clearTimeout(timer);
      filter = wanted;
      timer = setTimeout(() => void load(false), hasWords(wanted) ? pauseMs : 0);
    },
    more() {
      clearTimeout(timer);
      return load(true);
    },
    stop() {
      clearTimeout(timer);
      attempt += 1;
    },
  };
}
