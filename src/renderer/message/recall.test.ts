import { describe, expect, it } from 'vitest';
import { plainStyle } from './message-style';
import { recallNewer, recallOlder } from './recall';

const sent = ['one', 'two', 'three'].map((text) => ({ id: `id-${text}`, body: { text } }));
const now = { text: '', look: plainStyle };

describe('calling back what was sent', () => {
  it('goes from the newest to the oldest and stays there', () => {
    const three = recallOlder(undefined, sent, now);
    const two = recallOlder(three, sent, { text: 'three', look: plainStyle });
    const one = recallOlder(two, sent, { text: 'two', look: plainStyle });
    expect([three?.text, two?.text, one?.text]).toEqual(['three', 'two', 'one']);
    expect(recallOlder(one, sent, now)).toBe(one);
    expect(one?.before).toBe(now);
  });

  it('comes back to what was there before', () => {
    const two = recallOlder(recallOlder(undefined, sent, now), sent, now)!;
    const three = recallNewer(two, sent)!;
    expect(three.text).toBe('three');
    expect(recallNewer(three, sent)).toBeUndefined();
  });

  it('does nothing where nothing was sent, and ends where the message has gone', () => {
    expect(recallOlder(undefined, [], now)).toBeUndefined();
    const two = recallOlder(recallOlder(undefined, sent, now), sent, now)!;
    expect(recallNewer(two, [sent[0]!, sent[2]!])).toBeUndefined();
    expect(recallOlder(two, [sent[0]!, sent[2]!], now)).toBe(two);
  });
});
