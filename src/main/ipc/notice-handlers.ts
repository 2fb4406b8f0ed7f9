// What the program itself has to say.
import type { noticeMethods } from '../../shared/ipc/notice-methods';
import type { MethodHandlers } from '../ipc';
import type { Notices } from '../shell/notices';

export function noticeHandlers(
  notices: Notices,
  copy: (text: string) => void,
  showInFolder: (file: string) => void,
): Pick<MethodHandlers, keyof typeof noticeMethods> {
  return {
    'notice:list': () => notices.list(),
    'notice:dismiss': (code) => notices.dismiss(code),
    'notice:copy-details': (code) => copy(notices.details(code) ?? ''),
    'notice:show-file'(code) {
      const file = notices.file(code);
      if (file !== undefined) showInFolder(file);
    },
  };
}
