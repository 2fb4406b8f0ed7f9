import { describe, expect, it } from 'vitest';
import { ref } from 'vue';
import { useStopping } from './stopping';

/** Whether it has resolved by now. */
async function isOver(promise: Promise<unknown>): Promise<boolean> {
  return Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setImmediate(resolve, false))]);
}

describe('stopping', () => {
  it('is seen at once, and waits for what is on its way as long as there is a connection', async () => {
    const isOnline = ref(true);
    const stopping = useStopping(() => isOnline.value);
    const givenUp = stopping.begin();
    expect(stopping.isStopped()).toBe(false);
    stopping.stop();
    expect([stopping.isStopped(), stopping.isStopping.value]).toEqual([true, true]);
    expect(await isOver(givenUp)).toBe(false);
    isOnline.value = false;
    expect(await isOver(givenUp)).toBe(true);
    stopping.end();
    expect(stopping.isStopping.value).toBe(false);
  });

  it('ends at once where the connection is gone already, and not before somebody says so', async () => {
    const stopping = useStopping(() => false);
    const givenUp = stopping.begin();
    expect(await isOver(givenUp)).toBe(false);
    stopping.stop();
    expect(await isOver(givenUp)).toBe(true);
    stopping.end();
  });

  it('of one thing stops nothing that comes after it', async () => {
    const stopping = useStopping(() => false);
    void stopping.begin();
    stopping.stop();
    stopping.end();
    const next = stopping.begin();
    expect(stopping.isStopped()).toBe(false);
    expect(await isOver(next)).toBe(false);
    stopping.end();
  });
});
