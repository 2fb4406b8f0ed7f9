// What of a thread is drawn, and where it is scrolled to: a slice at a time round what is looked at, at the newest message unless
// somebody has scrolled away from it. The arithmetic is in drawn-part.ts.
import { nextTick, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { Message, MessageId } from '../../shared/domain/message';
import {
  countBefore,
  earlierPart,
  endPart,
  filledPart,
  firstPart,
  followThread,
  laterPart,
  partAround,
  shiftPart,
  type DrawnPart,
} from './drawn-part';

type ElementRef = Readonly<ShallowRef<HTMLElement | null>>;

/** Nearer than this to the end counts as at the end. */
const nearPx = 40;
/** What somebody is led to is not left hard by an edge. */
const marginPx = 24;

export interface DrawnThread {
  readonly thread: Readonly<{
    messages: readonly Message[];
    firstUnread?: MessageId | undefined;
    conversation: { readonly unread: number };
    /** There is more of it that was not read yet. */
    hasEarlier: boolean;
    /** Resolves when some of that is there, or cannot be had. */
    loadEarlier: () => Promise<void>;
    /** What the thread begins with is there. */
    opened: Promise<void>;
  }>;
  /** Whether the newest message is in sight. */
  readonly isAtEnd: Ref<boolean>;
  readonly scroller: ElementRef;
  readonly content: ElementRef;
  /** What stands at the edges while there is more: near to it, more is drawn. */
  readonly top: ElementRef;
  readonly bottom: ElementRef;
}

export function useDrawnThread({ thread, isAtEnd, scroller, content, top, bottom }: DrawnThread) {
  const part = shallowRef(firstPart(thread.messages, thread.firstUnread));
  const isDrawn = ref(false);
  /** Held back while what was there before is drawn, so that a screen reader does not read it out as new. */
  const live = ref<'polite' | 'off'>('off');
  /** Messages that came while somebody looked elsewhere. */
  const missed = ref(0);

  let tellDrawn = (): void => undefined;
  const firstDrawn = new Promise<void>((resolve) => (tellDrawn = resolve));

  let heights = '';
  /** Also whenever they change by what is drawn here: somebody may scroll at that very moment, and has not been led away by it. */
  function noteHeights(): void {
    const element = scroller.value;
    if (element) heights = `${element.scrollHeight}/${element.clientHeight}`;
  }

  function onScroll(): void {
    const element = scroller.value;
    if (!element) return;
    const before = heights;
    noteHeights();
    // Zooming and resizing scroll by themselves. Somebody who scrolls changes no heights.
    if (isAtEnd.value && heights !== before && before !== '') return toEnd();
    const isWhole = part.value.to >= thread.messages.length;
    isAtEnd.value = isWhole && element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
    if (isAtEnd.value) missed.value = 0;
  }

  function toEnd(): void {
    isAtEnd.value = true;
    missed.value = 0;
    if (part.value.to >= thread.messages.length) return scrollToEnd();
    part.value = endPart(thread.messages.length);
    void nextTick(scrollToEnd);
  }

  function scrollToEnd(): void {
    if (scroller.value) scroller.value.scrollTop = scroller.value.scrollHeight;
    noteHeights();
  }

  /**
   * Shows a message of the thread, in the middle; of a long one the place that `placeIn` tells, unless that is in sight already.
   * Undefined: it is none of the thread.
   */
  async function reveal(
    id: MessageId,
    placeIn?: (drawn: HTMLElement) => Range | undefined,
  ): Promise<HTMLElement | undefined> {
    await firstDrawn;
    const index = thread.messages.findIndex((message) => message.id === id);
    if (index < 0) return undefined;
    live.value = 'off';
    isAtEnd.value = false;
    if (index < part.value.from || index >= part.value.to) part.value = partAround(index, thread.messages.length);
    await nextTick();
    const element = content.value?.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(id)}"]`) ?? undefined;
    const place = element && placeIn?.(element);
    if (place) intoSight(place);
    else element?.scrollIntoView({ block: 'center' });
    onScroll();
    await nextFrame();
    await nextFrame();
    live.value = 'polite';
    return element;
  }

  function intoSight(place: Range): void {
    if (!scroller.value) return;
    const { top, bottom } = place.getBoundingClientRect();
    const sight = scroller.value.getBoundingClientRect();
    if (top >= sight.top + marginPx && bottom <= sight.bottom - marginPx) return;
    scroller.value.scrollTop += (top + bottom - sight.top - sight.bottom) / 2;
  }

  function toEndAndFocus(): void {
    toEnd();
    // The button goes away; the focus must not go with it.
    scroller.value?.focus({ preventScroll: true });
  }

  /** A scroller stands at whole pixels: what each slice is off by is made good with the next, or many would add up. */
  let slippedPx = 0;
  /** Draws a slice more; what is looked at stays where it is. */
  async function draw(next: DrawnPart): Promise<void> {
    const anchor = middleOfSight();
    // Within what is scrolled: somebody may be led elsewhere before it is drawn.
    const topOf = (element: Element): number => element.getBoundingClientRect().top + (scroller.value?.scrollTop ?? 0);
    const place = anchor ? topOf(anchor) - slippedPx : 0;
    live.value = 'off';
    part.value = next;
    await nextTick();
    if (anchor?.isConnected && scroller.value) {
      const wanted = scroller.value.scrollTop + topOf(anchor) - place;
      scroller.value.scrollTop = Math.round(wanted);
      const off = wanted - scroller.value.scrollTop;
      // More than rounding: there was no room to scroll.
      slippedPx = Math.abs(off) < 1 ? off : 0;
    }
    noteHeights();
    // Two frames: in the second one it is known what is near now.
    await nextFrame();
    await nextFrame();
    live.value = 'polite';
  }

  /** Not one at the edge of what is drawn: with others beside it, it no longer begins or ends its group, and what is round it moves. */
  function middleOfSight(): Element | undefined {
    const { top = 0, height = 0 } = scroller.value?.getBoundingClientRect() ?? {};
    const drawn = [...(content.value?.querySelectorAll('[data-message-id]') ?? [])];
    return drawn.find((message) => message.getBoundingClientRect().bottom > top + height / 2) ?? drawn.at(-1);
  }

  /** What is read comes to stand before what is drawn, and is drawn after that. */
  async function readEarlier(): Promise<void> {
    await thread.loadEarlier();
    await nextTick();
  }

  async function drawEarlier(): Promise<void> {
    if (part.value.from === 0) await readEarlier();
    if (part.value.from > 0) await draw(earlierPart(part.value));
  }
  const drawLater = (): Promise<void> => draw(laterPart(part.value, thread.messages.length));

  const isNear = { top: false, bottom: false };
  let isDrawing = false;
  /** As long as somebody is near an edge of what is drawn, more of it is drawn. */
  async function drawWhatIsNear(): Promise<void> {
    if (isDrawing) return;
    isDrawing = true;
    while (scroller.value) {
      if (isNear.top && part.value.from > 0) await drawEarlier();
      else if (isNear.top && thread.hasEarlier) {
        const had = thread.messages.length;
        await readEarlier();
        // The history cannot be read now: the next scrolling tries again.
        if (thread.messages.length === had) break;
      } else if (isNear.bottom && part.value.to < thread.messages.length) await drawLater();
      else break;
    }
    isDrawing = false;
    fillSoon();
  }

  let idle: number | undefined;
  /** The rest of the page, when there is nothing else to do. */
  function fillSoon(): void {
    const more = (): DrawnPart | undefined => filledPart(part.value, thread.messages, thread.firstUnread);
    if (idle !== undefined || !more()) return;
    idle = requestIdleCallback(() => {
      idle = undefined;
      const next = more();
      if (isDrawing || !scroller.value || !next) return;
      isDrawing = true;
      void draw(next).then(() => {
        isDrawing = false;
        void drawWhatIsNear();
      });
    });
  }

  watch(
    () => thread.messages,
    (now, before) => {
      const last = now.at(-1);
      const earlier = countBefore(now, before);
      const had = before.length + earlier;
      const isNew = last !== undefined && last.id !== before.at(-1)?.id && now.length > had;
      if (isNew && last.direction === 'outgoing') isAtEnd.value = true;
      part.value = followThread(shiftPart(part.value, earlier), had, now.length, isAtEnd.value);
      // Nothing new: what is in sight stays where it is.
      if (earlier > 0 && !isNew) return fillSoon();
      if (isAtEnd.value) {
        void nextTick(toEnd);
        fillSoon();
      } else if (isNew) {
        missed.value += now.length - had;
      }
    },
  );

  // Whatever changes heights (fonts, the composer, the window) leaves somebody who is at the end at the end.
  const resizes = new ResizeObserver(() => {
    if (isAtEnd.value) toEnd();
  });
  let edges: IntersectionObserver | undefined;
  let firstDrawing: ReturnType<typeof setTimeout> | undefined;

  /** In a task of its own: what is around the thread has just taken its time. */
  async function drawFirst(): Promise<void> {
    await thread.opened;
    if (!scroller.value) return;
    part.value = firstPart(thread.messages, thread.firstUnread);
    isDrawn.value = true;
    await nextTick();
    if (!scroller.value || !content.value) return;
    resizes.observe(scroller.value);
    resizes.observe(content.value);
    const unread = content.value.querySelector('[data-unread]');
    if (unread) unread.scrollIntoView({ block: 'start' });
    else toEnd();
    onScroll();
    if (!isAtEnd.value) missed.value = thread.conversation.unread;
    await nextFrame();
    await nextFrame();
    tellDrawn();
    live.value = 'polite';
    fillSoon();
  }

  onMounted(() => {
    edges = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          isNear[target === top.value ? 'top' : 'bottom'] = isIntersecting;
        void drawWhatIsNear();
      },
      { root: scroller.value, rootMargin: '2000px 0px' },
    );
    firstDrawing = setTimeout(() => void drawFirst());
    for (const [edge, name] of [[top, 'top'] as const, [bottom, 'bottom'] as const]) {
      watch(
        edge,
        (now, before) => {
          if (before) edges?.unobserve(before);
          if (now) edges?.observe(now);
          else isNear[name] = false;
        },
        { immediate: true, flush: 'post' },
      );
    }
  });
  onBeforeUnmount(() => {
    clearTimeout(firstDrawing);
    if (idle !== undefined) cancelIdleCallback(idle);
    resizes.disconnect();
    edges?.disconnect();
  });

  return { part, isDrawn, live, missed, onScroll, toEnd, toEndAndFocus, reveal, drawEarlier, drawLater };
}

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
