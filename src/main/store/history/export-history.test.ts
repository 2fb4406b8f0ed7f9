import { describe, expect, it } from 'vitest';
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
  for await (const piece of exportHistory(given(), format)) file += piece;
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

  it('writes JSON that parses, with everything in it', async () => {
    const parsed = JSON.parse(await exported('json')) as {
      conversations: { messages: { body: { text: string } }[] }[];
    };
    expect(parsed.conversations[0]?.messages[0]?.body.text).toBe('<script>alert(1)</script>\nsecond line');
    expect(JSON.parse(await exported('json', []))).toEqual({ conversations: [] });
  });

  it('writes text in which a second line cannot pass for another message', async () => {
    expect(await exported('text')).toContain(
      '[1970-01-01T00:00:00.000Z] Lee & Park: <script>alert(1)</script>\n    second line\n',
    );
  });
});
