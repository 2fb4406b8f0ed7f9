// Which rows of the contact list exist at a time, and where. What stands above the tree scrolls with it, so its height is the
// tree's margin.
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/vue-virtual';
import { computed, onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue';
import { useSettingsStore } from '../settings/settings-store';
import { remPx } from '../ui/rem';
import type { ListRow } from './contact-rows';

/** In rem, as ContactList.vue draws them. */
const heights = { section: 2.125, recent: 3.25, more: 2.25, contact: 3.25, hit: 3.25, hint: 2.25 } as const;
const compactHeights = { ...heights, contact: 2, hit: 2 } as const;

export interface VisibleRowsOptions {
  readonly rows: Readonly<Ref<readonly ListRow[]>>;
  /** The index of the active row, or -1. */
  readonly active: Readonly<Ref<number>>;
  readonly tree: Readonly<Ref<HTMLElement | null>>;
  readonly isCompact: Readonly<Ref<boolean>>;
  readonly scroller: () => HTMLElement | null;
}

/** The rows to draw and how to come to others; `measure` is the `ref` of every row drawn. */
export function useVisibleRows({ rows, active, tree, isCompact, scroller }: VisibleRowsOptions) {
  const margin = ref(0);
  const measureMargin = (): void => void (margin.value = tree.value?.offsetTop ?? 0);
  // In the next frame: what a resize changes must not cause the next one within the same.
  const observer = new ResizeObserver(() => requestAnimationFrame(measureMargin));
  onMounted(() => {
    measureMargin();
    for (const sibling of tree.value?.parentElement?.children ?? [])
      if (sibling !== tree.value) observer.observe(sibling);
  });
  onBeforeUnmount(() => observer.disconnect());

  const preferences = useSettingsStore();
  const rem = ref(remPx());
  const heightOf = computed(() => (isCompact.value ? compactHeights : heights));
  /** Called for every row of a list that is new, ten thousand times with a key of the search: nothing is looked up there that need not be. */
  const measures = computed(() => {
    const [all, height, px] = [rows.value, heightOf.value, rem.value];
    return {
      estimateSize: (index: number) => height[all[index]?.kind ?? 'contact'] * px,
      // By these what was measured is kept, and nothing else is measured.
      getItemKey(index: number) {
        const row = all[index];
        return row?.kind === 'hint' ? row.key : index;
      },
    };
  });
  const virtualizer = useVirtualizer(
    computed(() => ({
      count: rows.value.length,
      getScrollElement: scroller,
      ...measures.value,
      overscan: 8,
      scrollMargin: margin.value,
      useAnimationFrameWithResizeObserver: true,
      scrollPaddingStart: 8,
      scrollPaddingEnd: 8,
      // The active row always exists: `aria-activedescendant` must point at something.
      rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const indexes = defaultRangeExtractor(range);
        if (active.value >= 0 && !indexes.includes(active.value)) indexes.push(active.value);
        return indexes.sort((a, b) => a - b);
      },
    })),
  );

  // What is known of a row's height is kept by its key.
  watch(
    [isCompact, () => preferences.settings.textSize],
    () => {
      rem.value = remPx();
      virtualizer.value.measure();
    },
    { flush: 'post' },
  );

  /** How high everything before the first row is that is not of Recents. */
  const recentsHeight = computed(() => {
    const end = rows.value.findIndex(
      (row) => row.key !== 'recents' && (row.kind === 'section' || row.section !== 'recents'),
    );
    return rows.value.slice(0, Math.max(end, 0)).reduce((sum, row) => sum + heightOf.value[row.kind] * rem.value, 0);
  });

  return {
    recentsHeight,
    visible: computed(() =>
      virtualizer.value.getVirtualItems().flatMap(({ index, start }) => {
        const row = rows.value[index];
        return row ? [{ index, row, start: start - margin.value }] : [];
      }),
    ),
    totalSize: computed(() => virtualizer.value.getTotalSize()),
    /** Only hints may take more than a line; everything else is as high as `heights` says, and asking would cost a layout each. */
    measure(element: unknown): void {
      if (element instanceof HTMLElement && element.classList.contains('hint')) {
        virtualizer.value.measureElement(element);
      }
    },
    /** Whether it stands there is known without a layout. */
    scrollToTop(): void {
      if (virtualizer.value.scrollOffset !== 0) scroller()?.scrollTo({ top: 0 });
    },
    scrollTo: (index: number): void => virtualizer.value.scrollToIndex(index, { align: 'auto' }),
    /** How many people a page of the keyboard is. */
    pageSize: (): number =>
      Math.max(1, Math.floor((scroller()?.clientHeight ?? 400) / (heightOf.value.contact * rem.value)) - 1),
  };
}
