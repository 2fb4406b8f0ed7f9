// Conversations that were opened while Parley still signs in by itself: those that only the history has are brought back as soon as the
// session knows them, for until then their windows have nothing to show.
import type { ConversationId } from '../../shared/domain/conversation';

export interface AwaitedThreadsParts {
  /** The list of the last run is shown, and the session that it is of is still to come. */
  readonly isAwaited: () => boolean;
  /** Undefined: not known, or not yet. */
  readonly bringBack: (id: ConversationId) => ConversationId | undefined;
  /** It has become part of another one since. */
  readonly follow: (from: ConversationId, into: ConversationId) => void;
}

export interface AwaitedThreads {
  opened(id: ConversationId): void;
  /** The model is another one now. */
  changed(): void;
  /** There will be no such session. */
  over(): void;
}

export function createAwaitedThreads({ isAwaited, bringBack, follow }: AwaitedThreadsParts): AwaitedThreads {
  const waiting = new Set<ConversationId>();
  return {
    opened(id) {
      if (isAwaited()) waiting.add(id);
    },
    changed() {
      for (const id of waiting) {
        const now = bringBack(id);
        if (now === undefined) continue;
        waiting.delete(id);
        if (now !== id) follow(id, now);
      }
    },
    over: () => waiting.clear(),
  };
}
