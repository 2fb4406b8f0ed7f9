// What can go wrong on the way in and on the way out: a plain message, nothing typed is lost, the app stays usable.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '../src/shared/testing/free-port';
import { expect, test } from './support/fixtures';
import { conversationWindow, dana, fillSignIn, kim, lee, openInvitation, signIn } from './support/people';

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a wrong password is said plainly and can be corrected', async ({ launchParley, startServer }) => {
  const { url } = await startServer([dana, lee], ['--poll-wait', '100']);
  const parley = await launchParley();
  const page = await parley.mainWindow();
  await fillSignIn(page, url, dana, 'wrong');
  await expect(page.getByTestId('signin-error')).toContainText('user name or password was not accepted');
  await expect(page.getByTestId('signin-user')).toHaveValue('EXAMPLE\\dana');
  await expect(page.getByTestId('signin-server')).toHaveValue(url);
  // Where it is corrected is at hand; what is no help against a wrong password is not offered, or comes after.
  await expect(page.getByTestId('signin-password')).toBeInViewport({ ratio: 1 });
  await expect(page.getByTestId('signin-submit')).toBeInViewport({ ratio: 1 });
  const top = async (id: string): Promise<number> => (await page.getByTestId(id).boundingBox())!.y;
  expect(await top('signin-demo')).toBeGreaterThan(await top('signin-submit'));
  await expect(page.getByTestId('signin-test')).toHaveCount(0);
  await page.getByTestId('signin-password').fill('correct horse');
  await page.getByTestId('signin-submit').click();
  await expect(page.getByTestId('contacts')).toBeVisible();
});

test('a server that cannot be reached', async ({ launchParley }) => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const page = await (await launchParley()).mainWindow();
  await fillSignIn(page, url, dana);
  await expect(page.getByTestId('signin-error')).toContainText('could not be reached');
  await expect(page.getByTestId('signin-submit')).toBeEnabled();
  await expect(page.getByTestId('signin-test')).toBeVisible();
});

test('a server that answers with a web page', async ({ launchParley }) => {
  const site = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><html><body><p>Welcome<br></body></html>'),
  );
  const url = await listen(site);
  const page = await (await launchParley()).mainWindow();
  await fillSignIn(page, url, dana);
  await expect(page.getByTestId('signin-error')).toContainText('not a Communicator Web Access server');
  await expect(page.getByTestId('signin-submit')).toBeEnabled();
  site.close();
});

test('somebody who is offline', async ({ launchParley, startServer }) => {
  const { url } = await startServer([dana, lee, kim], ['--poll-wait', '100']);
  const parley = await launchParley();
  await signIn(parley, url, dana);
  const invitation = await openInvitation(parley, 'sip:kim@example.com');
  await invitation.getByTestId('invitation-text').fill('Are you there?');
  await invitation.getByTestId('invitation-send').click();
  const conversation = await conversationWindow(parley);
  await expect(conversation.getByTestId('message')).toHaveAttribute('data-delivery', 'failed');
  await expect(conversation.getByTestId('message')).toContainText('Are you there?');
  await expect(conversation.getByTestId('system-line').last()).toContainText(/offline/);
  await expect(conversation.getByTestId('composer-text')).toBeEnabled();
});
