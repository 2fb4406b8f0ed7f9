// The find in a conversation: what is looked for, where it stands, and which place is looked at now. That one stays the same while
// messages come, and while the list of places changes round it. Nothing of the page in here; find-marks.ts shows the places.
import { computed, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { Message, MessageId } from '../../../shared/domain/message';
import { findInText, needleOf, type FoundPlace } from './find-in-text';

export interface FoundMessage {
  readonly message: Message;
  readonly places: readonly FoundPlace[];
}

/** A place in a thread. */
export interface Spot {
  readonly messageId: MessageId;
  readonly start: number;
}

export interface Find {
  readonly isOpen: Ref<boolean>;
  readonly typed: Ref<string>;
  /** What was said further back is still being looked through. */
  readonly isReading: Readonly<Ref<boolean>>;
  /** By message, in the order of the thread. */
  readonly found: ComputedRef<ReadonlyMap<MessageId, FoundMessage>>;
  readonly count: ComputedRef<number>;
  readonly current: ShallowRef<Spot | undefined>;
  /** From 1, counted from the newest; 0: nothing is looked at. */
  readonly position: ComputedRef<number>;
  /** One step to an older or a newer place, round the ends. */
  readonly step: (to: 'older' | 'newer') => void;
}

interface Sought extends Pick<Find, 'isOpen' | 'typed' | 'isReading'> {
  /** Of the thread, oldest first. */
  readonly messages: () => readonly Message[];
  /** The newest message in sight: from there on the search goes back. */
  readonly lastSeen: () => MessageId | undefined;
}

export function useFind({ isOpen, typed, isReading, messages, lastSeen }: Sought): Find {
  const current = shallowRef<Spot>();
  const needle = computed(() => (isOpen.value ? needleOf(typed.value) : ''));
  const found = computed(() => {
    const all = new Map<MessageId, FoundMessage>();
    if (needle.value === '') return all;
    for (const message of messages()) {
      const places = findInText(message.body, needle.value);
      if (places.length > 0) all.set(message.id, { message, places });
    }
    return all;
  });
  /** Newest first: with what is found further back the numbers stay as they are. */
  const spots = computed(() =>
    [...found.value.values()]
      .flatMap(({ message, places }) => places.map(({ start }): Spot => ({ messageId: message.id, start })))
      .reverse(),
  );
  const index = computed(() => {
    const at = current.value;
    return at ? spots.value.findIndex(({ messageId, start }) => messageId === at.messageId && start === at.start) : -1;
  });

  /** The first one at or above the newest message in sight, or above where one has been. */
  function nearest(): Spot | undefined {
    const from = current.value?.messageId ?? lastSeen();
    const place = from === undefined ? -1 : messages().findLastIndex(({ id }) => id === from);
    if (place < 0) return spots.value[0];
    const above = new Set(
      messages()
        .slice(0, place + 1)
        .map(({ id }) => id),
    );
    return spots.value.find(({ messageId }) => above.has(messageId)) ?? spots.value[0];
  }

  // Another word is looked for from where one is; without any, from where one looks.
  watch(needle, () => {
    if (needle.value === '') current.value = undefined;
    else if (index.value < 0) current.value = nearest();
  });
  // What comes while nothing was found is found; what is discarded is not.
  watch(spots, () => {
    if (index.value < 0 && needle.value !== '') current.value = nearest();
  });

  function step(to: 'older' | 'newer'): void {
    const { length } = spots.value;
    if (length === 0) return;
    const next = index.value + (to === 'older' ? 1 : -1);
    current.value = spots.value[(next + length) % length];
  }

  return {
    isOpen,
    typed,
    isReading,
    found,
    count: computed(() => spots.value.length),
    current,
    position: computed(() => index.value + 1),
    step,
  };
}
