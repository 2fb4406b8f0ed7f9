import { describe, expect, it } from 'vitest';
import { spaces } from '../spaces';
import { xml, type XmlElement } from '../stream/element';
import { messageIdBy, messageIdOf } from './message-id';

const said = (origin?: string): XmlElement =>
  xml(
    'message',
    { id: 'stanza' },
    xml('body', {}, 'hello'),
    origin === undefined ? undefined : xml('origin-id', { xmlns: spaces.stanzaIds, id: origin }),
  );

describe('the id by which a client knows a message again', () => {
  it('is the same when it is said again, which has another place in the archive', () => {
    const ids = ['a1', 'a2', undefined].map((place) => messageIdOf('lee@example.com', said('o1'), place));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toBe(messageIdBy('lee@example.com', 'origin', 'o1'));
  });

  it('is another one for another message, another conversation and another way to know it', () => {
    const ids = [
      messageIdOf('lee@example.com', said('o1'), 'a1'),
      messageIdOf('lee@example.com', said('o2'), 'a1'),
      messageIdOf('kim@example.com', said('o1'), 'a1'),
      messageIdOf('lee@example.com', said(), 'o1'),
      messageIdOf('lee@example.com', said(), 'o2'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is none where nothing tells it from another, since programs may count their messages', () => {
    expect(messageIdOf('lee@example.com', said(), undefined)).toBeUndefined();
  });
});
