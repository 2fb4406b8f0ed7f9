// Find in the thread of a window: the bar opens by its keys, the place that is looked at is scrolled into sight, and the focus goes back
// where it was.
import { nextTick, onBeforeUnmount, ref, watch, type Ref } from 'vue';
import type { ConversationId } from '../../../shared/domain/conversation';
import type { MessageId } from '../../../shared/domain/message';
import { useCommands } from '../../commands/use-commands';
import type { ThreadReader } from '../use-thread';
import { rangeIn, useFindMarks } from './find-marks';
import { useWholeThread } from './use-whole-thread';
import { useFind, type Find } from './use-find';

/** What is not loaded yet is fetched when somebody has typed what they look for, and not with each of its letters. */
const settledMs = 300;

/** What it needs of the thread as it is drawn. */
interface DrawnLog {
  readonly content: HTMLElement | null;
  readonly lastSeen: () => MessageId | undefined;
  readonly reveal: (id: MessageId, placeIn: (drawn: Element) => Range | undefined) => Promise<unknown>;
}

interface Parts {
  readonly thread: ThreadReader;
  readonly conversationId: ConversationId;
  readonly root: Readonly<Ref<HTMLElement | null>>;
  readonly log: Readonly<Ref<DrawnLog | null>>;
  readonly bar: Readonly<Ref<{ focus: () => void } | null>>;
  /** Where the focus goes if it was nowhere. */
  readonly focusField: () => void;
}

export function useFindInThread({ thread, conversationId, root, log, bar, focusField }: Parts): {
  readonly find: Find;
  readonly close: () => void;
} {
  const isOpen = ref(false);
  const typed = ref('');
  const { whole, isReading } = useWholeThread(thread, conversationId, () => isOpen.value && typed.value !== '');
  const find = useFind({
    isOpen,
    typed,
    isReading,
    messages: () => whole.value,
    lastSeen: () => log.value?.lastSeen(),
  });
  useFindMarks({
    root: () => log.value?.content,
    found: () => find.found.value,
    current: () => find.current.value,
  });

  let waiting: ReturnType<typeof setTimeout> | undefined;
  watch(find.current, (spot) => {
    clearTimeout(waiting);
    if (!spot) return;
    const isLoaded = thread.messages.value.some(({ id }) => id === spot.messageId);
    const go = (): void => void lookAt(spot.messageId, spot.start);
    if (isLoaded) go();
    else waiting = setTimeout(go, settledMs);
  });
  onBeforeUnmount(() => clearTimeout(waiting));

  async function lookAt(id: MessageId, start: number): Promise<void> {
    if (!(await thread.loadAround(id)) || find.current.value?.messageId !== id) return;
    const end = find.found.value.get(id)?.places.find((place) => place.start === start)?.end ?? start;
    const place = (drawn: Element): Range | undefined => rangeIn(drawn, start, end);
    await log.value?.reveal(id, place);
    const drawn = log.value?.content?.querySelector(`[data-message-id="${CSS.escape(id)}"]`);
    if (!drawn || place(drawn)) return;
    // It stands in the part of a long message that is not shown yet.
    drawn.querySelector<HTMLElement>('[data-testid="message-show-all"][aria-expanded="false"]')?.click();
    await nextTick();
    await log.value?.reveal(id, place);
  }

  let before: Element | null = null;
  function open(): void {
    if (find.isOpen.value) {
      bar.value?.focus();
      return;
    }
    before = document.activeElement;
    const selected = getSelection()?.toString() ?? '';
    const isOfThread = log.value?.content?.contains(getSelection()?.anchorNode ?? null);
    if (isOfThread && selected !== '' && selected.length <= 100 && !selected.includes('\n'))
      find.typed.value = selected;
    find.isOpen.value = true;
  }

  function close(): void {
    find.isOpen.value = false;
    if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
    else focusField();
  }

  function step(to: 'older' | 'newer'): void {
    if (isOpen.value && find.count.value > 0) find.step(to);
    else open();
  }
  useCommands({ find: open, findOlder: () => step('older'), findNewer: () => step('newer') }, root);

  return { find, close };
}
