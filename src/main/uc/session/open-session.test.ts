// Forms of the answers to `logon` and to `initiateSession`, over real HTTP (protocol.md 1.2, 2.2, 7.3).
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Desk, until } from '../testing/desk';

const dana = 'sip:dana@example.com';

let desk: Desk;
beforeEach(async () => (desk = await Desk.open()));
afterEach(() => desk.close());

describe('the reply to initiateSession', () => {
  it.each<readonly [string, (sid: number) => string]>([
    ['sid in the envelope alone', (sid) => `<cwaResponses sid="${sid}"><requestAccepted rid="1"/></cwaResponses>`],
    [
      'sid in the envelope, beside success',
      (sid) => `<cwaResponses sid="${sid}"><requestSucceeded rid="1"/></cwaResponses>`,
    ],
    ['sid in the envelope of events', (sid) => `<cwaEvents sid="${sid}"><requestAccepted rid="1"/></cwaEvents>`],
    [
      'initiateSessionAccepted in requestAccepted',
      (sid) =>
        `<cwaResponses><requestAccepted rid="1"><initiateSessionAccepted rid="1" sid="${sid}" pollWaitTime="5"/></requestAccepted></cwaResponses>`,
    ],
    [
      'initiateSessionAccepted in cwaEvents',
      (sid) => `<cwaEvents><initiateSessionAccepted rid="1" sid="${sid}"/></cwaEvents>`,
    ],
    [
      'initiateSessionAccepted in cwaEvents in cwaResponses',
      (sid) => `<cwaResponses><cwaEvents><initiateSessionAccepted sid="${sid}"/></cwaEvents></cwaResponses>`,
    ],
    [
      'requestSucceeded with sid and uri',
      (sid) =>
        `<cwaResponses><requestSucceeded rid="1"><sid>${sid}</sid><uri>${dana}</uri></requestSucceeded></cwaResponses>`,
    ],
    [
      'requestSucceeded with sid, without a rid',
      (sid) => `<cwaResponses><requestSucceeded sid="${sid}"/></cwaResponses>`,
    ],
    [
      'two, of which the second has it',
      (sid) =>
        `<cwaResponses><requestAccepted rid="1"/><requestAccepted rid="1"><sid>${sid}</sid></requestAccepted></cwaResponses>`,
    ],
    [
      'what a gateway puts around it',
      (sid) =>
        `<!DOCTYPE cwaResponses><cwaResponses><requestAccepted rid="1"><sid>${sid}</sid></requestAccepted></cwaResponses><script>if (a<b) c()</script></html>`,
    ],
  ])('opens the session: %s', async (_form, reply) => {
    desk.service.answerInitiateSession = reply;
    await desk.signIn();
    expect(desk.isOnline).toBe(true);
    expect(desk.service.polls.at(-1)?.sid).toBe(desk.service.sid);
    expect(desk.model.self?.uri).toBe(dana);
  });

  it.each([
    ['no session anywhere', '<cwaResponses><requestAccepted rid="1"/></cwaResponses>'],
    ['0, the number of none', '<cwaResponses sid="0"><requestAccepted rid="1"/></cwaResponses>'],
    ['a number, and not a word', '<cwaResponses sid="77"/>'],
  ])('opens none: %s', async (_form, reply) => {
    desk.service.answerInitiateSession = () => reply;
    await expect(desk.signIn()).rejects.toMatchObject({ code: 'not-a-server' });
  });

  it('is a refusal where it says so, whatever the envelope has', async () => {
    desk.service.answerInitiateSession = (sid) =>
      `<cwaResponses sid="${sid}"><requestFailed rid="1"><error code="18102"/></requestFailed></cwaResponses>`;
    await expect(desk.signIn()).rejects.toMatchObject({ code: 'sign-in-refused' });
  });
});

describe('the reply to logon', () => {
  it('2.2 has uri and signInData straight in its document, where one table has them', async () => {
    desk.service.namesUserAtSignIn = false;
    desk.service.intercept = (channel) =>
      channel === 'sign-in'
        ? {
            headers: { 'CWA-Ticket': (desk.service.ticket = 'T') },
            body: '<cwaResponses><uri>sip:kim@example.com</uri><signInData>c2lkPQ==</signInData></cwaResponses>',
          }
        : undefined;
    await desk.signIn();
    expect(desk.model.self?.uri).toBe('sip:kim@example.com');
    expect(desk.service.requests()[0]).toMatchObject({ kind: 'initiateSession', signInData: 'c2lkPQ==' });
  });
});

describe('203, as proxies say that transform what passes', () => {
  it.each([203, 200, 206])('is a success on every channel: %d', async (status) => {
    desk.service.status = status;
    await desk.signIn();
    const id = await desk.connected(['sip:lee@example.com'], 3);
    const { messageId } = await desk.engine.sendMessage(id, { text: 'A' });
    await until(() => desk.model.messages.get(id)?.find((one) => one.id === messageId)?.delivery === 'sent', 'sent');
    expect(desk.isOnline).toBe(true);
  });

  it('is no success without a ticket', async () => {
    desk.service.status = 203;
    await expect(desk.signIn({ password: 'wrong' })).rejects.toMatchObject({ code: 'wrong-password' });
  });
});
