// What a screen reader, a keyboard or weak eyes would stumble over in a window, by axe's rules.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Serious and critical ones, each with the elements it is about. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Legacy: axe would otherwise open a page of its own, which Electron's windows do not allow.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html, any }) => `${id}: ${help}: ${html} ${any[0]?.message ?? ''}`));
}
