// Texts of a page that do not fit where they stand.
import type { Page } from '@playwright/test';

/**
 * One line for each text that is cut off at a side, that spills over its control or the window, or that is broken within a word.
 * What others have written may be shortened with an ellipsis and broken anywhere: it stands in an element with a direction of its own.
 */
export function cutTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const slack = 1;
    const foreign =
      '[dir=auto], [dir=ltr]:not(:root), bdi, code, kbd, pre, input, textarea, .one-line, .visually-hidden, [aria-hidden=true]';
    const controls =
      'button, [role=menuitem], [role=menuitemradio], [role=menuitemcheckbox], [role=tab], [role=option], summary';
    const found: string[] = [];
    /** A box of one pixel: its words are read out, and a sign stands for them. */
    const isForEarsAlone = (element: Element): boolean => {
      for (let box: Element | null = element; box && box !== document.body; box = box.parentElement) {
        if (box.clientWidth <= 1 && getComputedStyle(box).overflow !== 'visible') return true;
      }
      return false;
    };
    const brush = document.createElement('canvas').getContext('2d')!;
    for (const field of document.querySelectorAll<HTMLInputElement>('input:placeholder-shown')) {
      const { font, paddingLeft, paddingRight, textOverflow } = getComputedStyle(field);
      brush.font = font;
      const room = field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      if (textOverflow !== 'ellipsis' && brush.measureText(field.placeholder).width > room + slack)
        found.push(`cut: "${field.placeholder}" in ${field.className}`);
    }
    for (const field of document.querySelectorAll<HTMLTextAreaElement>('textarea:placeholder-shown')) {
      if (field.scrollHeight > field.clientHeight + slack) found.push(`cut below: "${field.placeholder}"`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const parent = node.parentElement;
      if (text === '' || !parent || parent.closest('style, script, svg, select')) continue;
      if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (parent.closest(foreign)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const all = range.getBoundingClientRect();
      if (all.width === 0 || isForEarsAlone(parent)) continue;
      const tell = (what: string, where: Element): void => {
        found.push(`${what} ${JSON.stringify(text.slice(0, 60))} in ${where.tagName.toLowerCase()}.${where.className}`);
      };
      let canScroll = false;
      for (let box: Element | null = parent; box && box !== document.body; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box);
        const { left, right, top, bottom, height } = box.getBoundingClientRect();
        const isCut = all.left < left - slack || all.right > right + slack;
        if (/auto|scroll/u.test(overflowX) || /auto|scroll/u.test(overflowY)) {
          if (isCut) tell('scrolled sideways:', box);
          canScroll = true;
          break;
        }
        if (/hidden|clip/u.test(overflowX) && isCut) tell('cut:', box);
        if (/hidden|clip/u.test(overflowY) && height > 0 && (all.top < top - 3 || all.bottom > bottom + 3))
          tell('cut below:', box);
        if (box.matches(controls) && isCut) tell('spills over:', box);
      }
      if (!canScroll && (all.left < -slack || all.right > innerWidth + slack)) tell('outside:', parent);
      // The names of files and addresses are broken anywhere.
      for (const word of text.matchAll(/(?<![.\w])[\p{L}\p{M}\p{N}]{2,}(?!\.\w)/gu)) {
        const from = (node.textContent ?? '').indexOf(text) + word.index;
        range.setStart(node, from);
        range.setEnd(node, from + word[0].length);
        const lines = new Set([...range.getClientRects()].map((each) => Math.round(each.bottom)));
        if (lines.size > 1) tell(`broken within "${word[0]}":`, parent);
      }
    }
    return [...new Set(found)];
  });
}
