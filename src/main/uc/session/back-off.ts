// How long to wait before the next attempt to reconnect: growing, spread by chance, so that a restarted server is not
// met by everybody at once.

const stepsS = [1, 2, 3, 5, 8, 13, 21, 34, 55] as const;
const maxJitterMs = 5_000;

/** `attempt` counts from 1; `random` is 0 ≤ n < 1. */
export function pickNextDelay(attempt: number, random: number): number {
  const step = stepsS[Math.min(Math.max(attempt, 1), stepsS.length) - 1] ?? stepsS[0];
  return step * 1_000 + Math.floor(random * maxJitterMs);
}
