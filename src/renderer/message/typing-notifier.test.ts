import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTypingNotifier } from './typing-notifier';

describe('a typing notifier', () => {
  let told: boolean[] = [];
  const create = (refreshS = 60) =>
    createTypingNotifier(
      (isTyping) => told.push(isTyping),
      () => refreshS,
    );
  beforeEach(() => {
    told = [];
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it('tells the first key and stays quiet for the next ones', () => {
    const typing = create();
    for (const text of ['h', 'he', 'hel', 'help']) typing.onInput(text);
    expect(told).toEqual([true]);
  });

  it('tells again two seconds before the typing state runs out', () => {
    const typing = create(8);
    typing.onInput('a');
    vi.advanceTimersByTime(5_900);
    typing.onInput('ab');
    expect(told).toEqual([true]);
    vi.advanceTimersByTime(100);
    typing.onInput('abc');
    expect(told).toEqual([true, true]);
  });

  it('never tells more than once a second, whatever the policy says', () => {
    const typing = create(0);
    for (let key = 0; key < 30; key += 1) {
      typing.onInput('x'.repeat(key + 1));
      vi.advanceTimersByTime(100);
    }
    expect(told).toEqual([true, true, true]);
  });

  it('tells the end once when the text is cleared, sent or left alone', () => {
    const typing = create();
    typing.onInput('a');
    typing.onInput('');
    typing.onInput('');
    expect(told).toEqual([true, false]);
    typing.onInput('b');
    typing.stop();
    typing.stop();
    expect(told).toEqual([true, false, true, false]);
    typing.onInput('c');
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual([true, false, true, false, true, false]);
    vi.advanceTimersByTime(60_000);
    expect(told).toHaveLength(6);
  });

  it('says nothing of white space, which is nothing to send', () => {
    create().onInput('  \n');
    expect(told).toEqual([]);
  });
});
