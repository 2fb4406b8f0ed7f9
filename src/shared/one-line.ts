// What somebody wrote as one line of ours: a row, a notification, a menu. What a field of one line takes is `inOneLine` (line-breaks.ts),
// which leaves everything else as it was typed. Pure.
import { withoutTurns } from './direction-marks';

export function oneLine(text: string): string {
  return withoutTurns(text).replace(/\s+/gu, ' ').trim();
}
