// What was begun in the settings and does not count yet.
import * as v from 'valibot';

export const SettingsDraftsSchema = v.strictObject({
  /** The address of a proxy, as far as it is typed. */
  proxy: v.optional(v.pipe(v.string(), v.maxLength(256))),
  /** A proxy was chosen, and there is no address yet. */
  isProxyWanted: v.boolean(),
  /** What this account is to be called. */
  account: v.optional(
    v.strictObject({
      server: v.pipe(v.string(), v.maxLength(256)),
      user: v.pipe(v.string(), v.maxLength(256)),
      name: v.pipe(v.string(), v.maxLength(256)),
    }),
  ),
});
export type SettingsDrafts = v.InferOutput<typeof SettingsDraftsSchema>;

export const emptySettingsDrafts: SettingsDrafts = { isProxyWanted: false };
