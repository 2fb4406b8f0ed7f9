// What comes into the fields where people write, and what is made of it in a real window.
import { expect, test } from './support/fixtures';
import { callBridge, converse, dana, lee, openNewInvitation, signIn } from './support/people';

test('shortcuts, odd line breaks, links and too many people', async ({ launchParley, startServer }) => {
  test.slow();
  const server = await startServer([dana, lee], ['--poll-wait', '100']);
  const danas = await launchParley();
  const lees = await launchParley();
  await signIn(danas, server.url, dana);
  await signIn(lees, server.url, lee);

  const talk = await converse(danas, lees, 'sip:lee@example.com', 'Hello');
  await lees.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    (globalThis as Record<string, unknown>)['opened'] = opened;
    shell.openExternal = async (url) => void opened.push(url);
  });
  const body = [
    'http://guest:guest@cam7.example.com/view https://xn--a.example/',
    'https://xn--bcher-kva.example/x mailto:lee@example.com?subject=Noon&bcc=kim@example.com',
  ].join('\n');
  await talk.from.getByTestId('composer-text').fill(body);
  await talk.from.keyboard.press('Enter');
  const message = talk.to.getByTestId('message-text').filter({ hasText: 'cam7' });
  const links = message.getByRole('link');
  await expect(links).toHaveCount(2);
  await expect(message.getByTestId('link-host')).toHaveText('(bücher.example)');
  for (const link of await links.all()) await link.click();
  const opened = () => lees.app.evaluate(() => (globalThis as Record<string, unknown>)['opened']);
  await expect.poll(opened).toEqual(['https://xn--bcher-kva.example/x', 'mailto:lee@example.com?subject=Noon']);
  const refused = await callBridge(talk.to, 'link:open', 'http://guest:guest@cam7.example.com/view');
  expect(refused).toMatchObject({ ok: false, failure: { code: 'not-allowed' } });

  // A sign that turns the letters after it is seen, and turns none of them; the text is what was said.
  await talk.from.getByTestId('composer-text').fill('Look at photo_\u202egnp.exe');
  await talk.from.keyboard.press('Enter');
  const turned = talk.to.getByTestId('message-text').filter({ hasText: 'photo_' });
  await expect(turned.getByTestId('message-turn')).toHaveAttribute('data-sign', 'U+202E');
  expect(await turned.evaluate((element) => element.textContent?.trim())).toBe('Look at photo_\u202egnp.exe');
  const places = await turned.evaluate((element) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let after = texts.nextNode();
    while (after && after.textContent !== 'gnp.exe') after = texts.nextNode();
    if (!after) throw new Error('no such text');
    const node = after;
    return [...'gnp.exe'].map((_, index) => {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      return range.getBoundingClientRect().left;
    });
  });
  expect(places).toEqual([...places].sort((one, other) => one - other));

  // Ctrl+B on a Cyrillic keyboard writes another letter; the place is the same.
  const invitation = await openNewInvitation(danas, 'sip:lee@example.com');
  const text = invitation.getByTestId('invitation-text');
  const weight = () => text.evaluate((field) => getComputedStyle(field).fontWeight);
  await text.focus();
  await text.dispatchEvent('keydown', { key: 'и', code: 'KeyB', ctrlKey: true, bubbles: true, cancelable: true });
  await expect.poll(weight).toBe('700');

  const paste = async (words: string) => {
    await danas.app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), words);
    await invitation.keyboard.press('ControlOrMeta+V');
  };
  await paste('one\u000btwo\u2028three\u2029four\u0085five\u000csix');
  await expect(text).toHaveValue('one\ntwo\nthree\nfour\nfive\nsix');
  await invitation.keyboard.press('ControlOrMeta+Z');
  await expect(text).toHaveValue('');
  // A carriage return that stands alone is one as well, also among others.
  await paste('b\rc\u2028d');
  await expect(text).toHaveValue('b\nc\nd');
  await text.fill('Hello');
  const subject = invitation.getByTestId('invitation-subject');
  await subject.focus();
  await paste('one\u2028two\u000bthree');
  await expect(subject).toHaveValue('one two three');

  // 31 others are as many as there can be.
  const send = invitation.getByTestId('invitation-send');
  await invitation.getByTestId('invitation-to').focus();
  await paste(Array.from({ length: 32 }, (_, at) => `p${at}@example.com`).join(', '));
  await expect(send).toHaveText('2 people too many');
  await send.click();
  await expect(invitation.getByTestId('invitation-to-error')).toContainText('Take 2 out');
  await expect(invitation.getByTestId('invitation-error')).toHaveCount(0);
});
