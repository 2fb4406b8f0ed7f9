// Signing in and out.
import * as v from 'valibot';
import type { AccountChange } from '../domain/account-change';
import type { StartSignIn } from '../domain/start-sign-in';
import { method } from './define';
import { Nothing, SettableAvailability, ShortText } from './values';

export const sessionMethods = {
  /** Resolves when online. */
  'session:sign-in': method(
    v.strictObject({
      /** As typed: a host, `host:port` or an URL. */
      server: ShortText,
      method: v.picklist(['forms', 'integrated', 'sso']),
      user: v.optional(ShortText),
      /** Absent: use the remembered one. */
      password: v.optional(v.pipe(v.string(), v.maxLength(1024))),
      remember: v.boolean(),
      isPublicComputer: v.boolean(),
      availability: SettableAvailability,
    }),
  ).returns<void>(),
  /** Answers a connection that asks; rejects when the password is refused again. */
  'session:answer': method(
    v.strictObject({ password: v.optional(v.pipe(v.string(), v.maxLength(1024))) }),
  ).returns<void>(),
  /** Starts the embedded server and signs in to it. Resolves when online. */
  'session:try-demo': method(Nothing).returns<void>(),
  /** Resolves too when the person, asked whether to lose what is not sent, thinks better of it. */
  'session:sign-out': method(Nothing).returns<void>(),
  /** Gives up signing in or reconnecting. */
  'session:cancel': method(Nothing).returns<void>(),
  'session:retry-now': method(Nothing).returns<void>(),
  /** Opens, in the browser, the page of a network that asks for a sign-in of its own. */
  'session:open-network-page': method(Nothing).returns<void>(),
  /**
   * The person wants to sign in where the server sent us last (`redirect` of the failure); what is remembered for that server
   * counts there from now on. Refused (`not-allowed`) for any other address. Signing in is a method of its own.
   */
  'session:agree-to-redirect': method(ShortText).returns<void>(),
  /** Whether a password is kept for this server and user; the password itself never leaves the main process. A guest finds none. */
  'session:has-password': method(v.strictObject({ server: ShortText, user: ShortText })).returns<boolean>(),
  /** False: it could not be forgotten. Refused (`not-allowed`) in the session of a guest. */
  'session:forget-password': method(v.strictObject({ server: ShortText, user: ShortText })).returns<boolean>(),
  /** Of the accounts of this computer, those whose password is remembered. A guest finds none. */
  'session:kept-passwords': method(Nothing).returns<readonly { readonly server: string; readonly user: string }[]>(),
  /**
   * From the account that is signed in to this one of the profiles, after asking where something would end, be lost, or not work. False:
   * the person thought better of it. How it goes is told by `account-change:changed`. Refused (`not-allowed`) in the session of a guest.
   */
  'session:switch': method(v.strictObject({ server: ShortText, user: ShortText })).returns<boolean>(),
  /**
   * From the account that is signed in to an empty form, after asking as for a change; with a way back. False: the person thought better of
   * it. Refused (`not-allowed`) in the session of a guest.
   */
  'session:add-account': method(Nothing).returns<boolean>(),
  /** Null: none is under way, and none has stopped. */
  'session:account-change': method(Nothing).returns<AccountChange | null>(),
  /** Null: Parley does not sign in by itself, or has done so. */
  'session:start-sign-in': method(Nothing).returns<StartSignIn | null>(),
  /** To the account before one that could not be changed to. */
  'session:go-back': method(Nothing).returns<void>(),
  /** Whether this computer has a key store to keep a password in; asked by the window that would promise it. */
  'session:can-remember': method(Nothing).returns<boolean>(),
  /** Whether whoever is signed in, or about to be, does not own this computer: what is kept here is none of theirs. */
  'session:is-guest': method(Nothing).returns<boolean>(),
  /** The host of the server of the session that is open; empty while nobody is signed in. */
  'session:server': method(Nothing).returns<string>(),
  /** Keyboard or mouse was used in this window. */
  'session:note-activity': method(Nothing).returns<void>(),
} as const;
