import { describe, expect, it } from 'vitest';
import { holdCalls } from './held-calls';
import type { InvokeEvent } from '../ipc';

const event: InvokeEvent = { sender: { id: 7 }, senderFrame: null };

function hold(names: readonly string[]) {
  const channels = new Map<string, (event: InvokeEvent, ...args: unknown[]) => Promise<unknown>>();
  const held = holdCalls(
    {
      handle: (channel, listener) => void channels.set(channel, listener),
      removeHandler: (channel) => void channels.delete(channel),
    },
    names,
  );
  return { channels, held, call: async (name: string, ...args: unknown[]) => channels.get(name)?.(event, ...args) };
}

describe('holdCalls', () => {
  it('answers calls that came before anybody could, in their order, with all that they said', async () => {
    const { held, call } = hold(['settings:set']);
    const heard: unknown[][] = [];
    const calls = [call('settings:set', { theme: 'dark' }), call('settings:set', { theme: 'light' }, 'more')];
    held.handle('settings:set', async (from, ...args) => heard.push([from, ...args]));
    expect(await Promise.all(calls)).toEqual([1, 2]);
    expect(heard).toEqual([
      [event, { theme: 'dark' }],
      [event, { theme: 'light' }, 'more'],
    ]);
  });

  it('answers the later ones as well, and what a listener throws goes to who has called', async () => {
    const { held, call } = hold(['settings:get']);
    held.handle('settings:get', async () => 'as they are');
    expect(await call('settings:get')).toBe('as they are');
    const { held: other, call: callOther } = hold(['settings:get']);
    const early = callOther('settings:get');
    other.handle('settings:get', () => Promise.reject(new Error('no')));
    await expect(early).rejects.toThrow('no');
  });

  it('answers them in their order whatever they ask for, and not before each can be answered', async () => {
    const { held, call } = hold(['sign-in', 'sign-out']);
    const heard: string[] = [];
    const calls = [call('sign-in', 'first'), call('sign-out', 'then'), call('sign-in', 'last')];
    const hear = async (_event: InvokeEvent, what: unknown): Promise<void> => void heard.push(String(what));
    held.handle('sign-in', hear);
    await new Promise((next) => setTimeout(next));
    expect(heard).toEqual([]);
    held.handle('sign-out', hear);
    expect(heard).toEqual(['first', 'then', 'last']);
    await Promise.all(calls);
  });

  it('says that one of some was called, and also that it has been', async () => {
    const { held, call } = hold(['settings:get', 'settings:set', 'link:open']);
    let isAsked = false;
    const asked = held.asked('settings:get', 'settings:set').then(() => (isAsked = true));
    void call('link:open');
    await new Promise((next) => setTimeout(next));
    expect(isAsked).toBe(false);
    void call('settings:set');
    await asked;
    expect(isAsked).toBe(true);
    await held.asked('settings:set');
    expect(() => held.asked('link:open', 'elsewhere')).toThrow('elsewhere is not held');
  });

  it('knows no channels that were not named, and ends', () => {
    const { channels, held } = hold(['settings:get', 'settings:set']);
    expect(() => held.handle('later', async () => undefined)).toThrow('later is not held');
    held.removeHandler('settings:get');
    expect([...channels.keys()]).toEqual(['settings:set']);
  });
});
