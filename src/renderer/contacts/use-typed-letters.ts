// The letters that somebody types to come to a row: those that follow each other soon belong together.

/** As long as somebody may look for the next key. */
const typingPauseMs = 800;

export interface TypedLetters {
  /** One more. Returns all that belong together with it. */
  readonly type: (letter: string) => string;
  /** Whether a name is being typed: then a blank is one of its letters. */
  readonly isTyping: () => boolean;
  /** Whoever goes elsewhere has finished the name. */
  readonly end: () => void;
}

export function useTypedLetters(): TypedLetters {
  let typed = '';
  let typedAt = 0;
  return {
    type(letter) {
      const now = Date.now();
      typed = now - typedAt < typingPauseMs ? typed + letter : letter;
      typedAt = now;
      setTimeout(() => {
        if (Date.now() - typedAt >= typingPauseMs) typed = '';
      }, typingPauseMs);
      return typed;
    },
    isTyping: () => typed !== '',
    end: () => (typed = ''),
  };
}
