// What the history view shows: conversations, or what a search found, page by page. Only the last question's answer counts. No
// Vue in here.
import type { HistoryConversation, HistoryHit, HistoryPage, HistorySearch } from '../../shared/domain/history';
import type { Failure } from '../../shared/domain/failure';

export interface HistoryFilter {
  readonly text: string;
  readonly person?: string;
  /** `yyyy-mm-dd`, both inclusive, in this computer's time. */
  readonly from?: string;
  readonly to?: string;
}

export type HistoryList =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'conversations';
      readonly conversations: readonly HistoryConversation[];
      readonly hasMore: boolean;
    }
  | { readonly kind: 'hits'; readonly hits: readonly HistoryHit[]; readonly cursor?: number }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface HistorySource {
  search(search: HistorySearch): Promise<HistoryPage>;
  conversations(page: { limit: number; before?: number }): Promise<readonly HistoryConversation[]>;
}

const pageSize = 50;
/** Typing pauses this long before a search runs. */
const pauseMs = 150;

/** True when the filter says nothing: then the latest conversations are shown. */
export function isEmptyFilter({ text, person, from, to }: HistoryFilter): boolean {
  return text.trim() === '' && !person && !from && !to;
}

export function toSearch({ text, person, from, to }: HistoryFilter, cursor?: number): HistorySearch {
  return {
    text,
    limit: pageSize,
    ...(person && { person }),
    ...(from && { from: startOfDay(from) }),
    ...(to && { to: startOfDay(to, 1) }),
    ...(cursor !== undefined && { cursor }),
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
      if (mine === attempt) set(list);
    } catch (error) {
      if (mine === attempt) set({ kind: 'failed', failure: toFailure(error) });
    }
  }

  async function next(from: HistoryList | undefined): Promise<HistoryList> {
    if (isEmptyFilter(filter)) {
      const known = from?.kind === 'conversations' ? from.conversations : [];
      const before = known.at(-1)?.lastActivityAt;
      const page = await source.conversations({ limit: pageSize, ...(before !== undefined && { before }) });
      return { kind: 'conversations', conversations: [...known, ...page], hasMore: page.length === pageSize };
    }
    const known = from?.kind === 'hits' ? from : undefined;
    const page = await source.search(toSearch(filter, known?.cursor));
    return {
      kind: 'hits',
      hits: [...(known?.hits ?? []), ...page.hits],
      ...(page.cursor !== undefined && { cursor: page.cursor }),
    };
  }

  return {
    find(wanted) {
      clearTimeout(timer);
      filter = wanted;
      timer = setTimeout(() => void load(false), isEmptyFilter(wanted) ? 0 : pauseMs);
    },
    more: () => load(true),
    stop() {
      clearTimeout(timer);
      attempt += 1;
    },
  };
}
