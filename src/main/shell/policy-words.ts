// What of an administrator's values does not count, and why, in one line of a notice.
import type { PolicyProblem, PolicySourceProblem } from '../../shared/managed';
import { t } from './language';

/** More would fill the window; diagnostics tell all. */
const maxListed = 5;

export function refusedKeysText(refused: readonly { readonly key: string; readonly problem: PolicyProblem }[]): string {
  return inOneLine(refused.map(({ key, problem }) => `${key.slice(0, 64)} (${t(`shell.policyProblem.${problem}`)})`));
}

export function refusedSourcesText(
  refused: readonly { readonly place: string; readonly problem: PolicySourceProblem }[],
): string {
  return inOneLine(refused.map(({ place, problem }) => `${place} (${t(`shell.policySourceProblem.${problem}`)})`));
}

function inOneLine(all: readonly string[]): string {
  const more = all.length - maxListed;
  return [...all.slice(0, maxListed), ...(more > 0 ? [t('shell.policyMore', {}, more)] : [])].join('; ');
}
