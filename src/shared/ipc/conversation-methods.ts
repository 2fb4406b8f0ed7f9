// Conversations and calls.
import * as v from 'valibot';
import { method } from './define';
import { Body, CallAction, Draft, Id, Uri, Uris, maxSubjectLength } from './values';

const One = v.strictObject({ conversationId: Id });
const OneMessage = v.strictObject({ conversationId: Id, messageId: Id });
const OnePerson = v.strictObject({ conversationId: Id, uri: Uri });

export const conversationMethods = {
  'conversation:start': method(
    v.strictObject({
      to: Uris,
      subject: v.pipe(v.string(), v.maxLength(maxSubjectLength)),
      body: Body,
      /** Where it is half-written: not any more once it is on its way. It stays there where it cannot be sent. */
      draft: v.optional(Draft),
    }),
  ).returns<{ conversationId: string; messageId: string }>(),
  'conversation:accept': method(One).returns<void>(),
  'conversation:decline': method(One).returns<void>(),
  'conversation:leave': method(One).returns<void>(),
  'conversation:send': method(
    v.strictObject({
      conversationId: Id,
      body: Body,
      /** Of the session that begins with it, where none goes on. */
      subject: v.optional(v.pipe(v.string(), v.maxLength(maxSubjectLength))),
      /** The same, where it is written elsewhere than in the conversation. */
      draft: v.optional(Draft),
    }),
  ).returns<{ messageId: string }>(),
  'conversation:retry-message': method(OneMessage).returns<void>(),
  'conversation:discard-message': method(OneMessage).returns<void>(),
  'conversation:mark-read': method(One).returns<void>(),
  /** To the top of every list, or back to its place. */
  'conversation:pin': method(v.strictObject({ conversationId: Id, isPinned: v.boolean() })).returns<void>(),
  'conversation:typing': method(v.strictObject({ conversationId: Id, isTyping: v.boolean() })).returns<void>(),
  'conversation:invite': method(v.strictObject({ conversationId: Id, uris: Uris })).returns<void>(),
  'conversation:rejoin': method(One).returns<void>(),
  'conversation:eject': method(OnePerson).returns<void>(),
  'conversation:promote': method(OnePerson).returns<void>(),
  'conversation:lock': method(v.strictObject({ conversationId: Id, locked: v.boolean() })).returns<void>(),
  'call:answer': method(
    v.strictObject({ conversationId: Id, action: CallAction, to: v.optional(v.pipe(v.string(), v.maxLength(256))) }),
    /** With the conversation that it became, if it did. */
  ).returns<{ conversationId?: string }>(),
  /** A missed call has been looked at. */
  'call:mark-seen': method(One).returns<void>(),
} as const;
