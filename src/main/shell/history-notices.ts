// What the history has to say, as a notice of the main window and as a notification. Pure.
import type { LogImportEnd } from '../../shared/domain/log-import';
import type { NoticeCode } from '../../shared/domain/notice';
import { plainAddress } from '../../shared/domain/person-name';
import type { PersonUri } from '../../shared/domain/person';
import { listed, t } from './language';

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

/** More names say no more. */
const mostNames = 3;

/** Undefined: whoever stopped it has seen it. Whose history it is not any more is told no names. */
export function importNoticeOf(
  end: LogImportEnd,
  nameOf: (uri: PersonUri, heard: string) => string,
): { readonly code: NoticeCode; readonly subject: () => string } | undefined {
  if (end.kind === 'cut-off') return { code: 'logs-stopped', subject: () => t('shell.imported.cutOff', {}, end.added) };
  if (end.kind !== 'added') return { code: 'logs-stopped', subject: () => t('shell.imported.early', {}, end.added) };
  const { added, threads, isStopped } = end.outcome;
  if (isStopped) return undefined;
  const names = threads
    .slice(0, mostNames)
    .map(({ uri, name }) => (uri === undefined ? plainAddress(name) : nameOf(uri, name)));
  const left = threads.length - names.length;
  const all = (): readonly string[] => (left > 0 ? [...names, t('shell.imported.others', {}, left)] : names);
  return { code: 'logs-imported', subject: () => t('shell.imported.done', { names: listed(all()) }, added) };
}
