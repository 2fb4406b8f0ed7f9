import { effectScope } from 'vue';
import { describe, expect, it } from 'vitest';
import { useOutcomes } from '../contacts/outcomes';
import { isPageKept, keepsPage } from './kept-page';

describe('a page', () => {
  it('is kept as long as one of those who may hold it does, and is there', () => {
    let isHeld = true;
    const scope = effectScope();
    scope.run(() => {
      keepsPage(() => false);
      keepsPage(() => isHeld);
    });
    expect(isPageKept()).toBe(true);
    isHeld = false;
    expect(isPageKept()).toBe(false);
    isHeld = true;
    scope.stop();
    expect(isPageKept()).toBe(false);
  });

  it('is kept while something goes on or waits for its turn, and until what did not happen has been seen', async () => {
    const scope = effectScope();
    const { inTurn, show, dismiss } = scope.run(() => useOutcomes())!;
    let end = (): void => undefined;
    const first = inTurn(() => new Promise<void>((resolve) => (end = resolve)));
    expect(isPageKept()).toBe(true);
    const second = inTurn(() =>
      Promise.resolve(show({ text: () => 'no', problems: [{ names: ['Kim'], why: 'person-gone' }], canUndo: false })),
    );
    await Promise.resolve();
    end();
    await first;
    expect(isPageKept()).toBe(true);
    await second;
    await new Promise((next) => setTimeout(next));
    expect(isPageKept()).toBe(true);
    dismiss();
    expect(isPageKept()).toBe(false);
    scope.stop();
  });
});
