// Recording what the server says, and looking at what was recorded.
import * as v from 'valibot';
import {
  maxNameLength,
  recordedParts,
  recordingMinutes,
  type RecordedSteps,
  type RecordedText,
  type RecordingContents,
  type RecordingProblem,
  type RecordingState,
} from '../domain/recording';
import { method } from './define';
import { Nothing, ShortText } from './values';

const Place = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const recordingMethods = {
  'recording:state': method(Nothing).returns<RecordingState>(),
  /** Asks where to. False: the person thought better of it. */
  'recording:start': method(v.strictObject({ minutes: v.picklist(recordingMinutes) })).returns<boolean>(),
  'recording:stop': method(Nothing).returns<void>(),
  /** Whether the next recording keeps this name. */
  'recording:allow': method(
    v.strictObject({ name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(maxNameLength)), isAllowed: v.boolean() }),
  ).returns<void>(),
  /** The last one, or one that the person is asked for; null: none after all. */
  'recording:open': method(v.picklist(['last', 'file'])).returns<
    RecordingContents | { readonly problem: RecordingProblem; readonly line?: number } | null
  >(),
  /** A page of the one that is open, from the place `from` in what has these words in it. */
  'recording:steps': method(v.strictObject({ search: ShortText, from: Place })).returns<RecordedSteps>(),
  /** A piece of what passed in one step. */
  'recording:text': method(
    v.strictObject({ step: Place, part: v.picklist(recordedParts), from: Place }),
  ).returns<RecordedText>(),
  'recording:close': method(Nothing).returns<void>(),
  /** The one that is open, in the folder where it lies. */
  'recording:show-in-folder': method(Nothing).returns<void>(),
} as const;
