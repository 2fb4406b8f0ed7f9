// What windows and diagnostics are told of a policy. Pure.
import type { Managed } from '../../shared/managed';
import type { Settings } from '../../shared/settings';
import type { Policy } from './merge-policy';
import { fixedSettings } from './managed-settings';
import { isPolicyKey } from './policy-keys';
import { sessionRules } from './session-rules';

export function managedOf({ values, refusedKeys, refusedSources }: Policy): Managed {
  const rules = sessionRules(values);
  const startsAtLogin = values['start.atLogin'];
  return {
    settings: Object.keys(fixedSettings(values)) as (keyof Settings)[],
    ...(rules.isPublicComputer !== undefined && { isPublicComputer: rules.isPublicComputer }),
    ...(startsAtLogin !== undefined && { startsAtLogin }),
    mayTrustCertificates: rules.mayTrustCertificates,
    mayAllowOldTls: rules.mayAllowOldTls,
    offersDemo: rules.offersDemo,
    keepsHistory: rules.keepsHistory,
    applied: Object.keys(values),
    refused: [
      ...refusedSources.map(({ source, problem }) => ({ source, problem })),
      ...refusedKeys.map(({ source, key, problem }) => ({ source, key: nameOfKey(key), problem })),
    ],
  };
}

/** What is no name of ours may be anything, a person's name too: told is only what looks like one of a setting. */
export function nameOfKey(key: string): string {
  return isPolicyKey(key) || /^[a-z][\w.]{0,63}$/iu.test(key) ? key : '?';
}
