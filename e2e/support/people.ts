// The people of the end-to-end tests.
import type { Page } from '@playwright/test';
import type { PersonRecord } from '../../src/server/server';
import type { Parley } from './launch';

export const dana: PersonRecord = {
  uri: 'sip:dana@example.com',
  user: 'EXAMPLE\\dana',
  password: 'correct horse',
  name: 'Dana Reyes',
  title: 'Dispatcher',
  groups: { Suppliers: ['sip:lee@example.com'] },
  contacts: ['sip:kim@example.com'],
};
export const lee: PersonRecord = {
  uri: 'sip:lee@example.com',
  user: 'EXAMPLE\\lee',
  password: 'battery staple',
  name: 'Lee Park',
  contacts: ['sip:dana@example.com'],
};
/** Never signs in. */
export const kim: PersonRecord = {
  uri: 'sip:kim@example.com',
  user: 'EXAMPLE\\kim',
  password: 'a third one',
  name: 'Kim Okafor',
};

/** Types what the sign-in form asks for, and sends it. */
export async function fillSignIn(
  page: Page,
  server: string,
  person: PersonRecord,
  password = person.password ?? '',
): Promise<void> {
  await page.getByTestId('signin-server').fill(server);
  await page.getByTestId('signin-user').fill(person.user);
  await page.getByTestId('signin-password').fill(password);
  await page.getByTestId('signin-submit').click();
}

/** Signs in and waits for the contact list. */
export async function signIn(parley: Parley, server: string, person: PersonRecord): Promise<Page> {
  const page = await parley.mainWindow();
  await fillSignIn(page, server, person);
  await page.getByTestId('contacts').waitFor();
  return page;
}

/** Opens the invitation dialog for a contact by a double click on the row. */
export async function openInvitation(parley: Parley, uri: string): Promise<Page> {
  const page = await parley.mainWindow();
  await page.locator(`[data-testid=contact-row][data-uri="${uri}"]`).dblclick();
  return parley.window((candidate) => candidate.url().includes('#/invitation'));
}

/** The window of the one open conversation. */
export function conversationWindow(parley: Parley): Promise<Page> {
  return parley.window((candidate) => candidate.url().includes('#/conversation/'));
}
