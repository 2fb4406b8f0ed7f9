import { describe, expect, it } from 'vitest';
import { holdBack } from './held-back';

describe('what is held back', () => {
  it('is heard once, in order, and what is said later at once', () => {
    const heard: number[] = [];
    const numbers = holdBack<number>();
    numbers.say(1);
    numbers.say(2);
    numbers.listen((value) => heard.push(value));
    expect(heard).toEqual([1, 2]);
    numbers.say(3);
    expect(heard).toEqual([1, 2, 3]);
  });
});
