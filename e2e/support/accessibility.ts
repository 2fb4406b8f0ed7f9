// What a screen reader, a keyboard or weak eyes would stumble over in a window, by axe's rules.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Each with the element that it is about. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Legacy: axe would otherwise open a page of its own, which Electron's windows do not allow.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .disableRules(await ofLayers(page))
    .analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${help}: ${html} ${any[0]?.message ?? ''}`),
  );
}

/** What pops up lies outside of the view's landmarks, and a modal one hides them all for its time: that is how it is meant. */
async function ofLayers(page: Page): Promise<string[]> {
  const isHidden = (await page.locator('#app[aria-hidden=true]').count()) > 0;
  return ['region', ...(isHidden ? ['landmark-one-main', 'page-has-heading-one'] : [])];
}
