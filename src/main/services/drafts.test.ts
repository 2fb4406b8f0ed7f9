import { expect, it } from 'vitest';
import { createDrafts } from './drafts';

it('waits for the disk with nothing that it knows, and says when it cannot be kept there', async () => {
  const failing: (() => void)[] = [];
  const drafts = createDrafts({
    history: () => ({
      draft: async () => '',
      saveDraft: () => new Promise((_, reject) => failing.push(() => reject(new Error('disk full')))),
    }),
    isSignedIn: () => true,
  });
  const kept = drafts.save('conversation:c1', 'half');
  void drafts.save('conversation:c1', 'half a thought').catch(() => undefined);
  expect(await drafts.open('conversation:c1')).toMatchObject({ value: 'half a thought' });
  expect(drafts.keys()).toEqual(['conversation:c1']);
  failing.forEach((fail) => fail());
  await expect(kept).rejects.toThrow('disk full');
});
