// What is typed while something that was typed before is on its way: it is somebody's as well, and stays.
import type { Page } from '@playwright/test';
import { maxGroupNameLength, maxNoteLength } from '../src/shared/ipc/values';
import { expect } from './support/fixtures';
import { holdMethod } from './support/held-methods';
import { test } from './support/kept-profile';
import { callBridge, conversationWindow, dana, kim, lee, openInvitation, signIn } from './support/people';
import { press } from './support/pointer';

const thread = (page: Page) => page.getByTestId('conversation');

test('in an invitation: what is typed while it is sent stays, in front, and is sent next into the same conversation', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee]);
  const lees = town.arrive(lee);
  const parley = await launchParley();
  await signIn(parley, town.url, dana);
  const invitation = await openInvitation(parley, lee.uri);
  const text = invitation.getByTestId('invitation-text');
  const subject = invitation.getByTestId('invitation-subject');
  await subject.click();
  await invitation.keyboard.type('Keys');
  await text.click();
  await invitation.keyboard.type('Is the dock free?');
  const held = await holdMethod(parley, 'conversation:start');
  await invitation.keyboard.press('ControlOrMeta+Enter');
  await held.asked();
  await invitation.keyboard.type(' Or is the gate');
  await held.release();
  await expect.poll(() => lees.heard).toEqual(['Is the dock free?']);
  await expect(text).toHaveValue('Or is the gate');
  await expect(subject).toHaveValue('');
  await expect(text).toBeFocused();
  await expect(invitation.getByTestId('invitation-sent')).toBeVisible();
  expect(parley.app.windows().filter((page) => page.url().includes('#/conversation/'))).toEqual([]);

  const closed = invitation.waitForEvent('close');
  await invitation.keyboard.type('?');
  // It closes the window before the window can say that the key is up.
  await invitation.keyboard.press('ControlOrMeta+Enter').catch(() => undefined);
  await closed;
  const page = await conversationWindow(parley);
  await expect(page.getByTestId('message-text')).toHaveText(['Is the dock free?', 'Or is the gate?']);
});

test('an invitation that is on its way is not half-written any more, though its window is closed before it hears of it', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee]);
  const lees = town.arrive(lee);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const invitation = await openInvitation(parley, lee.uri);
  await invitation.getByTestId('invitation-text').fill('Is the dock free?');
  const halfWritten = () => callBridge(main, 'draft:list', undefined);
  await expect.poll(halfWritten).toMatchObject({ value: [expect.stringContaining('invitation')] });
  const held = await holdMethod(parley, 'conversation:start', 'answer');
  await invitation.keyboard.press('ControlOrMeta+Enter');
  await held.asked();
  await expect.poll(() => lees.heard).toEqual(['Is the dock free?']);
  const closed = invitation.waitForEvent('close');
  await (await parley.app.browserWindow(invitation)).evaluate((window) => window.close());
  await closed;
  await held.release();
  await expect.poll(halfWritten).toEqual({ ok: true, value: [] });
  await expect(main.getByTestId('half-written')).toHaveCount(0);
});

test('in an invitation to several: what is sent next goes into the one conference', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  const [lees, kims] = [town.arrive(lee), town.arrive(kim)];
  const parley = await launchParley();
  await signIn(parley, town.url, dana);
  await callBridge(await parley.mainWindow(), 'window:open-invitation', { to: [lee.uri, kim.uri] });
  const invitation = await parley.window((candidate) => candidate.url().includes('#/invitation'));
  const text = invitation.getByTestId('invitation-text');
  await text.click();
  await invitation.keyboard.type('Is the dock free?');
  const held = await holdMethod(parley, 'conversation:start');
  await invitation.keyboard.press('ControlOrMeta+Enter');
  await held.asked();
  await invitation.keyboard.type(' Or the gate?');
  await held.release();
  await expect(text).toHaveValue('Or the gate?');

  const closed = invitation.waitForEvent('close');
  // It closes the window before the window can say that the key is up.
  await invitation.keyboard.press('ControlOrMeta+Enter').catch(() => undefined);
  await closed;
  const page = await conversationWindow(parley);
  await expect(page.getByTestId('message-text')).toHaveText(['Is the dock free?', 'Or the gate?']);
  for (const each of [lees, kims]) await expect.poll(() => each.heard).toEqual(['Is the dock free?', 'Or the gate?']);
});

