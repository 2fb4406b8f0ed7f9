// Shows the places that were found as highlights of the page: no element is added to a message, so that what is selected and copied stays
// what it is. The look is in FindBar.vue.
import { onScopeDispose, watch } from 'vue';
import type { MessageId } from '../../../shared/domain/message';
import type { FoundMessage, Spot } from './use-find';

export const foundName = 'found';
export const currentName = 'found-current';

interface Shown {
  /** What the messages are drawn in. */
  readonly root: () => HTMLElement | null | undefined;
  readonly found: () => ReadonlyMap<MessageId, FoundMessage>;
  readonly current: () => Spot | undefined;
}

export function useFindMarks({ root, found, current }: Shown): void {
  let own: { readonly name: string; readonly range: Range }[] = [];

  /** The message that is looked at, for where the system lets highlights have one colour alone. */
  let marked: HTMLElement | undefined;

  function clear(): void {
    for (const { name, range } of own) CSS.highlights.get(name)?.delete(range);
    own = [];
    marked?.removeAttribute('data-found-current');
    marked = undefined;
  }

  function paint(): void {
    clear();
    if (found().size === 0) return;
    for (const drawn of root()?.querySelectorAll<HTMLElement>('[data-message-id]') ?? []) {
      const id = drawn.dataset['messageId'] ?? '';
      for (const { start, end } of found().get(id)?.places ?? []) {
        const range = rangeIn(drawn, start, end);
        if (!range) continue;
        const isCurrent = current()?.messageId === id && current()?.start === start;
        if (isCurrent) (marked = drawn).setAttribute('data-found-current', '');
        own.push({ name: isCurrent ? currentName : foundName, range });
      }
    }
    for (const { name, range } of own) highlight(name).add(range);
  }

  // Also what is drawn while somebody scrolls, and a long message that is shown as a whole.
  const changes = new MutationObserver(paint);
  watch(
    [root, () => found().size > 0],
    ([element, isAny]) => {
      changes.disconnect();
      if (element && isAny) changes.observe(element, { childList: true, subtree: true, characterData: true });
    },
    { flush: 'post', immediate: true },
  );
  watch([root, found, current], paint, { flush: 'post' });
  onScopeDispose(() => {
    changes.disconnect();
    clear();
  });
}

/** One for the whole page, which has several threads in it at times. */
function highlight(name: string): Highlight {
  let one = CSS.highlights.get(name);
  if (!one) CSS.highlights.set(name, (one = new Highlight()));
  one.priority = name === currentName ? 1 : 0;
  return one;
}

/** Where a place in the text of a message is drawn. Undefined: that part of a long message is not. */
export function rangeIn(drawn: Element, start: number, end: number): Range | undefined {
  const text = drawn.querySelector('[data-testid="message-text"]');
  if (!text) return undefined;
  const range = document.createRange();
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let at = 0;
  let isBegun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!isSaid(node)) continue;
    const length = node.nodeValue?.length ?? 0;
    if (!isBegun && start < at + length) {
      range.setStart(node, start - at);
      isBegun = true;
    }
    if (isBegun && end <= at + length) {
      range.setEnd(node, end - at);
      return range;
    }
    at += length;
  }
  return undefined;
}

/** What Parley writes beside the text is no part of it. */
function isSaid(node: Node): boolean {
  return node.parentElement?.closest('[data-beside]') === null;
}
