// Services of the desktop that Electron asks by itself and waits for: one that hangs is not asked.
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { test as base } from './support/kept-profile';
import { callBridge, dana, lee, signIn } from './support/people';
import { SilentService } from './support/silent-service';

const test = base.extend<{ hung: (name: string) => Promise<SilentService> }>({
  hung: async ({}, use) => {
    base.skip(process.platform !== 'linux', 'these services are those of D-Bus');
    const started: SilentService[] = [];
    await use(async (name) => {
      const service = await SilentService.start([name]);
      started.push(service);
      return service;
    });
    for (const service of started) await service.stop();
  },
});

test('a key store that hangs is never waited for, and who asked to be remembered can sign in all the same', async ({
  launchParley,
  hung,
  newTown,
}) => {
  const keyStore = await hung('org.freedesktop.secrets');
  const town = await newTown([dana, lee]);
  const parley = await launchParley({ args: KeyStore.args });
  const page = await parley.mainWindow();
  await page.getByTestId('signin-remember').check();
  await signIn(parley, town.url, dana);
  await expect.poll(() => parley.output()).toMatch(/does not answer: .* service=org\.freedesktop\.secrets/u);
  town.arrive(lee).invite(dana, 'Is the dock free at noon?');
  await expect(page.getByTestId('invitation-card')).toContainText('noon');
  expect(await callBridge(page, 'settings:get', undefined)).toMatchObject({ ok: true });
  // Parley's own questions, each with a deadline, and nothing of the library that would wait.
  expect(new Set(keyStore.calls.map(({ sender }) => sender)).size).toBe(1);
  // Before the service goes: Parley would start another.
  await parley.close();
});

test('an accessibility service that hangs is never waited for', async ({ launchParley, hung }) => {
  const accessibility = await hung('org.a11y.Bus');
  const parley = await launchParley();
  await expect((await parley.mainWindow()).getByTestId('signin')).toBeVisible();
  expect(parley.output()).toContain('service=org.a11y.Bus');
  // Parley's own question, which has a deadline, and no other.
  expect(accessibility.of('Get')).toHaveLength(1);
});

test('an accessibility service that answers is asked as ever', async ({ launchParley, hung }) => {
  const accessibility = await hung('org.a11y.Bus');
  const launched = launchParley();
  for (const number of [0, 1]) {
    await expect.poll(() => accessibility.of('Get').length).toBe(number + 1);
    await accessibility.answer(accessibility.of('Get')[number]!, 'v', false);
  }
  const parley = await launched;
  await expect((await parley.mainWindow()).getByTestId('signin')).toBeVisible();
  expect(parley.output()).not.toContain('service=org.a11y.Bus');
});
