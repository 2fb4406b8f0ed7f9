// For tests: a thread in a history that answers when it is let.
import type { HistoryThreadPage } from '../../shared/domain/history';
import type { Message } from '../../shared/domain/message';

export function sampleMessage(number: number, more: Partial<Message> = {}): Message {
  const at = { conversationId: 'c1', direction: 'incoming', from: 'sip:lee@example.com', at: number } as const;
  return { ...at, id: `m${number}`, body: { text: `message ${number}` }, ...more };
}

export const sampleMessages = (from: number, to: number): Message[] =>
  Array.from({ length: to - from + 1 }, (_, index) => sampleMessage(from + index));

export function samplePage(past: readonly Message[], { place, limit }: HistoryThreadPage): readonly Message[] {
  const at = past.findIndex(({ id }) => id === place?.messageId);
  if (place?.kind === 'after') return past.slice(at + 1, at + 1 + limit);
  if (place?.kind === 'around') return past.slice(Math.max(0, at - Math.ceil(limit / 2)), at + Math.floor(limit / 2));
  return past.slice(0, place ? at : past.length).slice(-limit);
}
