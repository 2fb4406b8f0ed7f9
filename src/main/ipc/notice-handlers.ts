// What the program itself has to say.
import type { noticeCalls } from '../../shared/ipc/notice-calls';
import type { CallHandlers } from '../ipc';
import type { Notices } from '../shell/notices';

export function noticeHandlers(
  notices: Notices,
  copy: (text: string) => void,
): Pick<CallHandlers, keyof typeof noticeCalls> {
  return {
    'notice:list': () => notices.list(),
    'notice:dismiss': (code) => notices.dismiss(code),
    'notice:copy-details': (code) => copy(notices.details(code) ?? ''),
  };
}
