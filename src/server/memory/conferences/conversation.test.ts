import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../testing/test-server';

describe('one-to-one', () => {
  it('takes two people from sign-in to a conversation in the documented order of events (6.3, 6.4)', async () => {
    const server = await startTestServer();
    const dana = await server.join('dana');
    const lee = await server.join('lee');
    await dana.skip();

    const reply = await dana.conference(0, {
      kind: 'initiateImSession',
      uris: ['sip:lee@example.com'],
      message: { content: 'Is the dock free at noon?' },
      subject: 'Delivery slot',
    });
    expect(reply).toMatchObject({ kind: 'requestAccepted', confId: 1 });
    expect(await dana.news()).toEqual(['conf(1) initiateImSessionAccepted 1', 'conf(1) escalationMode invitingPeer']);
    expect(await lee.news()).toEqual([
      'conf(1) imSessionReceived sip:dana@example.com Is the dock free at noon?',
      'conf(1) imSessionState incoming',
    ]);

    expect(await lee.conference(1, { kind: 'acceptImSession' })).toMatchObject({ kind: 'requestAccepted' });
    expect(await lee.news()).toEqual([
      'conf(1) imSessionState connecting',
      'conf(1) participant sip:dana@example.com attendee',
      'conf(1) role attendee',
      'conf(1) escalationMode peer',
      'conf(1) imSessionState connected',
      'requestSucceeded',
    ]);
    expect(await dana.news()).toEqual([
      'conf(1) participant sip:lee@example.com attendee',
      'conf(1) role attendee',
      'conf(1) escalationMode peer',
      'conf(1) imSessionState connecting',
      'conf(1) imSessionState connected',
      'requestSucceeded',
    ]);

    await dana.conference(1, { kind: 'sendMessage', message: { content: ' 0012 <b>&amp;</b> ' } });
    expect(await dana.news()).toEqual(['requestSucceeded']);
    expect(await lee.news()).toEqual(['conf(1) messageReceived sip:dana@example.com  0012 <b>&amp;</b> ']);
    await lee.poll();
    expect(await dana.news()).toEqual([expect.stringMatching(/^conf\(1\) messageIdReceived/u)]);
  });
});
