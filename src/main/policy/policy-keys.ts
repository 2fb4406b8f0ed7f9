// Everything that an administrator can set, by name: the one list. Readers of files and of the registry, the templates in
// resources/policy and the table in docs/administration.md follow it. A name stands here only if something obeys it.
import * as v from 'valibot';
import type { PolicyProblem } from '../../shared/managed';
import { proxyAddress, proxyModes } from '../../shared/proxy-address';
import { SettingsSchema } from '../../shared/settings';
import { parseServerAddress } from '../uc/http/server-address';
import { hostPattern } from './host-patterns';

/** How a value is written down: in JSON, in the registry, in a form of the group policy editor. */
export type PolicyKind = 'flag' | 'choice' | 'number' | 'text' | 'list';

export interface PolicyKey<Output> {
  readonly kind: PolicyKind;
  /** Of the value; of a list, of each entry. */
  readonly schema: v.GenericSchema<unknown, Output>;
  readonly problem: PolicyProblem;
  /** Of a choice. */
  readonly choices?: readonly string[];
  /** Of a number. */
  readonly range?: readonly [min: number, max: number];
}

/** The registry has numbers alone, and so has a JSON that was made of it. */
const Flag = v.union([
  v.boolean(),
  v.pipe(
    v.picklist([0, 1]),
    v.transform((number) => number === 1),
  ),
]);
const flag = { kind: 'flag', schema: Flag, problem: 'not-yes-or-no' } as const;

function choice<const Choices extends readonly string[]>(choices: Choices): PolicyKey<Choices[number]> {
  return { kind: 'choice', schema: v.picklist(choices), problem: 'not-a-choice', choices };
}

const text = (problem: PolicyProblem, isIt: (text: string) => boolean, maxLength = 256): PolicyKey<string> => ({
  kind: 'text',
  schema: v.pipe(v.string(), v.trim(), v.maxLength(maxLength), v.check(isIt)),
  problem,
});

/** What the settings take, too. */
const maxDays = 36_500;
const maxIdleMinutes = 60;
const lastMinuteOfDay = 24 * 60 - 1;

const whole = (problem: PolicyProblem, min: number, max: number): PolicyKey<number> => ({
  kind: 'number',
  schema: v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max)),
  problem,
  range: [min, max],
});
const minuteOfDay = whole('not-a-number-of-minutes', 0, lastMinuteOfDay);
const idleMinutes = whole('not-a-number-of-minutes', 1, maxIdleMinutes);

export const policyKeys = {
  'server.address': text('not-a-server-address', (typed) => parseServerAddress(typed).ok),
  'server.allowed': {
    kind: 'list',
    schema: v.pipe(v.string(), v.trim(), v.maxLength(256), v.transform(hostPattern), v.string()),
    problem: 'not-host-patterns',
  },
  'signIn.method': choice(v.unwrap(SettingsSchema.entries.signInMethod).options),
  'signIn.publicComputer': flag,
  'signIn.severalAccounts': flag,
  'tls.allowUntrustedCertificates': flag,
  'tls.allowOldVersions': flag,
  'history.enabled': flag,
  'history.keepDays': whole('not-a-number-of-days', 0, maxDays),
  'notifications.showMessage': flag,
  'notifications.invitations': flag,
  'notifications.messages': flag,
  'notifications.contacts': flag,
  'notifications.failures': flag,
  'quietHours.enabled': flag,
  'quietHours.from': minuteOfDay,
  'quietHours.to': minuteOfDay,
  'presence.idleAfterMinutes': idleMinutes,
  'presence.awayAfterMinutes': idleMinutes,
  'updates.enabled': flag,
  'updates.address': text('not-an-https-address', isHttps, 2_048),
  'proxy.mode': choice(proxyModes),
  'proxy.address': text('not-a-proxy-address', (typed) => proxyAddress(typed) !== undefined),
  'diagnostics.recording': flag,
  'start.atLogin': flag,
  language: {
    kind: 'text',
    schema: v.pipe(v.string(), v.trim(), v.maxLength(35), v.check(isLanguage), v.transform(systemInLowerCase)),
    problem: 'not-a-language',
  },
} as const satisfies Readonly<Record<string, PolicyKey<unknown>>>;

export type PolicyKeyName = keyof typeof policyKeys;
export const policyKeyNames = Object.keys(policyKeys) as readonly PolicyKeyName[];

type Output<Name extends PolicyKeyName> = v.InferOutput<(typeof policyKeys)[Name]['schema']>;

export type PolicyValues = {
  readonly [Name in PolicyKeyName]?: (typeof policyKeys)[Name]['kind'] extends 'list'
    ? readonly Output<Name>[]
    : Output<Name>;
};

export function isPolicyKey(name: string): name is PolicyKeyName {
  return Object.hasOwn(policyKeys, name);
}

/** Without a name and a password in it: whoever reads the policy would read them. */
function isHttps(typed: string): boolean {
  if (/[\s\\]/u.test(typed) || !URL.canParse(typed)) return false;
  const { protocol, username, password } = new URL(typed);
  return protocol === 'https:' && username === '' && password === '';
}

/** BCP 47, by whose grammar `system` is one as well. */
function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** The capitals of a language mean nothing, and no more do those of this. */
function systemInLowerCase(tag: string): string {
  return tag.toLowerCase() === 'system' ? 'system' : tag;
}
