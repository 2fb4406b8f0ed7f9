// What is slow for something that reads, told by the attack that shows it: each at lengths that are over quickly, the dearest of them
// at 100,000 characters as well.
import { attacksOn, type Attack } from './attacks';
import { costMs, superLinear } from './growth';

/** What takes ages for a few characters shows itself on few. */
const firstLengths = [24, 28, 32, 40, 60, 100, 200, 1_000, 10_000];
const longest = 100_000;
const dearest = 3;

export function weaknessOf(read: (text: string) => unknown, attacks: readonly Attack[]): string | undefined {
  const tried: { readonly attack: Attack; readonly cost: number }[] = [];
  const trouble = (attack: Attack, lengths: readonly number[]): string | undefined => {
    const slow = superLinear((length) => read(attack(length)), lengths);
    return slow && `${slow}: ${JSON.stringify(attack(20))}`;
  };
  for (const attack of attacks) {
    const slow = trouble(attack, firstLengths);
    if (slow) return slow;
    const text = attack(firstLengths.at(-1) ?? 0);
    tried.push({ attack, cost: costMs(() => read(text)) });
  }
  tried.sort((one, other) => other.cost - one.cost);
  for (const { attack } of tried.slice(0, dearest)) {
    const slow = trouble(attack, [longest]);
    if (slow) return slow;
  }
  return undefined;
}

export function weaknessOfExpression(expression: RegExp): string | undefined {
  const read = (text: string): void => {
    expression.lastIndex = 0;
    if (expression.global) text.replace(expression, '');
    else expression.exec(text);
  };
  return weaknessOf(read, attacksOn(expression));
}
