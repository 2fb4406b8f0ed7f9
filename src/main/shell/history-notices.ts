// What the history has to say, as a notice of the main window and as a notification. Pure.
import type { NoticeCode } from '../../shared/domain/notice';
import { t } from './language';

/** What of the troubles of the service has words. */
export type ToldTrouble =
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

const codes = {
  'not-written': 'history-not-written',
  'not-opened': 'history-not-opened',
  damaged: 'history-set-aside',
  'damaged-inside': 'history-damaged',
  newer: 'history-newer',
  'key-lost': 'history-key-lost',
} as const;

export function historyNoticeOf(trouble: ToldTrouble): HistoryNoticeWords {
  const isSetAside = trouble.kind === 'set-aside';
  const code = codes[isSetAside ? trouble.cause : trouble.kind];
  const subject = isSetAside ? trouble.path : '';
  return { code, title: t(`notices.${code}.title`), body: t(`notices.${code}.text`, { subject }) };
}
