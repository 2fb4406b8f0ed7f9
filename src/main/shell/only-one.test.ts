import { describe, expect, it } from 'vitest';
import { becomeOnlyOne } from './only-one';
import { StartTrouble } from './profile-folder';

const folder = '/profile';
let time = 0;
const now = (): number => time;
const pause = async (): Promise<void> => void (time += 250);

describe('becomeOnlyOne', () => {
  it('leaves it to the one that has the lock and listens', async () => {
    expect(await becomeOnlyOne({ folder, pause, now, request: () => false, isListening: async () => true })).toBe(
      false,
    );
  });

  it('waits for one that is ending, and takes its place', async () => {
    let asked = 0;
    const request = (): boolean => ++asked === 5;
    expect(await becomeOnlyOne({ folder, pause, now, request, isListening: async () => false })).toBe(true);
  });

  it('says so where nobody has the lock and it cannot be taken', async () => {
    const never = becomeOnlyOne({ folder, pause, now, request: () => false, isListening: async () => false });
    await expect(never).rejects.toEqual(new StartTrouble('lock-not-taken', folder));
  });
});
