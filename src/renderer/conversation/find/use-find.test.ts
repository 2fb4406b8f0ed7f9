import { describe, expect, it } from 'vitest';
import { nextTick, ref, shallowRef } from 'vue';
import type { Message } from '../../../shared/domain/message';
import { useFind } from './use-find';

const message = (id: string, text: string): Message => ({
  id,
  conversationId: 'c1',
  direction: 'incoming',
  from: 'sip:lee@example.com',
  body: { text },
  at: 0,
});

async function findIn(texts: readonly string[], typed: string, lastSeen?: string) {
  const messages = shallowRef(texts.map((text, index) => message(`m${index}`, text)));
  const find = useFind({
    isOpen: ref(false),
    typed: ref(''),
    isReading: ref(false),
    messages: () => messages.value,
    lastSeen: () => lastSeen,
  });
  find.isOpen.value = true;
  find.typed.value = typed;
  await nextTick();
  const say = async (text: string): Promise<void> => {
    messages.value = [...messages.value, message(`m${messages.value.length}`, text)];
    await nextTick();
  };
  const place = () => `${find.current.value?.messageId}:${find.current.value?.start}`;
  return { find, messages, say, place };
}

describe('the find in a conversation', () => {
  it('begins at the newest place, and counts from there', async () => {
    const { find, place } = await findIn(['a crane', 'nothing', 'crane and crane'], 'crane');
    expect([find.count.value, find.position.value, place()]).toEqual([3, 1, 'm2:10']);
    find.step('older');
    expect([find.position.value, place()]).toEqual([2, 'm2:0']);
    find.step('older');
    find.step('older');
    expect([find.position.value, place()]).toEqual([1, 'm2:10']);
    find.step('newer');
    expect([find.position.value, place()]).toEqual([3, 'm0:2']);
  });

  it('begins above what somebody looks at', async () => {
    const { place } = await findIn(['crane', 'a crane', 'crane'], 'crane', 'm1');
    expect(place()).toBe('m1:2');
    expect((await findIn(['nothing', 'crane'], 'crane', 'm0')).place()).toBe('m1:0');
  });

  it('stays at its place while messages come and go', async () => {
    const { find, messages, say, place } = await findIn(['crane', 'a crane', 'crane'], 'crane');
    find.step('older');
    await say('one more crane');
    expect([find.position.value, find.count.value, place()]).toEqual([3, 4, 'm1:2']);
    messages.value = messages.value.filter(({ id }) => id !== 'm1');
    await nextTick();
    expect(find.count.value).toBe(3);
    expect(find.position.value).toBeGreaterThan(0);
  });

  it('goes to what is said after nothing was found, and goes on from its place with another word', async () => {
    const { find, say, place } = await findIn(['a train', 'a crane in a train', 'train'], 'crane ship');
    expect([find.count.value, find.position.value]).toEqual([0, 0]);
    await say('crane ship');
    expect(place()).toBe('m3:0');
    find.typed.value = 'crane in';
    await nextTick();
    expect(place()).toBe('m1:2');
    find.typed.value = 'tr';
    await nextTick();
    expect(place()).toBe('m1:13');
    find.typed.value = '';
    await nextTick();
    expect([find.count.value, find.current.value]).toEqual([0, undefined]);
  });
});
