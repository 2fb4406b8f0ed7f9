import { describe, expect, it } from 'vitest';
import type { Message } from '../../../shared/domain/message';
import { exportHistory, type ExportThread } from './export-history';

const thread: ExportThread = {
  conversation: {
    id: 'c1',
    subject: 'Dock <4>',
    participants: [{ uri: 'sip:lee@example.com', name: 'Lee & Park' }],
    startedAt: 0,
    lastActivityAt: 0,
    unread: 0,
    isMissed: false,
  },
  events: [],
  messages: [
    {
      id: 'm1',
      conversationId: 'c1',
      direction: 'incoming',
      from: 'sip:lee@example.com',
      at: 0,
      body: {
        text: '<script>alert(1)</script>\nsecond line',
        style: { bold: true, italic: false, underline: true, strike: true, color: '#0000ff', font: 'Verdana";x:y' },
      },
    },
  ],
};
async function exported(format: 'html' | 'json' | 'text', threads: ExportThread[] = [thread]): Promise<string> {
  async function* given(): AsyncGenerator<ExportThread> {
    yield* threads;
  }
  let file = '';
  for await (const piece of exportHistory(given(), format, new Date(0))) file += piece;
  return file;
}

describe('exportHistory', () => {
  it('writes a page in which nothing can run', async () => {
    const html = await exported('html');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script');
    expect(html).toContain('Dock &lt;4&gt; (Lee &amp; Park)');
    expect(html).toContain('style="font-weight:bold;text-decoration:underline line-through;color:#0000ff"');
  });

  it('writes JSON of the documented shape, with everything in it', async () => {
    const event = { id: 'e1', conversationId: 'c1', at: 0, news: { kind: 'connected' } } as const;
    const parsed = JSON.parse(await exported('json', [{ ...thread, events: [event] }])) as unknown;
    const zero = '1970-01-01T00:00:00.000Z';
    expect(parsed).toEqual({
      format: 'parley-history',
      version: 1,
      exportedAt: zero,
      conversations: [
        {
          id: 'c1',
          subject: 'Dock <4>',
          participants: [{ uri: 'sip:lee@example.com', name: 'Lee & Park' }],
          startedAt: zero,
          lastActivityAt: zero,
          unread: 0,
          isMissed: false,
          events: [{ id: 'e1', time: zero, kind: 'connected' }],
          messages: [
            {
              id: 'm1',
              time: zero,
              direction: 'incoming',
              from: 'sip:lee@example.com',
              text: '<script>alert(1)</script>\nsecond line',
              style: {
                bold: true,
                italic: false,
                underline: true,
                strike: true,
                color: '#0000ff',
                font: 'Verdana";x:y',
              },
            },
          ],
        },
      ],
    });
    expect(JSON.parse(await exported('json', []))).toMatchObject({ version: 1, conversations: [] });
  });

  it('writes text in which a second line cannot pass for another message, whatever breaks the line', async () => {
    expect(await exported('text')).toContain(
      '[1970-01-01T00:00:00.000Z] Lee & Park: <script>alert(1)</script>\n    second line\n',
    );
    for (const lineBreak of ['\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029']) {
      const text = await exported('text', [hostile({ text: `one${lineBreak}[1970] Kim: two` })]);
      expect(text).toContain('Lee & Park: one\n    [1970] Kim: two\n');
    }
  });

  it('lets no name begin a line, run, or turn its line around', async () => {
    const name = '\u202e\u061cLee\n[1970] Kim: yes\u2066<img src=x onerror=alert(1)>"';
    const threads = [hostile({ name, subject: '\u202etcejbus\u2028x' })];
    const text = await exported('text', threads);
    expect(text.split('\n').filter((line) => line.startsWith('[1970] Kim'))).toEqual([]);
    expect(text).not.toMatch(/[\u061c\u202a-\u202e\u2066-\u2069\u2028]/u);
    const html = await exported('html', threads);
    expect(html).not.toMatch(/<img|[\u061c\u202a-\u202e\u2066-\u2069]/u);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;');
  });

  it('shuts what a message does to the direction of writing into that message', async () => {
    const html = await exported('html', [hostile({ text: '\u202eevil</bdi><script>1</script>' })]);
    expect(html).toContain('<bdi>\u202eevil&lt;/bdi&gt;&lt;script&gt;1&lt;/script&gt;</bdi></p>');
  });

  it.each(['html', 'text'] as const)('says as %s what was not delivered, not answered, or a call', async (format) => {
    const [message] = [...(thread.messages as readonly Message[])];
    const failed = { ...thread, messages: [{ ...message!, direction: 'outgoing', delivery: 'failed' } as const] };
    const unknown = { ...thread, messages: [{ ...message!, direction: 'outgoing', delivery: 'unknown' } as const] };
    const missed = { ...thread, conversation: { ...thread.conversation, isMissed: true } };
    const call = { ...thread, conversation: { ...thread.conversation, call: 'declined' } as const };
    expect(await exported(format)).not.toContain('delivered');
    expect(await exported(format, [failed])).toContain('(not delivered)');
    expect(await exported(format, [unknown])).toContain('(not known to be delivered)');
    expect(await exported(format, [missed])).toContain('Missed invitation');
    expect(await exported(format, [call])).toContain('Call, declined');
  });
});

function hostile({ text = 'x', name = 'Lee & Park', subject = '' }): ExportThread {
  return {
    conversation: { ...thread.conversation, subject, participants: [{ uri: 'sip:lee@example.com', name }] },
    events: [],
    messages: [
      { id: 'm1', conversationId: 'c1', direction: 'incoming', from: 'sip:lee@example.com', at: 0, body: { text } },
    ],
  };
}
