// What is shown of where an outgoing message stands: icon, words, and what can be done. Pure; the words are in the locale file.
import type { DeliveryState, Message } from '../../shared/domain/message';
import type { IconName } from '../ui/icons';

export interface DeliveryView {
  readonly icon: IconName;
  /** Under `message.delivery`. */
  readonly text: DeliveryState;
  readonly tone: 'quiet' | 'warning' | 'danger';
  /** The person has to decide: send it again, or let it go. */
  readonly needsDecision: boolean;
}

const icons: Readonly<Record<DeliveryState, IconName>> = {
  queued: 'clock',
  sending: 'clock',
  sent: 'check',
  confirmed: 'check-double',
  failed: 'error',
  unknown: 'warning',
};

export function deliveryView(message: Pick<Message, 'direction' | 'delivery'>): DeliveryView | undefined {
  const { direction, delivery } = message;
  if (direction !== 'outgoing' || !delivery) return undefined;
  const needsDecision = delivery === 'failed' || delivery === 'unknown';
  const tone = delivery === 'failed' ? 'danger' : delivery === 'unknown' ? 'warning' : 'quiet';
  return { icon: icons[delivery], text: delivery, tone, needsDecision };
}

/**
 * Whether the words stand under this message: whatever is not settled says so itself; of messages that arrived, one after the
 * other, the last speaks for all.
 */
export function showsDelivery(message: Message, next: Message | undefined): boolean {
  const view = deliveryView(message);
  if (!view) return false;
  if (message.delivery !== 'sent' && message.delivery !== 'confirmed') return true;
  return next?.delivery !== message.delivery;
}
