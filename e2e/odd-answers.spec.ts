// The server writes something that cannot be read: what stands beside it is shown, and the person is told once.
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { Gateway } from './support/gateway';
import { dana, kim, lee, signIn } from './support/people';

let gateway: Gateway;
let target = '';
test.beforeEach(async () => {
  gateway = await new Gateway(() => target).start();
});
test.afterEach(() => gateway.stop());

/** In place of the next answer to a poll: nothing new for the server, and these events for the client. */
function answerOnePoll(events: string): void {
  gateway.answers = (path) => path.includes('AsyncDataChannel.ashx');
  gateway.answer = (request, response) => {
    const { searchParams } = new URL(request.url ?? '/', gateway.url);
    gateway.answer = undefined;
    response.end(`<cwaEvents ackId="${searchParams.get('AckID')}">${events}</cwaEvents>`);
  };
}

test('an event that cannot be read costs nothing beside it and is told once', async ({ launchParley, startServer }) => {
  target = (await startServer([dana, lee, kim], ['--poll-wait', '100'])).url;
  const parley = await launchParley();
  const page: Page = await signIn(parley, gateway.url, dana);
  const notice = page.getByTestId('notice-bar');
  await expect(notice).toBeHidden();

  const tooDeep = `<userPresence eid="900001">${'<constructor>'.repeat(70)}${'</constructor>'.repeat(70)}</userPresence>`;
  const group =
    '<contactGroup eid="900002"><group action="added" id="77" name="R&D &lt;3" externalUri=""/></contactGroup>';
  answerOnePoll(tooDeep + group);
  await expect(notice).toContainText('Something from the server could not be read');
  await expect(page.getByTestId('contacts')).toContainText('R&D <3');
  await expect(page.getByTestId('connection-banner')).toBeHidden();

  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toBeHidden();
  answerOnePoll(
    tooDeep.replace('900001', '900003') + group.replace('R&D', 'S&W').replace('900002', '900004').replace('77', '78'),
  );
  await expect(page.getByTestId('contacts')).toContainText('S&W <3');
  await expect(notice).toBeHidden();
});
