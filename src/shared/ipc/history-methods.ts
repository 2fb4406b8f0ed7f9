// What was said before, and what is half-written.
import * as v from 'valibot';
import { historyKinds } from '../domain/history';
import type { HistoryConversation, HistoryPage, HistoryPerson, HistoryStatus } from '../domain/history';
import type { LogImportState } from '../domain/log-import';
import type { Message } from '../domain/message';
import type { ThreadEvent } from '../domain/thread-event';
import type { OpenedDraft } from '../domain/undelivered';
import { method } from './define';
import { Draft, DraftKey, Id, ListedUri, Nothing, Uri } from './values';

const Time = v.pipe(v.number(), v.integer());
const Limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200));
/** Of a thread, which may be read in bigger pieces; one more than is shown says whether there are more. */
const PageLimit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_001));
const Kind = v.picklist(historyKinds);
/** Null: nobody here; it keeps its name. */
const LogChoices = v.pipe(
  v.array(v.strictObject({ key: v.pipe(v.string(), v.maxLength(8_192)), uri: v.nullable(Uri) })),
  v.maxLength(100_000),
);

export const historyMethods = {
  'history:status': method(Nothing).returns<HistoryStatus>(),
  'history:search': method(
    v.strictObject({
      text: v.pipe(v.string(), v.maxLength(500)),
      person: v.optional(ListedUri),
      kind: v.optional(Kind),
      conversationId: v.optional(Id),
      from: v.optional(Time),
      to: v.optional(Time),
      limit: Limit,
      cursor: v.optional(v.pipe(v.number(), v.integer())),
    }),
  ).returns<HistoryPage>(),
  /** Conversations and calls, newest first. */
  'history:conversations': method(
    v.strictObject({
      limit: Limit,
      person: v.optional(ListedUri),
      kind: v.optional(Kind),
      from: v.optional(Time),
      to: v.optional(Time),
      after: v.optional(v.strictObject({ lastActivityAt: Time, id: Id })),
    }),
  ).returns<readonly HistoryConversation[]>(),
  /** Everybody who took part in anything, by name. */
  'history:people': method(Nothing).returns<readonly HistoryPerson[]>(),
  /** What happened in a thread besides messages, oldest first; of a part of it, both times counted in. */
  'history:events': method(
    v.strictObject({ conversationId: Id, since: v.optional(Time), until: v.optional(Time) }),
  ).returns<readonly ThreadEvent[]>(),
  /** A page of a thread, oldest first. */
  'history:messages': method(
    v.strictObject({
      conversationId: Id,
      place: v.optional(
        v.strictObject({ kind: v.picklist(['before', 'after', 'around']), messageId: Id, at: v.optional(Time) }),
      ),
      limit: PageLimit,
    }),
  ).returns<readonly Message[]>(),
  'history:delete-conversation': method(v.strictObject({ conversationId: Id })).returns<void>(),
  'history:delete-all': method(Nothing).returns<void>(),
  /** How many messages would go if they were kept for so many days. */
  'history:count-older': method(
    v.strictObject({ days: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  ).returns<number>(),
  /** Asks where to, and writes one conversation or all. False: the person thought better of it, then or in between. */
  'history:export': method(
    v.strictObject({ format: v.picklist(['html', 'json', 'text']), conversationId: v.optional(Id) }),
  ).returns<boolean>(),
  /** Where the import of other programs' logs stands; that it has changed, `history:importing` tells. */
  'history:logs': method(Nothing).returns<LogImportState>(),
  /** Asks for a folder, and reads what logs of other programs are in it. Done when it is read, or nothing was chosen. */
  'history:read-logs': method(Nothing).returns<void>(),
  /** Of what was read last; goes on also when the window that asked is closed. */
  'history:add-logs': method(LogChoices).returns<void>(),
  /** Who is who in what was read last, as far as somebody has said so: there again in `history:logs`. */
  'history:choose-logs': method(LogChoices).returns<void>(),
  'history:stop-logs': method(Nothing).returns<void>(),
  /** What was read, or how it ended, was seen and is not needed any more. */
  'history:logs-seen': method(Nothing).returns<void>(),
  'history:cancel-export': method(Nothing).returns<void>(),
  /** An empty value forgets it. Whatever can be typed can be kept, however long: how much can be sent is said where it is written. */
  'draft:save': method(Draft).returns<void>(),
  /** Empty: there is none. */
  'draft:load': method(DraftKey).returns<string>(),
  /** The same, for a field that hears of `draft:returned` as well. */
  'draft:open': method(DraftKey).returns<OpenedDraft>(),
  /** Of everything that is half-written; what follows comes by `draft:keys`. */
  'draft:list': method(Nothing).returns<readonly string[]>(),
} as const;
