// Contacts, groups, presence, directory.
import * as v from 'valibot';
import type { GroupId as GroupIdType, SearchResults } from '../domain/contact';
import { call } from './define';
import {
  AccessLevel,
  GroupId,
  ListedUri,
  Nothing,
  SettableAvailability,
  ShortText,
  Uri,
  Uris,
  maxNoteLength,
} from './values';

export const contactCalls = {
  'self:set-availability': call(SettableAvailability).returns<void>(),
  'self:set-note': call(v.pipe(v.string(), v.maxLength(maxNoteLength))).returns<void>(),
  'directory:search': call(v.pipe(v.string(), v.maxLength(200))).returns<SearchResults>(),
  'presence:query': call(Uris).returns<void>(),
  'contact:add': call(v.strictObject({ uri: Uri, name: ShortText, groupIds: v.array(GroupId) })).returns<void>(),
  'contact:update': call(
    v.strictObject({
      uri: ListedUri,
      name: v.optional(ShortText),
      groupIds: v.optional(v.array(GroupId)),
      tag: v.optional(v.boolean()),
    }),
  ).returns<void>(),
  'contact:remove': call(ListedUri).returns<void>(),
  'contact:set-access': call(v.strictObject({ uri: Uri, level: AccessLevel })).returns<void>(),
  'group:add': call(ShortText).returns<GroupIdType>(),
  'group:rename': call(v.strictObject({ id: GroupId, name: ShortText })).returns<void>(),
  'group:remove': call(GroupId).returns<void>(),
  'subscribers:acknowledge': call(Uris).returns<void>(),
  'subscribers:acknowledge-all': call(Nothing).returns<void>(),
} as const;
