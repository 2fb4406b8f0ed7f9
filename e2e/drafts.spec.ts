// What is half-written outlives a kill; settings that cannot be read are set aside and said.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { invitationDraftKey } from '../src/renderer/invitation/invitation-draft';
import { maxMessageLength } from '../src/shared/domain/message';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { kill, signInAgain, signInToStay, test } from './support/kept-profile';
import { callBridge, conversationWindow, dana, kim, lee, openInvitation, signIn } from './support/people';
import { press } from './support/pointer';
import { filesThatTell, profileFiles } from './support/profile';

test('half a message and half an invitation outlive a kill, and nobody reads them on the disk', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(90_000);
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(first, town.url, dana);
  town.arrive(lee).invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(first);
  const id = (await page.getByTestId('conversation').getAttribute('data-conversation-id'))!;
  const half = '  half a thought\n<b>0012</b> ]]> שלום ';
  await page.getByTestId('composer-text').fill(half);
  const invitation = await openInvitation(first, kim.uri);
  await invitation.getByTestId('invitation-subject').fill('Stock-taking');
  await invitation.getByTestId('invitation-text').fill('Could you come at');
  const kept = async (key: string): Promise<string> => {
    const answer = await callBridge(main, 'draft:load', key);
    return answer.ok ? answer.value : '';
  };
  await expect.poll(() => kept(`conversation:${id}`)).toBe(half);
  await expect.poll(() => kept(invitationDraftKey([kim.uri]))).toContain('Could you come at');
  await kill(first);
  expect(filesThatTell(profile, ['half a thought', 'Could you come', 'Stock-taking'])).toEqual([]);

  const second = await launchParley({ userData: profile, args: KeyStore.args });
  const again = await signInAgain(second);
  await callBridge(again, 'window:open-conversation', { conversationId: id });
  const later = await conversationWindow(second);
  await expect(later.getByTestId('composer-text')).toHaveValue(half);
  await callBridge(again, 'window:open-invitation', { to: [kim.uri] });
  const reopened = await second.window((candidate) => candidate.url().includes('#/invitation'));
  await expect(reopened.getByTestId('invitation-text')).toHaveValue('Could you come at');
  await expect(reopened.getByTestId('invitation-subject')).toHaveValue('Stock-taking');
  await expect(reopened.getByTestId('invitation-chip')).toContainText('Kim Okafor');

  // Sent is not half-written any more, also after the next start.
  await later.getByTestId('composer-text').fill('done');
  await later.keyboard.press('Enter');
  await expect.poll(async () => callBridge(again, 'draft:load', `conversation:${id}`)).toEqual({ ok: true, value: '' });
});

test('a half-written invitation whose window was closed is offered, also to somebody who is talked with by then', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const button = main.getByTestId('half-written');
  const invitation = await openInvitation(parley, kim.uri);
  await invitation.getByTestId('invitation-text').fill('Could you come at');
  await expect(button).toHaveAccessibleName('Half-written invitation');
  const closed = invitation.waitForEvent('close');
  await callBridge(invitation, 'window:close', undefined).catch(() => undefined);
  await closed;

  // Whatever else leads to Kim leads to the thread from now on.
  town.arrive(kim).invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  await conversationWindow(parley);

  await press(button);
  await expect(main.getByRole('menuitem')).toHaveText([/Kim Okafor.*Could you come at/u]);
  await press(main.getByRole('menuitem'));
  const again = await parley.window((candidate) => candidate.url().includes('#/invitation'));
  await expect(again.getByTestId('invitation-text')).toHaveValue('Could you come at');
  await again.getByTestId('invitation-text').fill('');
  await expect(button).toHaveCount(0);
});

