// What the history has to say, as a notice of the main window and as a notification. Pure.
import type { NoticeCode } from '../../shared/domain/notice';
import { words } from './words';

/** What of the service's notices has words. */
export type ToldNotice =
  | { readonly kind: 'not-written' | 'not-opened' }
  | {
      readonly kind: 'set-aside';
      readonly cause: 'damaged' | 'damaged-inside' | 'newer' | 'key-lost';
      readonly path: string;
    };

export interface HistoryNoticeWords {
  readonly code: NoticeCode;
  readonly title: string;
  readonly body: string;
}

export function historyNoticeOf(notice: ToldNotice): HistoryNoticeWords {
  switch (notice.kind) {
    case 'not-written':
      return { code: 'history-not-written', title: words.historyNotWritten, body: words.historyNotWrittenBody };
    case 'not-opened':
      return { code: 'history-not-opened', title: words.historyNotOpened, body: words.historyNotOpenedBody };
    case 'set-aside':
      return setAsideWords(notice);
  }
}

function setAsideWords({ cause, path }: Extract<ToldNotice, { kind: 'set-aside' }>): HistoryNoticeWords {
  switch (cause) {
    case 'damaged':
      return { code: 'history-set-aside', title: words.historySetAside, body: words.historySetAsideBody(path) };
    case 'damaged-inside':
      return { code: 'history-damaged', title: words.historyDamaged, body: words.historyDamagedBody(path) };
    case 'newer':
      return { code: 'history-newer', title: words.historyNewer, body: words.historyNewerBody(path) };
    case 'key-lost':
      return { code: 'history-key-lost', title: words.historyKeyLost, body: words.historyKeyLostBody(path) };
  }
}
