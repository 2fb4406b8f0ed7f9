import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchLife, type Life, type LifeParts } from './life';

/** Ends like Electron's: `will-quit` may be held back, and comes again with the next `quit`. */
class App extends EventEmitter {
  isOver = false;
  relaunches = 0;
  relaunch(): void {
    this.relaunches++;
  }
  quit(): void {
    let isHeld = false;
    this.emit('before-quit', { preventDefault: () => (isHeld = true) });
    if (isHeld) return;
    this.emit('will-quit', { preventDefault: () => (isHeld = true) });
    this.isOver = !isHeld;
  }
}

const noThreads = { end: async () => 0 };

function watch(app: App, parts: Partial<LifeParts> = {}): Life {
  return watchLife({ app, goodbye: async () => {}, threads: noThreads, dropThreads() {}, log() {}, ...parts });
}

describe('the end of the program', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const never = () => new Promise<never>(() => {});

  it('says goodbye, then stops what was started, the last first, and is over', async () => {
    const app = new App();
    const done: string[] = [];
    const life = watch(app, { goodbye: async () => void done.push('goodbye') });
    life.onEnd(() => done.push('first'));
    life.onEnd(() => done.push('last'));
    expect(life.isQuitting()).toBe(false);
    app.quit();
    expect(life.isQuitting()).toBe(true);
    await vi.runAllTimersAsync();
    expect(done).toEqual(['goodbye', 'last', 'first']);
    expect(app.isOver).toBe(true);
  });

  it('waits for nobody who does not answer', async () => {
    const app = new App();
    const life = watch(app, { goodbye: never });
    life.onEnd(never);
    app.quit();
    await vi.advanceTimersByTimeAsync(3_900);
    expect(app.isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(app.isOver).toBe(true);
  });

  it('logs a part that cannot be stopped, and stops the others', async () => {
    const app = new App();
    const log = vi.fn();
    const stopped = vi.fn();
    const life = watch(app, { goodbye: () => Promise.reject(new Error('no line')), log });
    life.onEnd(stopped);
    life.onEnd(() => {
      throw new Error('stuck');
    });
    app.quit();
    await vi.runAllTimersAsync();
    expect(log).toHaveBeenCalledWith('a part could not be stopped', { error: new Error('stuck') });
    expect(stopped).toHaveBeenCalledOnce();
    expect(app.isOver).toBe(true);
  });

  it('stops everything once, however often it is told to quit', async () => {
    const app = new App();
    const stop = vi.fn();
    watch(app).onEnd(stop);
    app.quit();
    app.quit();
    await vi.runAllTimersAsync();
    expect(stop).toHaveBeenCalledOnce();
  });

  it('drops threads that do not end, after all that was to be kept', async () => {
    for (const left of [0, 2]) {
      const app = new App();
      const done: string[] = [];
      const life = watch(app, {
        threads: { end: (patienceMs) => new Promise((resolve) => setTimeout(() => resolve(left), patienceMs)) },
        dropThreads: () => void done.push(app.isOver ? 'too late' : 'dropped'),
      });
      life.onEnd(() => done.push('kept'));
      app.quit();
      await vi.advanceTimersByTimeAsync(2_900);
      expect([done, app.isOver]).toEqual([['kept'], false]);
      await vi.advanceTimersByTimeAsync(200);
      expect([done, app.isOver]).toEqual([left > 0 ? ['kept', 'dropped'] : ['kept'], true]);
    }
  });

  it('begins anew once, however often that is wished', async () => {
    const app = new App();
    const life = watch(app, { goodbye: never });
    app.quit();
    life.startAgain();
    life.startAgain();
    await vi.runAllTimersAsync();
    expect(app.relaunches).toBe(1);
    expect(app.isOver).toBe(true);
  });

  describe('with something to ask first', () => {
    const asking = () => {
      const app = new App();
      const life = watch(app);
      const answers: ((mayQuit: boolean) => void)[] = [];
      life.asks(() => new Promise((resolve) => void answers.push(resolve)));
      return { app, life, answers };
    };

    it('does not end before a yes', async () => {
      const { app, life, answers } = asking();
      app.quit();
      await vi.runAllTimersAsync();
      expect([app.isOver, life.isQuitting()]).toEqual([false, false]);
      answers[0]!(true);
      await vi.runAllTimersAsync();
      expect([app.isOver, answers.length]).toEqual([true, 1]);
    });

    it('goes on after a no, and asks the next time', async () => {
      const { app, life, answers } = asking();
      app.quit();
      answers[0]!(false);
      await vi.runAllTimersAsync();
      expect([app.isOver, life.isQuitting()]).toEqual([false, false]);
      app.quit();
      expect(answers).toHaveLength(2);
    });

    it('leaves by another way after a yes, asked once, and not after a no', async () => {
      const { app, life, answers } = asking();
      const go = vi.fn(() => app.quit());
      void life.leave(go);
      answers[0]!(false);
      await vi.runAllTimersAsync();
      expect([go.mock.calls.length, life.isQuitting()]).toEqual([0, false]);
      void life.leave(go);
      answers[1]!(true);
      await vi.runAllTimersAsync();
      expect([go.mock.calls.length, app.isOver, answers.length]).toEqual([1, true, 2]);
    });

    it('asks nobody while the computer goes down, and asks again when it did not', async () => {
      const { app, life, answers } = asking();
      life.computerGoesDown();
      await vi.advanceTimersByTimeAsync(120_000);
      app.quit();
      expect(answers).toHaveLength(1);
      answers[0]!(false);
      await vi.advanceTimersByTimeAsync(0);
      life.computerGoesDown();
      app.quit();
      await vi.runAllTimersAsync();
      expect([app.isOver, answers.length]).toEqual([true, 1]);
    });
  });
});
