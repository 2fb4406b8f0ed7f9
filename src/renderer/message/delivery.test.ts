import { describe, expect, it } from 'vitest';
import { deliveryStates, type DeliveryState, type Message } from '../../shared/domain/message';
import en from '../../shared/locales/en/message';
import { deliveryView, showsDelivery } from './delivery';

const message = (delivery?: DeliveryState): Message => ({
  id: 'm1',
  conversationId: 'c1',
  direction: delivery ? 'outgoing' : 'incoming',
  from: 'sip:dana@example.com',
  body: { text: 'hello' },
  at: 0,
  ...(delivery && { delivery }),
});

describe('deliveryView', () => {
  it('has an icon and words of its own for every state', () => {
    const views = deliveryStates.map((state) => deliveryView(message(state))!);
    expect(views.map(({ text }) => text)).toEqual(deliveryStates);
    expect(new Set(views.map(({ text }) => en.delivery[text])).size).toBe(deliveryStates.length);
    expect(views.every(({ icon }) => icon.length > 0)).toBe(true);
  });

  it('asks for a decision only where the message may not have arrived', () => {
    const asking = deliveryStates.filter((state) => deliveryView(message(state))?.needsDecision);
    expect(asking).toEqual(['failed', 'unknown']);
  });

  it('says nothing of what others wrote', () => {
    expect(deliveryView(message())).toBeUndefined();
  });
});

describe('showsDelivery', () => {
  it('lets the last of several that arrived speak for all', () => {
    expect(showsDelivery(message('confirmed'), message('confirmed'))).toBe(false);
    expect(showsDelivery(message('confirmed'), message('sent'))).toBe(true);
    expect(showsDelivery(message('sent'), message())).toBe(true);
    expect(showsDelivery(message('sent'), undefined)).toBe(true);
  });

  it('shows every message that is not settled', () => {
    for (const state of ['queued', 'sending', 'failed', 'unknown'] as const) {
      expect(showsDelivery(message(state), message(state))).toBe(true);
    }
  });

  it('shows nothing under what others wrote', () => {
    expect(showsDelivery(message(), message('sent'))).toBe(false);
  });
});
