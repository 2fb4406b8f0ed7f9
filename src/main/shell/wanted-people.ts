// People that another program's link named: the conversation with them, or the invitation to them, opens as soon as somebody is signed in, and never sends anything.
import type { Connection } from '../../shared/domain/connection';
import type { PersonUri } from '../../shared/domain/person';

/** Whoever clicks more links than this before signing in means the last ones. */
const maxWaiting = 5;

export interface WantedPeopleParts {
  readonly isOnline: () => boolean;
  /** The conversation with them, or the invitation to them. */
  readonly openThreadWith: (uri: PersonUri) => void;
  /** Where a person signs in. */
  readonly showMain: () => void;
}

export interface WantedPeople {
  want(people: readonly PersonUri[]): void;
  connectionChanged(kind: Connection['kind']): void;
}

export function createWantedPeople({ isOnline, openThreadWith, showMain }: WantedPeopleParts): WantedPeople {
  let waiting: readonly PersonUri[] = [];
  let wasOnline = false;
  return {
    want(people) {
      if (people.length === 0) return;
      if (isOnline()) return people.forEach((uri) => openThreadWith(uri));
      waiting = [...waiting.filter((uri) => !people.includes(uri)), ...people].slice(-maxWaiting);
      showMain();
    },
    connectionChanged(kind) {
      // Whoever signs in next may be somebody else.
      if (wasOnline && kind === 'signed-out') waiting = [];
      wasOnline = kind !== 'signed-out' && (wasOnline || kind === 'online');
      if (kind !== 'online') return;
      const now = waiting;
      waiting = [];
      now.forEach((uri) => openThreadWith(uri));
    },
  };
}
