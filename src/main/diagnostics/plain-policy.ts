// What an administrator has set, for somebody else's eyes: names, choices and numbers; of a text only whether there is one, of a list how
// long it is. Pure.
import type { Policy } from '../policy/merge-policy';
import { nameOfKey } from '../policy/managed';
import { policyKeyNames, policyKeys, type PolicyKeyName } from '../policy/policy-keys';

export function plainPolicy({ values, refusedKeys, refusedSources }: Policy): string {
  const lines = [
    ...policyKeyNames
      .filter((name) => values[name] !== undefined)
      .map((name) => `${name}: ${plain(name, values[name])}`),
    ...refusedSources.map(({ source, problem }) => `refused: all of it: ${problem} (${source})`),
    ...refusedKeys.map(({ source, key, problem }) => `refused: ${nameOfKey(key)}: ${problem} (${source})`),
  ];
  return `${lines.length === 0 ? 'nothing is set' : lines.join('\n')}\n`;
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
