import { describe, expect, it } from 'vitest';
import { loadDraft, saveDraft } from './drafts';

describe('a draft', () => {
  it('is kept for its own conversation, and forgotten when it is empty', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    saveDraft('c1', ' half ', storage);
    expect(loadDraft('c1', storage)).toBe(' half ');
    expect(loadDraft('c2', storage)).toBe('');
    saveDraft('c1', '', storage);
    expect(kept.size).toBe(0);
  });
});
