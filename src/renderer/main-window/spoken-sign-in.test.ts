import { describe, expect, it } from 'vitest';
import { effectScope, nextTick, shallowRef } from 'vue';
import { useSpokenSignIn, type SpokenSignIn } from './spoken-sign-in';

type Now = 'under-way' | 'online' | 'signed-out' | undefined;

async function saidAt(...steps: readonly Now[]): Promise<(SpokenSignIn | undefined)[]> {
  const scope = effectScope();
  const now = shallowRef<Now>(steps[0]);
  const spoken = scope.run(() => useSpokenSignIn(() => now.value))!;
  const said = [spoken.value];
  for (const step of steps.slice(1)) {
    now.value = step;
    await nextTick();
    said.push(spoken.value);
  }
  scope.stop();
  return said;
}

describe('what is said aloud of a sign-in at the start', () => {
  it('is that it is under way, and that it is done', async () => {
    expect(await saidAt('under-way', 'online')).toEqual(['under-way', 'done']);
  });

  it('is that it is done also where the session was in trouble first', async () => {
    expect(await saidAt('under-way', undefined, 'online')).toEqual(['under-way', 'under-way', 'done']);
  });

  it('is nothing where it was given up, and nothing of a session that comes later', async () => {
    expect(await saidAt('under-way', 'signed-out', 'online')).toEqual(['under-way', undefined, undefined]);
  });

  it('is nothing where nobody saw it, and stays said once', async () => {
    expect(await saidAt('online', undefined, 'online')).toEqual([undefined, undefined, undefined]);
    expect(await saidAt('under-way', 'online', undefined, 'online')).toEqual(['under-way', 'done', 'done', 'done']);
  });
});
