// What a person does to a conversation: one union, from the window that asks for it to the reducer that does it.
import type { ConversationId } from '../../../shared/domain/conversation';
import type { MessageId } from '../../../shared/domain/message';
import type { PersonUri } from '../../../shared/domain/person';

/** Those that ask something of the server. They are done when it has said so. */
export type RequestingCommand =
  | { readonly kind: 'accept' | 'rejoin' | LeavingKind; readonly id: ConversationId }
  | { readonly kind: 'invite'; readonly id: ConversationId; readonly uris: readonly PersonUri[] }
  | { readonly kind: 'eject' | 'promote'; readonly id: ConversationId; readonly uri: PersonUri }
  | { readonly kind: 'lock'; readonly id: ConversationId; readonly locked: boolean }
  | { readonly kind: 'info'; readonly id: ConversationId; readonly contentType: string; readonly text: string };

/** What has ended here has ended, whatever the server says of it. `close` also takes the thread out of the model. */
type LeavingKind = 'decline' | 'leave' | 'close';

export type ConversationCommand =
  | RequestingCommand
  | { readonly kind: 'retry' | 'discard'; readonly id: ConversationId; readonly messageId: MessageId }
  | { readonly kind: 'markRead'; readonly id: ConversationId }
  /**
   * Takes what was said out of the model, and the thread with it where it has ended: not where something waits in it to be sent, or is
   * half-written for it. Done when it is on disk.
   */
  | { readonly kind: 'forget'; readonly id: ConversationId; readonly isHalfWritten?: boolean }
  | { readonly kind: 'typing'; readonly id: ConversationId; readonly isTyping: boolean }
  | { readonly kind: 'pin'; readonly id: ConversationId; readonly isPinned: boolean };

const asksServer: Readonly<Record<ConversationCommand['kind'], boolean>> = {
  accept: true,
  decline: true,
  leave: true,
  close: true,
  rejoin: true,
  invite: true,
  eject: true,
  promote: true,
  lock: true,
  info: true,
  retry: false,
  discard: false,
  markRead: false,
  forget: false,
  typing: false,
  pin: false,
};

export const isRequesting = (command: ConversationCommand): command is RequestingCommand => asksServer[command.kind];

export const isLeaving = ({ kind }: ConversationCommand): boolean =>
  kind === 'decline' || kind === 'leave' || kind === 'close';
