// Marks what is looked for in the words of the settings that were found, as highlights of the page: nothing that is drawn has to know.
import { onScopeDispose, watch } from 'vue';
import { highlight } from '../commands/highlight';

/** The look is in SettingsView.vue. */
const name = 'setting-found';
/** What names a setting and what says what it does. */
const wordsOfSettings = 'h3, label, .hint';

export function useFoundMarks(root: () => HTMLElement | null, query: () => string): void {
  function paint(): void {
    const ranges =
      query().trim() === '' ? [] : [...(root()?.querySelectorAll(wordsOfSettings) ?? [])].flatMap(rangesIn);
    CSS.highlights.set(name, new Highlight(...ranges));
  }

  function rangesIn(element: Element): Range[] {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found: Range[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let at = 0;
      for (const { text, isHit } of highlight(node.nodeValue ?? '', query())) {
        if (isHit) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + text.length);
          found.push(range);
        }
        at += text.length;
      }
    }
    return found;
  }

  // What comes later, such as a list that is read first.
  const changes = new MutationObserver(paint);
  watch(
    root,
    (element) => {
      changes.disconnect();
      if (element) changes.observe(element, { childList: true, subtree: true, characterData: true });
    },
    { flush: 'post', immediate: true },
  );
  watch(query, paint, { flush: 'post' });
  onScopeDispose(() => {
    changes.disconnect();
    CSS.highlights.delete(name);
  });
}