test('in an invitation: what was kept of it comes to what is typed before it is there', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  await signIn(parley, town.url, dana);
  const first = await openInvitation(parley, lee.uri);
  await first.getByTestId('invitation-subject').fill('Keys');
  await first.getByTestId('invitation-text').fill('Is the dock free? ');
  const closed = first.waitForEvent('close');
  await callBridge(first, 'window:close', undefined).catch(() => undefined);
  await closed;

  const held = await holdMethod(parley, 'draft:open', 'answer');
  const again = await openInvitation(parley, lee.uri);
  await held.asked();
  await expect(again.getByTestId('invitation-text')).toBeFocused();
  await again.keyboard.type('Or is the gate?');
  await held.release();
  await expect(again.getByTestId('invitation-text')).toHaveValue('Is the dock free? Or is the gate?');
  await expect(again.getByTestId('invitation-subject')).toHaveValue('Keys');
});

test('in a conversation: a subject that is changed while a message is sent, and whoever is chosen while others are invited', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const lees = town.arrive(lee);
  lees.invite(dana, 'Is the dock free?');
  await expect(main.getByTestId('invitation-card')).not.toHaveClass(/settling/u);
  await press(main.getByTestId('invitation-accept'));
  const page = await conversationWindow(parley);
  await expect(thread(page)).toHaveAttribute('data-state', 'connected');
  lees.leave();
  await expect(thread(page)).toHaveAttribute('data-state', 'ended');
  await press(page.getByTestId('add-subject'));
  await page.keyboard.type('Keys');
  await page.keyboard.press('Enter');
  await page.keyboard.type('They are here.');
  const sending = await holdMethod(parley, 'conversation:send');
  await page.keyboard.press('Enter');
  await sending.asked();
  await press(page.getByTestId('next-subject'));
  await page.keyboard.press('End');
  await page.keyboard.type(' and locks');
  await sending.release();
  await expect(thread(page)).toHaveAttribute('data-state', 'connected');
  await expect(page.getByTestId('system-line').filter({ hasText: 'Keys' })).not.toContainText('locks');
  await expect.poll(() => lees.heard).toContain('They are here.');

  town.arrive(kim);
  await press(page.getByTestId('conversation-invite'));
  const dialog = page.getByRole('dialog');
  await page.keyboard.type('kim@example.com');
  await page.keyboard.press('Enter');
  const inviting = await holdMethod(parley, 'conversation:invite');
  await page.keyboard.press('ControlOrMeta+Enter');
  await inviting.asked();
  await page.keyboard.type('sam@example.com');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ji');
  await expect(dialog.getByTestId('invitation-chip')).toHaveCount(2);
  await inviting.release();
  await expect(dialog.getByTestId('invitation-chip')).toHaveCount(1);
  await expect(dialog.getByTestId('invitation-chip')).toContainText('sam@example.com');
  await expect(dialog.getByTestId('invitation-to')).toHaveValue('ji');
  await press(dialog.getByTestId('conversation-invite-cancel'));

  // The subject waits for the session that begins next.
  const id = (await thread(page).getAttribute('data-conversation-id'))!;
  expect(await callBridge(main, 'draft:load', `subject:${id}`)).toEqual({ ok: true, value: 'Keys and locks' });
});

