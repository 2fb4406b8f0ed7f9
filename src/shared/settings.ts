// The settings of one user on this computer. Every field has a default, so an empty or older file is a valid one.
import * as v from 'valibot';
import { settableAvailabilities } from './domain/person';
import { Style } from './ipc/values';

export const SettingsSchema = v.object({
  theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  /** BCP 47, or `system`. */
  language: v.optional(v.pipe(v.string(), v.maxLength(35)), 'system'),
  server: v.optional(v.pipe(v.string(), v.maxLength(256)), ''),
  user: v.optional(v.pipe(v.string(), v.maxLength(256)), ''),
  signInMethod: v.optional(v.picklist(['forms', 'integrated', 'sso']), 'forms'),
  rememberPassword: v.optional(v.boolean(), false),
  signInAtStart: v.optional(v.boolean(), false),
  availabilityAtSignIn: v.optional(v.picklist(settableAvailabilities), 'available'),
  showMessageInNotifications: v.optional(v.boolean(), true),
  playSounds: v.optional(v.boolean(), true),
  /** How new messages look. */
  messageStyle: v.optional(Style, { bold: false, italic: false, underline: false, strike: false }),
});

export type Settings = v.InferOutput<typeof SettingsSchema>;
export const defaultSettings: Settings = v.parse(SettingsSchema, {});
