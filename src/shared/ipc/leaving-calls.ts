// The question before something typed is lost by signing out or quitting.
import * as v from 'valibot';
import type { LeavingQuestion } from '../domain/leaving';
import { call } from './define';
import { Nothing } from './values';

export const leavingCalls = {
  /** The one that waits for an answer; whoever asks for it shows it. What follows is told by `leaving:changed`. */
  'leaving:question': call(Nothing).returns<LeavingQuestion | null>(),
  'leaving:answer': call(v.strictObject({ isAgreed: v.boolean() })).returns<void>(),
} as const;
