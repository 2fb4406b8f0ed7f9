// Two clicks where one is meant: whatever opens something opens it once, and whatever sends sends once.
import type { Locator } from '@playwright/test';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { openHistory, signInToStay, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { conversationWindow, dana, kim, lee } from './support/people';
import { moveTo } from './support/pointer';

/** As fast as a hand can and faster. */
async function pressTwice(target: Locator): Promise<void> {
  await moveTo(target);
  const page = target.page();
  const press = async (clickCount: number): Promise<void> => {
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
  };
  await press(1)
    .then(() => press(2))
    .catch(async (error: unknown) => {
      // The first one may have closed the window.
      if (!page.isClosed()) await page.waitForEvent('close', { timeout: 1000 }).catch(() => Promise.reject(error));
    });
}

const windows = ({ app }: Parley, view: string): number =>
  app.windows().filter((page) => page.url().includes(`#/${view}`)).length;

test('two fast clicks open one window and send one message, from wherever', async ({
  launchParley,
  newTown,
  keyStore,
  notifications,
  profile,
}) => {
  test.slow();
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(parley, town.url, dana);
  const lees = town.arrive(lee);
  const contact = (uri: string): Locator => main.locator(`[data-testid=contact-row][data-uri="${uri}"]`);

  // An invitation, and its Send.
  await pressTwice(contact(lee.uri));
  const invitation = await parley.window((page) => page.url().includes('#/invitation'));
  await pressTwice(contact(lee.uri));
  await invitation.getByTestId('invitation-text').fill('Is the dock free?');
  await pressTwice(invitation.getByTestId('invitation-send'));
  const first = await conversationWindow(parley);
  await expect(first.getByTestId('conversation')).toHaveAttribute('data-state', 'connected');
  await expect.poll(() => windows(parley, 'invitation')).toBe(0);
  await expect(first.getByTestId('message')).toHaveCount(1);
  expect(windows(parley, 'conversation')).toBe(1);

  // The field of a conversation, and a key that is held down.
  await first.keyboard.type('It is.');
  await pressTwice(first.getByTestId('composer-send'));
  await expect(first.getByTestId('composer-text')).toBeFocused();
  await first.keyboard.type('Good');
  await first.keyboard.down('Enter');
  await first.keyboard.down('Enter');
  await first.keyboard.up('Enter');
  await expect.poll(() => lees.heard).toEqual(['Is the dock free?', 'It is.', 'Good']);
  await expect(first.getByTestId('message')).toHaveCount(3);
  await first.close();

  // Its rows, its notification, what the history finds.
  const opensOne = async (open: () => Promise<void>): Promise<void> => {
    await open();
    const page = await conversationWindow(parley);
    await expect(page.getByTestId('message').first()).toContainText('Is the dock free?');
    expect(windows(parley, 'conversation')).toBe(1);
    expect(windows(parley, 'invitation')).toBe(0);
    await page.close();
  };
  await opensOne(() => pressTwice(main.getByTestId('conversation-row')));
  await opensOne(() => pressTwice(contact(lee.uri)));
  lees.say('And the gate?');
  await expect.poll(() => notifications.find('And the gate?')).toBeDefined();
  const { id } = notifications.find('And the gate?')!;
  await opensOne(() => Promise.all([id, id].map((each) => notifications.invokeAction(each))).then(() => undefined));
  const history = await openHistory(parley);
  await history.getByTestId('history-search').fill('dock');
  await history.getByTestId('history-hit').click();
  await opensOne(() => pressTwice(history.getByTestId('history-open-here')));
  await opensOne(() => pressTwice(history.getByTestId('history-continue')));
  await history.close();

  // Who waits is answered once.
  const kims = town.arrive(kim);
  kims.invite(dana, 'Lunch?');
  const card = main.getByTestId('invitation-card');
  await expect(card).not.toHaveClass(/settling/u);
  await pressTwice(card.getByTestId('invitation-accept'));
  await expect.poll(() => kims.isConnected).toBe(true);
  await conversationWindow(parley);
  expect(windows(parley, 'conversation')).toBe(1);
  await expect(main.getByTestId('problem')).toHaveCount(0);
  await (await conversationWindow(parley)).close();

  // And for nobody in particular.
  await pressTwice(main.getByTestId('new-conversation'));
  const blank = await parley.window((page) => page.url().includes('#/invitation'));
  await blank.getByTestId('invitation-text').waitFor();
  expect(windows(parley, 'invitation')).toBe(1);
  expect(parley.app.windows()).toHaveLength(2);
});
