// Schemas of the values that cross from a window into the main process. All of it is hostile until it has passed here.
import * as v from 'valibot';
import { accessLevels, accessMemberTypes } from '../domain/contact';
import { callActions } from '../domain/conversation';
import { maxMessageLength } from '../domain/message';
import { canBeWrittenTo, settableAvailabilities } from '../domain/person';

export const maxSubjectLength = 400;
export const maxNoteLength = 500;
export const maxGroupNameLength = 128;
/** Addresses that one method takes. */
export const maxRecipients = 32;
/** In one conversation, oneself among them (field notes). */
export const maxPeople = 32;
/** More than anybody can invite: whoever has chosen too many is told so, and takes some out. */
export const maxChosen = 200;

export const Nothing = v.undefined();
export const Uri = v.pipe(
  v.string(),
  v.maxLength(512),
  v.transform((value) => value.trim().toLowerCase()),
  v.check(canBeWrittenTo, 'a sip: address'),
);
/** Somebody in the contact list, where more stands than messages can go to. */
export const ListedUri = v.pipe(
  v.string(),
  v.maxLength(1024),
  v.transform((value) => value.trim().toLowerCase()),
  v.nonEmpty(),
);
/** Whose presence is asked for at once: as many as a search finds. */
const maxQueried = 500;
export const QueriedUris = v.pipe(v.array(Uri), v.minLength(1), v.maxLength(maxQueried));
export const Uris = v.pipe(v.array(Uri), v.minLength(1), v.maxLength(maxRecipients));
export const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/u));
/** `conversation:c1`, `subject:c1`, `invitation`, `invitation:…`, `note`. */
export const DraftKey = v.pipe(v.string(), v.regex(/^[a-z]+(?::[A-Za-z0-9_-]{1,64})?$/u));
export const Draft = v.strictObject({ key: DraftKey, value: v.string() });
export const GroupId = v.pipe(v.number(), v.integer(), v.minValue(0));
export const ShortText = v.pipe(v.string(), v.maxLength(256));
export const Style = v.strictObject({
  font: v.optional(v.pipe(v.string(), v.maxLength(64))),
  bold: v.boolean(),
  italic: v.boolean(),
  underline: v.boolean(),
  strike: v.boolean(),
  color: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/u))),
  rightToLeft: v.optional(v.boolean()),
});
export const Body = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(maxMessageLength)),
  style: v.optional(Style),
});
export const SettableAvailability = v.picklist(settableAvailabilities);
export const AccessMember = v.strictObject({
  type: v.picklist(accessMemberTypes),
  value: v.optional(v.pipe(v.string(), v.maxLength(512))),
});
export const AccessLevel = v.picklist(accessLevels);
export const CallAction = v.picklist(callActions);
