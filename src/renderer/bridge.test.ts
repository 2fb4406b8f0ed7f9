import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../shared/ipc/contract';
import { askAhead, hearAhead, invoke, listen } from './bridge';

afterEach(() => vi.unstubAllGlobals());

/** Answers each call with how many there were before, and tells what it is given to whoever listens. */
function standIn() {
  const listeners = new Set<(json: string) => void>();
  let calls = 0;
  vi.stubGlobal('window', {
    parley: {
      methods: { 'draft:list': async () => ({ ok: true, value: [`call ${calls++}`] }) },
      on: {
        'command:run': (listener: (json: string) => void) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
    } as unknown as Bridge,
  });
  return { listeners, tell: (id: string) => [...listeners].forEach((listener) => listener(JSON.stringify(id))) };
}

describe('what is asked ahead', () => {
  it('is the answer of the first call of that name, and of no other', async () => {
    standIn();
    await askAhead('draft:list');
    expect(await invoke('draft:list')).toEqual(['call 0']);
    expect(await invoke('draft:list')).toEqual(['call 1']);
  });
});

describe('what is heard ahead', () => {
  it('is told to the first who listens, once and in its order, before what comes then', () => {
    const { listeners, tell } = standIn();
    hearAhead('command:run');
    tell('keys');
    tell('history');
    const heard: string[] = [];
    const stop = listen('command:run', (id) => heard.push(id));
    tell('about');
    expect(heard).toEqual(['keys', 'history', 'about']);
    expect(listeners.size).toBe(1);
    const later: string[] = [];
    listen('command:run', (id) => later.push(id));
    expect(later).toEqual([]);
    stop();
    tell('settings');
    expect(heard).toEqual(['keys', 'history', 'about']);
  });
});
