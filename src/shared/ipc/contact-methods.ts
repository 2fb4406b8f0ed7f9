// Contacts, groups, presence, directory.
import * as v from 'valibot';
import type { GroupId as GroupIdType, SearchResults, SubscriberOutcome } from '../domain/contact';
import { contactFormats } from '../transfer/contact-files';
import { method } from './define';
import {
  AccessLevel,
  AccessMember,
  GroupId,
  ListedUri,
  Nothing,
  QueriedUris,
  SettableAvailability,
  ShortText,
  Uri,
  maxGroupNameLength,
  maxNoteLength,
} from './values';

const Time = v.pipe(v.number(), v.integer(), v.minValue(0));
const GroupName = v.pipe(v.string(), v.maxLength(maxGroupNameLength));

/** What was decided about somebody who has added the local user. */
const SubscriberAnswerSchema = v.strictObject({
  uri: Uri,
  name: ShortText,
  groupIds: v.optional(v.pipe(v.array(GroupId), v.maxLength(1_000))),
  level: v.optional(AccessLevel),
});

export const contactMethods = {
  /** `automatic`: whatever was set by hand is taken back. */
  'self:set-availability': method(v.union([SettableAvailability, v.literal('automatic')])).returns<void>(),
  /** “Do not disturb” until then; after that what was set before. */
  'self:quiet-until': method(Time).returns<void>(),
  /** When the note that stands now goes; null: for good. */
  'self:note-until': method(v.nullable(Time)).returns<void>(),
  'self:set-note': method(v.pipe(v.string(), v.maxLength(maxNoteLength))).returns<void>(),
  'directory:search': method(v.pipe(v.string(), v.maxLength(200))).returns<SearchResults>(),
  'presence:query': method(QueriedUris).returns<void>(),
  /** Rejects with `bad-uri` where messages cannot go to it and it was not taken off the list before. */
  'contact:add': method(
    v.strictObject({ uri: ListedUri, name: ShortText, groupIds: v.array(GroupId) }),
  ).returns<void>(),
  'contact:update': method(
    v.strictObject({
      uri: ListedUri,
      name: v.optional(ShortText),
      into: v.optional(v.array(GroupId)),
      outOf: v.optional(v.array(GroupId)),
      tag: v.optional(v.boolean()),
    }),
  ).returns<void>(),
  'contact:remove': method(ListedUri).returns<void>(),
  'contact:set-access': method(v.strictObject({ uri: Uri, level: v.nullable(AccessLevel) })).returns<void>(),
  /** Likewise of a whole kind of people. */
  'access:set': method(v.strictObject({ member: AccessMember, level: v.nullable(AccessLevel) })).returns<void>(),
  /** JSON of the changes that lead from an empty model to what was said lately in that account; null: likewise. */
  'contacts:last-talks': method(Nothing).returns<string | null>(),
  /** Asks where to, and writes the whole list. Resolves with the file; null: the person thought better of it. */
  'contacts:export': method(v.strictObject({ format: v.picklist(contactFormats) })).returns<string | null>(),
  /** Shows what this window has written last where it is. False: it has written nothing. */
  'contacts:show-export': method(Nothing).returns<boolean>(),
  'group:add': method(GroupName).returns<GroupIdType>(),
  'group:rename': method(v.strictObject({ id: GroupId, name: GroupName })).returns<void>(),
  'group:remove': method(GroupId).returns<void>(),
  'subscribers:answer': method(SubscriberAnswerSchema).returns<SubscriberOutcome>(),
} as const;
