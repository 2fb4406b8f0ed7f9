// What an administrator has set, for somebody else's eyes: names, choices and numbers; of a text only whether there is one, of a list how
// long it is. Pure.
import type { KeyRefusal, Policy } from '../policy/merge-policy';
import { isPolicyKey, policyKeyNames, policyKeys, type PolicyKeyName } from '../policy/policy-keys';
import { resembledKey } from '../policy/resembled-key';

export function plainPolicy({ values, refusedKeys, refusedSources }: Policy): string {
  const lines = [
    ...policyKeyNames
      .filter((name) => values[name] !== undefined)
      .map((name) => `${name}: ${plain(name, values[name])}`),
    ...refusedSources.map(({ source, problem }) => `refused: all of it: ${problem} (${source})`),
    ...refusedKeys.map(plainRefusal),
  ];
  return `${lines.length === 0 ? 'nothing is set' : lines.join('\n')}\n`;
}

/** What is no name of ours may be anything, an address too: of it nothing is told but which name of ours it is almost. */
function plainRefusal({ source, key, problem }: KeyRefusal): string {
  if (isPolicyKey(key)) return `refused: ${key}: ${problem} (${source})`;
  const meant = resembledKey(key);
  return `refused: ?: ${problem}${meant === undefined ? '' : `, almost ${meant}`} (${source})`;
}

function plain(name: PolicyKeyName, value: unknown): string {
  switch (policyKeys[name].kind) {
    case 'flag':
    case 'number':
    case 'choice':
      return String(value);
    case 'list':
      return `(${Array.isArray(value) ? value.length : 0})`;
    case 'text':
      return name === 'server.address' ? 'server-1' : '(set)';
  }
}
