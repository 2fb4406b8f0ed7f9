// The window of the settings, as a person would have it open.
import type { Page } from '@playwright/test';
import type { SettingsSection } from '../../src/shared/settings-sections';
import type { Parley } from './launch';
import { callBridge } from './people';

/** Opens it, or turns it to the section. */
export async function openSettings(parley: Parley, section: SettingsSection): Promise<Page> {
  await callBridge(await parley.mainWindow(), 'window:open-settings', { section });
  const page = await parley.window((candidate) => candidate.url().endsWith(`#/settings/${section}`));
  await page.locator(`#settings-${section}`).waitFor();
  return page;
}
