// The people of the end-to-end tests.
import type { Page } from '@playwright/test';
import type { Answer, MethodInput, MethodName, MethodOutput } from '../../src/shared/ipc/contract';
import type { PersonRecord } from '../../src/server/memory/directory/person-record';
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

/** The invitation to somebody whom one talks with already: a double click leads to the conversation. */
export async function openNewInvitation(parley: Parley, uri: string): Promise<Page> {
  await callBridge(await parley.mainWindow(), 'window:open-invitation', { to: [uri] });
  return parley.window((candidate) => candidate.url().includes('#/invitation'));
}

/** The window of the one open conversation. */
export function conversationWindow(parley: Parley): Promise<Page> {
  return parley.window((candidate) => candidate.url().includes('#/conversation/'));
}

/** One says something to the other, who accepts; both have the conversation's window open after this. */
export async function converse(
  from: Parley,
  to: Parley,
  toUri: string,
  firstWords: string,
): Promise<{ readonly from: Page; readonly to: Page }> {
  const invitation = await openInvitation(from, toUri);
  await invitation.getByTestId('invitation-text').fill(firstWords);
  await invitation.getByTestId('invitation-send').click();
  const card = (await to.mainWindow()).getByTestId('invitation-card');
  await card.getByTestId('invitation-accept').click();
  const theirs = await conversationWindow(to);
  await theirs.getByTestId('message-text').first().waitFor();
  const ours = await conversationWindow(from);
  await ours.locator('[data-testid=conversation][data-state=connected]').waitFor();
  return { from: ours, to: theirs };
}

/** Asks the main process as a view does. */
export async function callBridge<Name extends MethodName>(
  page: Page,
  name: Name,
  input: MethodInput<Name>,
): Promise<Answer<MethodOutput<Name>>> {
  const answer = await page.evaluate(
    ({ called, argument }) => {
      const { methods } = (
        globalThis as unknown as { parley: { methods: Record<string, (input: unknown) => unknown> } }
      ).parley;
      return methods[called]?.(argument);
    },
    { called: name as string, argument: input as unknown },
  );
  return answer as Answer<MethodOutput<Name>>;
}
