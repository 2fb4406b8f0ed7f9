// Which key somebody meant who wrote one that there is not, as far as that can be told without repeating what they wrote. Pure.
import { policyKeyNames, type PolicyKeyName } from './policy-keys';

/** Other capitals, and one letter too many, too few, another, or two of them swapped. */
export function resembledKey(written: string): PolicyKeyName | undefined {
  const lower = written.toLowerCase();
  return policyKeyNames.find((name) => isOneSlipAway(lower, name.toLowerCase()));
}

function isOneSlipAway(written: string, meant: string): boolean {
  if (Math.abs(written.length - meant.length) > 1) return false;
  let start = 0;
  while (start < meant.length && written[start] === meant[start]) start += 1;
  let same = 0;
  while (same < Math.min(written.length, meant.length) - start && written.at(-1 - same) === meant.at(-1 - same))
    same += 1;
  const [here, there] = [written, meant].map((text) => text.slice(start, text.length - same)) as [string, string];
  if (here.length <= 1 && there.length <= 1) return true;
  return here.length === 2 && there.length === 2 && here[0] === there[1] && here[1] === there[0];
}
