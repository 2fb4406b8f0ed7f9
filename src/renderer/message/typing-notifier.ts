// Tells that somebody is typing, seldom enough for a wire that polls (protocol.md 6.5): at the first key, again while typing goes on
// two seconds before the typing state would run out at the other end, and once when it stops.

export interface TypingNotifier {
  /** After every change of the text. */
  onInput(text: string): void;
  /** Sent, left or closed: says so if typing was told. */
  stop(): void;
}

/** Somebody who has not touched a key for this long is thinking, not typing. */
const pauseMs = 10_000;
const marginMs = 2_000;
const minRefreshMs = 1_000;

export function createTypingNotifier(
  notify: (isTyping: boolean) => void,
  /** Life of one typing state in seconds, as the server's policy says now. */
  refreshS: () => number,
  now: () => number = () => performance.now(),
): TypingNotifier {
  let toldAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(timer);
    if (toldAt === undefined) return;
    toldAt = undefined;
    notify(false);
  }

  function onInput(text: string): void {
    if (text.trim() === '') return stop();
    clearTimeout(timer);
    timer = setTimeout(stop, pauseMs);
    const refreshMs = Math.max(minRefreshMs, refreshS() * 1000 - marginMs);
    if (toldAt !== undefined && now() - toldAt < refreshMs) return;
    toldAt = now();
    notify(true);
  }

  return { onInput, stop };
}
