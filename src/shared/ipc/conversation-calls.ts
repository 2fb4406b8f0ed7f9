// Conversations and calls.
import * as v from 'valibot';
import { call } from './define';
import { Body, CallAction, Id, Uri, Uris, maxSubjectLength } from './values';

const One = v.strictObject({ conversationId: Id });
const OneMessage = v.strictObject({ conversationId: Id, messageId: Id });
const OnePerson = v.strictObject({ conversationId: Id, uri: Uri });

export const conversationCalls = {
  'conversation:start': call(
    v.strictObject({ to: Uris, subject: v.pipe(v.string(), v.maxLength(maxSubjectLength)), body: Body }),
  ).returns<{ conversationId: string; messageId: string }>(),
  'conversation:accept': call(One).returns<void>(),
  'conversation:decline': call(One).returns<void>(),
  'conversation:leave': call(One).returns<void>(),
  'conversation:send': call(v.strictObject({ conversationId: Id, body: Body })).returns<{ messageId: string }>(),
  'conversation:retry-message': call(OneMessage).returns<void>(),
  'conversation:discard-message': call(OneMessage).returns<void>(),
  'conversation:mark-read': call(One).returns<void>(),
  'conversation:close': call(One).returns<void>(),
  'conversation:typing': call(v.strictObject({ conversationId: Id, isTyping: v.boolean() })).returns<void>(),
  'conversation:invite': call(v.strictObject({ conversationId: Id, uris: Uris })).returns<void>(),
  'conversation:rejoin': call(One).returns<void>(),
  'conversation:eject': call(OnePerson).returns<void>(),
  'conversation:promote': call(OnePerson).returns<void>(),
  'conversation:lock': call(v.strictObject({ conversationId: Id, locked: v.boolean() })).returns<void>(),
  'call:answer': call(
    v.strictObject({ conversationId: Id, action: CallAction, to: v.optional(v.pipe(v.string(), v.maxLength(256))) }),
  ).returns<void>(),
  /** A missed call has been looked at. */
  'call:mark-seen': call(One).returns<void>(),
} as const;
