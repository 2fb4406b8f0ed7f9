// The question before something typed is lost by signing out or quitting.
import * as v from 'valibot';
import type { LeavingQuestion } from '../domain/leaving';
import { method } from './define';
import { Nothing } from './values';

export const leavingMethods = {
  /** The one that waits for an answer; whoever asks for it shows it. What follows is told by `leaving:changed`. */
  'leaving:question': method(Nothing).returns<LeavingQuestion | null>(),
  'leaving:answer': method(v.strictObject({ isAgreed: v.boolean() })).returns<void>(),
} as const;
