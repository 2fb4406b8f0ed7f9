import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NotificationContent } from './notification-content';
import { readToastAnswer, toastXml } from './toast-xml';

const token = '0123456789abcdef0123456789abcdef';
const invitation: NotificationContent = {
  key: 'invitations',
  title: 'Dana Reyes wants to talk',
  body: 'Delivery slot\nIs noon fine?',
  isSticky: true,
  isUrgent: true,
  conversationId: 'c1',
  actions: ['accept', 'decline'],
  canReply: true,
  sound: 'invitation',
};

type Node = Record<string, unknown> & { readonly ':@'?: Readonly<Record<string, string>> };
function parse(xml: string): Node {
  expect(XMLValidator.validate(xml)).toBe(true);
  // Which the validator lets pass and Windows does not.
  expect(xml).not.toMatch(/&(?!(?:amp|lt|gt|quot|#10);)/u);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => ['action', 'text'].includes(name),
  });
  return (parser.parse(xml) as { toast: Node }).toast;
}

describe('toastXml', () => {
  it('has texts, a field to answer in, and a button for each answer', () => {
    expect(parse(toastXml(invitation, token))).toEqual({
      launch: `type=click&token=${token}`,
      activationType: 'foreground',
      scenario: 'reminder',
      visual: {
        binding: { template: 'ToastGeneric', text: [invitation.title, invitation.body.replace('\n', '&#10;')] },
      },
      actions: {
        input: { id: 'reply', type: 'text', placeHolderContent: 'Write an answer…' },
        action: [
          {
            content: 'Send',
            arguments: `type=reply&token=${token}`,
            activationType: 'foreground',
            'hint-inputId': 'reply',
          },
          { content: 'Accept', arguments: `type=action&action=0&token=${token}`, activationType: 'foreground' },
          { content: 'Decline', arguments: `type=action&action=1&token=${token}`, activationType: 'foreground' },
        ],
      },
      audio: { silent: 'true' },
    });
  });

  it('has neither where nothing can be answered, and a button where it stays all the same', () => {
    const plain = { ...invitation, actions: [], canReply: false };
    expect(parse(toastXml({ ...plain, isSticky: false }, token))['actions']).toBeUndefined();
    expect(parse(toastXml(plain, token))['actions']).toMatchObject({ action: [{ content: 'Show' }] });
  });

  it('is whole and says nothing else whatever somebody is called or has written', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '"/><action content="x"',
        '</text></binding>',
        '<![CDATA[',
        '&#0;',
        '\ud800',
        '\0',
        ']]>',
        '<?xml?>',
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, (title, body) => {
        const toast = parse(toastXml({ ...invitation, title: `a${title}`, body: `b${body}` }, token));
        expect(toast).toMatchObject({ actions: { action: { length: 3 } }, audio: { silent: 'true' } });
        expect((toast['visual'] as { binding: { text: unknown[] } }).binding.text).toHaveLength(2);
      }),
    );
  });
});

describe('readToastAnswer', () => {
  it('reads back what was written', () => {
    const written = toastXml(invitation, token);
    const given = [...written.matchAll(/(?:launch|arguments)="([^"]*)"/gu)].map(([, value]) =>
      value!.replaceAll('&amp;', '&'),
    );
    expect(given.map((each) => readToastAnswer({ type: 'x', arguments: each, reply: 'On my way' }))).toEqual([
      { token, kind: 'open' },
      { token, kind: 'reply', text: 'On my way' },
      { token, kind: 'accept' },
      { token, kind: 'decline' },
    ]);
    const fields = { arguments: `type=reply&token=${token}`, userInputs: { reply: 'On my way' } };
    expect(readToastAnswer(fields)).toEqual({ token, kind: 'reply', text: 'On my way' });
  });

  it.each([
    undefined,
    null,
    'type=click',
    {},
    { arguments: 7 },
    { arguments: '' },
    { arguments: 'type=click' },
    { arguments: 'type=click&token=c1' },
    { arguments: `type=click&token=${token}${'0'.repeat(300)}` },
    { arguments: `type=accept&token=${token}` },
    { arguments: `type=action&token=${token}` },
    { arguments: `type=action&action=accept&token=${token}` },
    { arguments: `type=action&action=9&token=${token}` },
    { arguments: `type=action&action=constructor&token=${token}` },
    { arguments: `type=reply&token=${token}` },
    { arguments: `type=reply&token=${token}`, reply: ['x'] },
    { arguments: `type=reply&token=${token}`, userInputs: 'x' },
    { arguments: `type=reply&token=${token}`, reply: 'x'.repeat(20_001) },
  ])('takes nothing else: %j', (details) => {
    expect(readToastAnswer(details)).toBeUndefined();
  });

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.anything(), (details) => void readToastAnswer(details)));
    fc.assert(fc.property(fc.string(), (text) => readToastAnswer({ arguments: text }) === undefined));
  });
});