test('a note or the name of a group that is too long is not cut: it says by how much, and is kept until it is shorter', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const paste = async (words: string): Promise<void> => {
    await parley.app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), words);
    await main.keyboard.press('ControlOrMeta+v');
  };
  const note = 'x'.repeat(maxNoteLength + 1200);
  const input = main.getByTestId('note-input');
  await press(main.getByTestId('note'));
  await paste(note);
  await expect(input).toHaveValue(note);
  await expect(main.getByTestId('note-error')).toContainText('1,200 characters too long');
  await main.keyboard.press('Enter');
  await expect(input).toHaveValue(note);
  await press(main.getByTestId('contacts-search'));
  await expect(input).toHaveValue(note);
  await press(input);
  await main.keyboard.press('ControlOrMeta+a');
  await main.keyboard.type('At dock four');
  await expect(main.getByTestId('note-error')).toHaveCount(0);
  await main.keyboard.press('Enter');
  await expect(main.getByTestId('note')).toContainText('At dock four');

  await press(main.getByTestId('main-menu'));
  await press(main.getByRole('menuitem', { name: 'New group' }));
  const name = main.getByTestId('group-name');
  const dialog = main.getByRole('dialog');
  await name.focus();
  await paste('g'.repeat(maxGroupNameLength + 12));
  await expect(name).toHaveValue('g'.repeat(maxGroupNameLength + 12));
  await expect(dialog).toContainText('12 characters too long');
  await main.keyboard.press('Enter');
  await expect(name).toHaveValue('g'.repeat(maxGroupNameLength + 12));
  await main.keyboard.press('ControlOrMeta+a');
  await main.keyboard.type('Night shift');
  await main.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
});

test('in the main window: a note or the name of a group that could not be saved stands there again, and takes no other field its keys', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const input = main.getByTestId('note-input');
  const search = main.getByTestId('contacts-search');
  const first = await holdMethod(parley, 'self:set-note');
  await press(main.getByTestId('note'));
  await main.keyboard.type('At dock four');
  await main.keyboard.press('Enter');
  await first.asked();
  await press(search);
  await main.keyboard.type('le');
  await first.refuse();
  await expect(input).toHaveValue('At dock four');
  await expect(search).toBeFocused();
  await main.keyboard.type('e');
  await expect(search).toHaveValue('lee');
  await search.fill('');

  // On its way it is shown as what it is; and refused it takes no menu away.
  const third = await holdMethod(parley, 'self:set-note');
  await press(input);
  await main.keyboard.press('Enter');
  await third.asked();
  await expect(main.getByTestId('note')).toContainText('At dock four');
  await expect(main.getByTestId('note-saving')).toBeVisible();
  await press(main.getByTestId('availability-menu'));
  await expect(main.getByRole('menu')).toBeVisible();
  await third.refuse();
  await expect(input).toHaveValue('At dock four');
  await expect(input).not.toBeFocused();
  await expect(main.getByRole('menu')).toBeVisible();
  await main.keyboard.press('Escape');
  await expect(main.getByRole('menu')).toHaveCount(0);

  // What is written on while the first is saved is not replaced by it.
  const second = await holdMethod(parley, 'self:set-note');
  await press(input);
  await main.keyboard.press('Enter');
  await second.asked();
  await press(main.getByTestId('note'));
  await expect(input).toHaveValue('At dock four');
  await main.keyboard.press('End');
  await main.keyboard.type(' until noon');
  await second.refuse();
  await expect(main.getByTestId('problem')).toBeVisible();
  await expect(input).toHaveValue('At dock four until noon');
  await main.keyboard.press('Enter');
  await expect(main.getByTestId('note')).toContainText('At dock four until noon');

  const adding = await holdMethod(parley, 'group:add');
  const askForName = async (): Promise<void> => {
    await press(main.getByTestId('main-menu'));
    await press(main.getByRole('menuitem', { name: 'New group' }));
  };
  await askForName();
  await main.getByTestId('group-name').focus();
  await main.keyboard.type('Night shift');
  await main.keyboard.press('Enter');
  await adding.asked();
  await adding.refuse();
  // Said where it was asked, and kept there also if it is closed.
  await expect(main.getByTestId('group-name')).toHaveAttribute('aria-invalid', 'true');
  await expect(main.getByTestId('group-name')).toHaveValue('Night shift');
  await main.keyboard.press('Escape');
  await askForName();
  await expect(main.getByTestId('group-name')).toHaveValue('Night shift');
});
