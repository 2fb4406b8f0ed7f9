// What windows are told of a policy. Pure.
import type { Managed } from '../../shared/managed';
import type { Settings } from '../../shared/settings';
import type { Policy } from './merge-policy';
import { fixedSettings } from './managed-settings';
import { isPolicyKey } from './policy-keys';
import { sessionRules } from './session-rules';

export function managedOf({ values, refusedKeys, refusedSources }: Policy, isInstalled: boolean): Managed {
  const rules = sessionRules(values);
  return {
    settings: Object.keys(fixedSettings(values)) as (keyof Settings)[],
    ...(rules.isPublicComputer !== undefined && { isPublicComputer: rules.isPublicComputer }),
    mayStartAtLogin: isInstalled,
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

/** For the person's own eyes: as it was written, where it looks like a name. */
function nameOfKey(key: string): string {
  return isPolicyKey(key) || /^[a-z][\w.]{0,63}$/iu.test(key) ? key : '?';
}
