// Signing out and quitting while something typed is not delivered, where no history keeps it, and changing to another account while
// conversations go on: a person is asked first. The main window asks; where its page does not come, the desktop does, so that nobody is held back by a page that hangs.
import type { ChangeAtStake, LeavingQuestion, LeavingWay } from '../../shared/domain/leaving';
import type { Unfinished } from '../../shared/domain/undelivered';
import { listed, t } from './language';

export interface LeavingParts {
  /** What would be lost now; undefined: nothing. */
  readonly atStake: () => Unfinished | undefined;
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
  mayLeave(way: Exclude<LeavingWay, 'switch'>): Promise<boolean> | undefined;
  mayChange(change: ChangeAtStake): Promise<boolean> | undefined;
  /** For the page that shows it. */
  question(): LeavingQuestion | undefined;
  answer(isAgreed: boolean): void;
}

/** A page needs less, also on a computer that is busy. */
const usualPatienceMs = 10_000;

export function createLeaving({
  atStake,
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

  return {
    mayLeave(way) {
      const lost = atStake();
      // The newest wish counts.
      open?.end(false);
      return lost && ask({ way, lost });
    },
    mayChange(change) {
      const lost = atStake();
      open?.end(false);
      const isHarmless = !lost && change.ends.length === 0 && !change.failure;
      return isHarmless ? undefined : ask({ way: 'switch', ...(lost && { lost }), change });
    },
    question() {
      if (open) open.isShown = true;
      return open?.question;
    },
    answer: (isAgreed) => open?.end(isAgreed),
  };
}

/** What is asked, and what would come of it, as the window says it. */
export function leavingWords({ way, lost, change }: LeavingQuestion): {
  readonly title: string;
  readonly text: string;
} {
  const texts = [
    ...(change?.failure ? [t('leaving.trouble')] : []),
    ...(change && change.ends.length > 0
      ? [t(change.isKept ? 'leaving.ends' : 'leaving.endsUnkept', { names: listed(change.ends) })]
      : []),
    ...(lost ? [lostText(lost)] : []),
  ];
  return { title: t(`leaving.title.${way}`, { to: change?.to ?? '' }), text: texts.join(' ') };
}

function lostText(lost: Unfinished): string {
  const kinds = (['unsent', 'doubtful', 'drafts'] as const).filter((kind) => lost[kind] > 0);
  return t('leaving.text', { what: listed(kinds.map((kind) => t(`leaving.${kind}`, {}, lost[kind]))) });
}
