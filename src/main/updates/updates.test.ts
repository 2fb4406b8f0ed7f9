import { describe, expect, it, vi } from 'vitest';
import { UpdateTrouble, type UpdateTroubleCode } from './trouble';
import type { Updater } from './updater';
import { createUpdates } from './updates';

const release = { version: '2.0.0', files: [] };

function start(updater: Partial<Updater>, load?: () => Promise<Updater>) {
  const install = vi.fn();
  const made: Updater = {
    look: () => Promise.resolve(release),
    download: () => Promise.resolve(),
    install,
    ...updater,
  };
  const onReady = vi.fn();
  const log = vi.fn();
  const updates = createUpdates({ load: load ?? (() => Promise.resolve(made)), onReady, log });
  return { updates, onReady, log, install };
}
const fails = (code: UpdateTroubleCode) => () => Promise.reject(new UpdateTrouble(code));

describe('updates', () => {
  it('tell of one once it lies here, and ask no more', async () => {
    const { updates, onReady, install } = start({});
    expect(updates.outcome()).toBe('not-asked-yet');
    expect(await updates.check()).toBe(false);
    expect(onReady.mock.calls).toEqual([['2.0.0']]);
    expect(updates.outcome()).toBe('ready');
    updates.install(true);
    expect(install.mock.calls).toEqual([[true]]);
  });

  it('say nothing where there is none, and ask again', async () => {
    const { updates, onReady } = start({ look: () => Promise.resolve(undefined) });
    expect(await updates.check()).toBe(true);
    expect([updates.outcome(), updates.ready(), onReady.mock.calls]).toEqual(['up-to-date', undefined, []]);
  });

  it('tell nobody of a failure, keep its code, and ask again', async () => {
    const download = vi.fn<Updater['download']>(fails('wrong-sum'));
    const { updates, onReady, log, install } = start({ download });
    expect(await updates.check()).toBe(true);
    expect([updates.outcome(), onReady.mock.calls]).toEqual(['wrong-sum', []]);
    expect(log).toHaveBeenCalledWith('updates', { outcome: 'wrong-sum', error: expect.any(UpdateTrouble) as unknown });
    updates.install(true);
    expect(install).not.toHaveBeenCalled();
    download.mockImplementation(() => Promise.resolve());
    expect(await updates.check()).toBe(false);
    expect(onReady).toHaveBeenCalledOnce();
  });

  it.each(['not-replaceable', 'not-writable', 'no-publisher'] as const)('ask no more after %s', async (code) => {
    const { updates } = start({}, fails(code));
    expect(await updates.check()).toBe(false);
    expect(updates.outcome()).toBe(code);
  });

  it('load what they need again when that failed', async () => {
    const load = vi.fn<() => Promise<Updater>>().mockRejectedValueOnce(new Error('no memory'));
    load.mockResolvedValue({ look: () => Promise.resolve(undefined), download: () => Promise.resolve(), install() {} });
    const { updates } = start({}, load);
    expect(await updates.check()).toBe(true);
    expect(updates.outcome()).toBe('not-downloaded');
    await updates.check();
    expect(updates.outcome()).toBe('up-to-date');
  });

  it('let the program end when one cannot be installed', async () => {
    const { updates, log } = start({
      install() {
        throw new UpdateTrouble('not-installed');
      },
    });
    await updates.check();
    updates.install(false);
    expect(log).toHaveBeenLastCalledWith('updates', expect.objectContaining({ outcome: 'not-installed' }));
  });
});
