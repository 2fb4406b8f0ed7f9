// What the journal has of earlier runs, as the model will show it once this user is signed in: the same step, taken on nothing. For whoever
// shows it before that; the account takes it again, and what is made up here goes nowhere else.
import { emptyModel, type Change } from '../../shared/domain/model';
import { newAccountState } from './account-state';
import { firstIds } from './ids';
import type { JournalContents } from './journal';
import { reduceAccount } from './reduce-account';

export function earlierTalks(contents: JournalContents, now: number): readonly Change[] {
  const moment = { now, monotonicNow: 0, isOnline: false };
  return reduceAccount(newAccountState(firstIds, 0), { kind: 'restored', contents }, emptyModel, moment).changes;
}
