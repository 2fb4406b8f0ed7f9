import { describe, expect, it } from 'vitest';
import { Lanes } from './lanes';

/** Work that ends when it is told to. */
function job(log: string[], name: string): { readonly work: () => Promise<void>; readonly end: () => void } {
  let end = (): void => {};
  const ended = new Promise<void>((done) => (end = done));
  return {
    work: async () => {
      log.push(`${name} begins`);
      await ended;
      log.push(`${name} ends`);
    },
    end: () => end(),
  };
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((done) => setImmediate(done));
};

describe('Lanes', () => {
  it('lets work of one lane follow each other, and keeps nothing else waiting', async () => {
    const log: string[] = [];
    const [a, b, other, free] = ['a', 'b', 'other', 'free'].map((name) => job(log, name)) as never as ReturnType<
      typeof job
    >[];
    const lanes = new Lanes();
    await lanes.add('x', a!.work);
    await lanes.add('x', b!.work);
    await lanes.add('y', other!.work);
    await lanes.add(undefined, free!.work);
    expect(log).toEqual(['a begins', 'other begins', 'free begins']);
    other!.end();
    await turns();
    a!.end();
    await turns();
    expect(log.slice(3)).toEqual(['other ends', 'a ends', 'b begins']);
  });

  it('is done with what waits for nobody before the next begins', async () => {
    const log: string[] = [];
    const lanes = new Lanes();
    for (const name of ['a', 'b', 'c']) {
      await lanes.add(name === 'b' ? undefined : name, async () => {
        for (let step = 0; step < 20; step += 1) await Promise.resolve();
        log.push(name);
      });
    }
    expect(log).toEqual(['a', 'b', 'c']);
  });

  it('is empty only when all has ended, what waited in a lane too', async () => {
    const log: string[] = [];
    const [a, b] = [job(log, 'a'), job(log, 'b')];
    const lanes = new Lanes();
    await lanes.empty();
    await lanes.add('x', a.work);
    await lanes.add('x', b.work);
    const empty = lanes.empty().then(() => log.push('empty'));
    a.end();
    await turns();
    expect(log).not.toContain('empty');
    b.end();
    await empty;
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'empty']);
  });

  it('takes no more on while too much is under way', async () => {
    const log: string[] = [];
    const first = job(log, 'first');
    const rest = job(log, 'rest');
    const lanes = new Lanes();
    await lanes.add(undefined, first.work);
    for (let n = 0; n < 98; n += 1) await lanes.add(undefined, rest.work);
    const full = lanes.add(undefined, rest.work).then(() => log.push('room'));
    await turns();
    expect(log).not.toContain('room');
    first.end();
    await full;
    rest.end();
    await lanes.empty();
  });
});