test('what is too long to be sent is kept all the same, says by how much, and goes once it is shorter', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(90_000);
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(first, town.url, dana);
  const lees = town.arrive(lee);
  lees.invite(dana, 'Send me the report');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(first);
  const id = (await page.getByTestId('conversation').getAttribute('data-conversation-id'))!;
  lees.leave();
  await page.locator('[data-testid=conversation][data-state=ended]').waitFor();
  const report = 'A line of the report.\n'.repeat(12_000);
  const longSubject = 'Report '.repeat(60).trim();
  const paste = async (into: Page, testId: string, words: string): Promise<void> => {
    await first.app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), words);
    await into.getByTestId(testId).click();
    await into.keyboard.press('ControlOrMeta+v');
    await expect(into.getByTestId(testId)).toHaveValue(words);
  };
  await paste(page, 'composer-text', report);
  await page.getByTestId('add-subject').click();
  await paste(page, 'next-subject', longSubject);
  const tooMany = report.length - maxMessageLength;
  await expect(page.getByText(`${tooMany.toLocaleString('en')} characters too many`)).toBeVisible();
  await expect(page.getByText('The subject is 19 characters too long')).toBeVisible();

  const invitation = await openInvitation(first, kim.uri);
  await paste(invitation, 'invitation-text', report);
  await paste(invitation, 'invitation-subject', longSubject);
  await invitation.getByTestId('invitation-send').click();
  await expect(invitation.getByTestId('invitation-text-error')).toContainText('characters too many');
  await expect(invitation.getByTestId('invitation-subject-error')).toContainText('19 characters too long');
  const kept = async (key: string): Promise<string> => {
    const answer = await callBridge(main, 'draft:load', key);
    return answer.ok ? answer.value : '';
  };
  await expect.poll(() => kept(`conversation:${id}`)).toBe(report);
  await expect.poll(() => kept(`subject:${id}`)).toBe(longSubject);
  await expect.poll(() => kept(invitationDraftKey([kim.uri]))).toContain('Report');
  await kill(first);

  const second = await launchParley({ userData: profile, args: KeyStore.args });
  const again = await signInAgain(second);
  await callBridge(again, 'window:open-invitation', { to: [kim.uri] });
  const reopened = await second.window((candidate) => candidate.url().includes('#/invitation'));
  await expect(reopened.getByTestId('invitation-text')).toHaveValue(report);
  await expect(reopened.getByTestId('invitation-subject')).toHaveValue(longSubject);
  await callBridge(again, 'window:open-conversation', { conversationId: id });
  const later = await conversationWindow(second);
  await expect(later.getByTestId('composer-text')).toHaveValue(report);
  await expect(later.getByTestId('next-subject')).toHaveValue(longSubject);
  await later.getByTestId('composer-text').fill('In parts, then');
  await later.keyboard.press('Enter');
  await expect(later.getByRole('alert').filter({ hasText: 'The subject is 19 characters too long' })).toHaveCount(1);
  await expect(later.getByTestId('composer-text')).toHaveValue('In parts, then');
  await later.getByTestId('next-subject').fill('Report');
  await later.getByTestId('composer-text').click();
  await later.keyboard.press('Enter');
  await expect.poll(() => lees.heard).toContain('In parts, then');
  await expect(later.getByTestId('next-subject')).toHaveCount(0);
});

test('what a conference was to be about has its field where there is such a draft, and its key leads out of it', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  town.arrive(lee);
  town.arrive(kim);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const begun = await callBridge(main, 'conversation:start', {
    to: [lee.uri, kim.uri],
    subject: '',
    body: { text: 'Shift plan?' },
  });
  if (!begun.ok) throw new Error(begun.failure.code);
  const { conversationId } = begun.value;
  await expect
    .poll(async () => callBridge(main, 'conversation:lock', { conversationId, locked: false }))
    .toMatchObject({ ok: true });
  await callBridge(main, 'conversation:leave', { conversationId });
  // As it comes there when the thread that it was written in has become part of this one.
  await callBridge(main, 'draft:save', { key: `subject:${conversationId}`, value: 'Pump 3' });
  await callBridge(main, 'window:open-conversation', { conversationId });
  const page = await conversationWindow(parley);
  await page.locator('[data-testid=conversation][data-state=ended]').waitFor();
  const field = page.getByTestId('next-subject');
  await expect(field).toHaveValue('Pump 3');
  await press(field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type('Pump 4');
  await expect(field).toHaveValue('Pump 4');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('composer-text')).toBeFocused();
  await expect
    .poll(async () => callBridge(main, 'draft:load', `subject:${conversationId}`))
    .toEqual({ ok: true, value: '' });
});

test('settings that cannot be read are set aside, said, and not deleted', async ({ launchParley, profile }) => {
  const first = await launchParley({ userData: profile });
  await callBridge(await first.mainWindow(), 'settings:set', { theme: 'dark', keepHistoryDays: 30 });
  await first.close();
  const file = join(profile, 'settings.json');
  const half = readFileSync(file).subarray(0, 20);
  writeFileSync(file, half);

  const second = await launchParley({ userData: profile });
  const main = await second.mainWindow();
  await expect(main.locator('[data-code=settings-set-aside]')).toContainText('Your settings could not be read');
  const name = profileFiles(profile).find((each) => /^settings\.broken-\d+\.json$/u.test(each))!;
  expect(readFileSync(join(profile, name)).equals(half)).toBe(true);
  await expect(main.locator('[data-code=settings-set-aside]')).toContainText(name);
  // They can be changed again, and are there after the next start.
  await callBridge(main, 'settings:set', { theme: 'light' });
  await second.close();
  const third = await launchParley({ userData: profile });
  const settings = await callBridge(await third.mainWindow(), 'settings:get', undefined);
  expect(settings.ok && settings.value.theme).toBe('light');
});
