// Where a conversation is shown: in a window of its own, or beside the contact list. What is around it says so.
import { inject, provide, type InjectionKey } from 'vue';
import { invoke } from '../bridge';

export interface ConversationPlace {
  readonly kind: 'window' | 'pane';
  /** Out of the main window, or back into it; absent where it is not for choosing. */
  readonly move?: (() => void) | undefined;
  /** What is said stays said; the conversation goes on. */
  readonly close: () => void;
}

const key: InjectionKey<() => ConversationPlace> = Symbol('conversation-place');

export function provideConversationPlace(place: () => ConversationPlace): void {
  provide(key, place);
}

export function useConversationPlace(): () => ConversationPlace {
  return inject(key, () => ownWindow);
}

const ownWindow: ConversationPlace = {
  kind: 'window',
  close: () => void invoke('window:close').catch(() => undefined),
};
