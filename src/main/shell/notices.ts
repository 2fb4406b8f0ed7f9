// The notices of the program: remembered until somebody dismisses them, so that a window that opens later shows them too.
import type { Notice, NoticeCode, StrangeSetting } from '../../shared/domain/notice';

export interface NoticeParts {
  /** A function where it is words of ours: they are said anew in another language. */
  readonly subject?: string | (() => string);
  readonly details?: string;
  /** The path of the file that it is about. */
  readonly file?: string;
  readonly settings?: readonly StrangeSetting[];
}

export interface Notices {
  add(code: NoticeCode, more?: NoticeParts): void;
  list(): readonly Notice[];
  dismiss(code: NoticeCode): void;
  /** It is not true any more: windows take it away. */
  over(code: NoticeCode): void;
  /** Another language is spoken. */
  sayAnew(): void;
  details(code: NoticeCode): string | undefined;
  file(code: NoticeCode): string | undefined;
}

/** The last errors tell enough; whoever reads them reads them in a mail. */
const maxDetailsLength = 20_000;

export function createNotices(
  tell: (notice: Notice) => void,
  tellOver: (code: NoticeCode) => void = () => {},
): Notices {
  const kept = new Map<
    NoticeCode,
    { readonly notice: () => Notice; readonly details: string; readonly file: string | undefined }
  >();
  return {
    add(code, { subject, details, file, settings } = {}) {
      const all = [kept.get(code)?.details, details].filter((text) => text !== undefined && text !== '').join('\n\n');
      const notice = (): Notice => ({
        code,
        ...(subject !== undefined && { subject: typeof subject === 'string' ? subject : subject() }),
        hasDetails: all !== '',
        ...(file !== undefined && { hasFile: true as const }),
        ...(settings && { settings }),
      });
      kept.set(code, { notice, details: all.slice(-maxDetailsLength), file });
      tell(notice());
    },
    list: () => [...kept.values()].map(({ notice }) => notice()),
    dismiss: (code) => void kept.delete(code),
    over(code) {
      if (kept.delete(code)) tellOver(code);
    },
    sayAnew() {
      for (const { notice } of kept.values()) tell(notice());
    },
    details: (code) => kept.get(code)?.details,
    file: (code) => kept.get(code)?.file,
  };
}
