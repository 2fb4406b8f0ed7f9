// Signing out and quitting while something typed is not delivered, where no history keeps it, and changing to another account while
// conversations go on: a person is asked first. The main window asks; where its page does not come, the desktop does, so that nobody is held back by a page that hangs.
import type { ChangeAtStake, LeavingQuestion } from '../../shared/domain/leaving';
import type { Unfinished } from '../../shared/domain/undelivered';
import { listed, t } from './language';

export interface LeavingParts {
  /** What would be lost now; undefined: nothing. */
  readonly atStake: () => Unfinished | undefined;
  /** Whether messages of another program are being added. */
  readonly isImporting?: () => boolean;
  /** Brings up the window whose page asks for the question. */
  readonly show: () => void;
  /** There is a question, or none any more. */
  readonly onChanged: () => void;
  /** Resolves to whether it may be done; the signal takes the question back. */
  readonly askOutside: (question: LeavingQuestion, signal: AbortSignal) => Promise<boolean>;
  readonly patienceMs?: number;
}

export interface Leaving {
  /** Undefined: nothing to ask, at once. */
  mayLeave(way: 'sign-out' | 'quit'): Promise<boolean> | undefined;
  mayChange(change: ChangeAtStake): Promise<boolean> | undefined;
  /** For the page that shows it. */
  question(): LeavingQuestion | undefined;
  answer(isAgreed: boolean): void;
}

/** A page needs less, also on a computer that is busy. */
const usualPatienceMs = 10_000;

export function createLeaving({
  atStake,
  isImporting = () => false,
  show,
  onChanged,
  askOutside,
  patienceMs = usualPatienceMs,
}: LeavingParts): Leaving {
  let open:
    { readonly question: LeavingQuestion; readonly end: (isAgreed: boolean) => void; isShown: boolean } | undefined;

  function ask(question: LeavingQuestion): Promise<boolean> {
    return new Promise((resolve) => {
      const taken = new AbortController();
      const asked = {
        question,
        isShown: false,
        end(isAgreed: boolean) {
          clearTimeout(timer);
          taken.abort();
          resolve(isAgreed);
          if (open !== asked) return;
          open = undefined;
          onChanged();
        },
      };
      const timer = setTimeout(() => {
        if (!asked.isShown) void askOutside(question, taken.signal).then(asked.end, () => asked.end(false));
      }, patienceMs);
      open = asked;
      show();
      onChanged();
    });
  }

  /** Undefined: nothing comes of it in any case. */
  function whatComesOfIt(): Pick<LeavingQuestion, 'lost' | 'isImporting'> | undefined {
    const lost = atStake();
    const isToo = isImporting();
    return lost || isToo ? { ...(lost && { lost }), ...(isToo && { isImporting: true as const }) } : undefined;
  }

  return {
    mayLeave(way) {
      const comes = whatComesOfIt();
      // The newest wish counts.
      open?.end(false);
      return comes && ask({ way, ...comes });
    },
    mayChange(change) {
      const comes = whatComesOfIt();
      open?.end(false);
      const isHarmless = !comes && change.ends.length === 0 && !change.failure;
      return isHarmless ? undefined : ask({ way: change.to === undefined ? 'add' : 'switch', ...comes, change });
    },
    question() {
      if (open) open.isShown = true;
      return open?.question;
    },
    answer: (isAgreed) => open?.end(isAgreed),
  };
}

/** What is asked, and what would come of it, as the window says it. */
export function leavingWords({ way, lost, isImporting, change }: LeavingQuestion): {
  readonly title: string;
  readonly text: string;
} {
  const texts = [
    ...(change?.failure ? [t('leaving.trouble')] : []),
    ...(change && change.ends.length > 0
      ? [t(change.isKept ? 'leaving.ends' : 'leaving.endsUnkept', { names: listed(change.ends) })]
      : []),
    ...(lost ? [lostText(lost)] : []),
    ...(isImporting ? [t('leaving.importing')] : []),
  ];
  return { title: t(`leaving.title.${way}`, { to: change?.to ?? '' }), text: texts.join(' ') };
}

function lostText(lost: Unfinished): string {
  const kinds = (['unsent', 'doubtful', 'drafts'] as const).filter((kind) => lost[kind] > 0);
  return t('leaving.text', { what: listed(kinds.map((kind) => t(`leaving.${kind}`, {}, lost[kind]))) });
}
