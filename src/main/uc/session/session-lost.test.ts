// The session is lost, however that is said: by which element, in which envelope, with or without a number, on either channel.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '../testing/make-certificate';
import { createNodeTransport } from '../http/node/node-transport';
import { ScriptedService, type RawAnswer } from '../testing/scripted-service';
import { Desk, until } from '../testing/desk';

const lee = 'sip:lee@example.com';
const error = '<error code="18100" reason="Session not found" detail="anything"/>';

let desk: Desk;
beforeEach(async () => (desk = await Desk.open()));
afterEach(() => desk.close());

const sessions = (): number => desk.service.requests().filter(({ kind }) => kind === 'initiateSession').length;
const sent = (text: string): number =>
  desk.service
    .requests()
    .filter(
      (request) =>
        request.kind === 'conference' &&
        (request.action.kind === 'sendMessage' || request.action.kind === 'initiateImSession') &&
        request.action.message?.content === text,
    ).length;
const deliveries = (id: string): (string | undefined)[] =>
  desk.model.messages.get(id)?.map(({ delivery }) => delivery) ?? [];
const isThrough = (delivery: string | undefined): boolean => delivery === 'sent' || delivery === 'confirmed';

/** `RID` and `SID` stand for those of the request and of the session. */
const forms: readonly (readonly [string, RawAnswer])[] = [
  ['error in cwaEvents', { body: `<cwaEvents>${error}</cwaEvents>` }],
  [
    'requestFailed without rid in cwaEvents',
    { body: `<cwaEvents><requestFailed>${error}</requestFailed></cwaEvents>` },
  ],
  [
    'requestFailed with an empty rid in cwaEvents',
    { body: `<cwaEvents><requestFailed eid="1" rid="">${error}</requestFailed></cwaEvents>` },
  ],
  [
    'requestFailed in cwaEvents of the session',
    { body: `<cwaEvents sid="SID" ackId="3"><requestFailed rid="">${error}</requestFailed></cwaEvents>` },
  ],
  ['error in cwaEvents of session 0', { body: `<cwaEvents sid="0" ackId="0">${error}</cwaEvents>` }],
  ['requestFailed as the document', { body: `<requestFailed rid="">${error}</requestFailed>` }],
  ['error as the document', { body: `<?xml version="1.0"?>${error}` }],
  ['error with a prefix as the document', { body: `<c:error xmlns:c="urn:x" code="18100"/>` }],
  ['error in cwaResponses', { body: `<cwaResponses requestProcessed="0">${error}</cwaResponses>` }],
  [
    'requestFailed with an empty rid in cwaResponses',
    { body: `<cwaResponses><requestFailed rid="">${error}</requestFailed></cwaResponses>` },
  ],
  [
    'requestInvalid in cwaResponses',
    { body: `<cwaResponses><requestInvalid>${error}</requestInvalid></cwaResponses>` },
  ],
  [
    'requestRejected in cwaResponses',
    { body: `<cwaResponses><requestRejected>${error}</requestRejected></cwaResponses>` },
  ],
  ['requestRejected as the document', { body: `<requestRejected>${error}</requestRejected>` }],
  ['cwaEvents in cwaResponses', { body: `<cwaResponses><cwaEvents>${error}</cwaEvents></cwaResponses>` }],
  [
    'requestFailed of the request',
    { body: `<cwaResponses><requestFailed rid="RID">${error}</requestFailed></cwaResponses>` },
  ],
  [
    'requestFailed of the request in cwaEvents',
    { body: `<cwaEvents><requestFailed rid="RID">${error}</requestFailed></cwaEvents>` },
  ],
  ['the older form', { body: `<cwaResponses><requestFailed rid="" code="18100" exception="x"/></cwaResponses>` }],
  ['error beside a bad reference', { body: `<cwaEvents sid="SID" ackId="3">R&D &nbsp; ${error}</cwaEvents>` }],
  ['error beside a strange name', { body: `<cwaResponses><a:b:c __proto__="1"/>${error}</cwaResponses>` }],
  [
    'requestFailed beside what is too deep',
    {
      body: `<cwaResponses>${'<b>'.repeat(70)}${'</b>'.repeat(70)}<cwaEvents><requestFailed rid="">${error}</requestFailed><b></cwaEvents></cwaResponses>`,
    },
  ],
  ['status 404', { status: 404, body: `<cwaResponses>${error}</cwaResponses>` }],
  ['status 500', { status: 500, body: `<cwaEvents>${error}</cwaEvents>` }],
];

describe('a session that is lost', () => {
  for (const channel of ['data', 'command'] as const) {
    for (const [what, answer] of forms) {
      it(`is opened anew without a word after ${what} on the ${channel} channel`, async () => {
        const { service, engine } = desk;
        await desk.signIn();
        const id = await desk.connected([lee]);
        const { sid } = service;
        let isLost = false;
        service.loseSession();
        const seen: string[] = [];
        engine.onChanges(() => {
          const { connection } = desk.model;
          if (connection.kind === 'reconnecting') seen.push(connection.failure.code);
        });
        service.intercept = (of, _count, body) => {
          // The other channel is quiet, so that this one has to tell.
          if (service.sid !== sid + 1) return undefined;
          if (of === 'command' && body.includes('initiateSession')) return undefined;
          if (of !== channel) return of === 'data' ? { body: `<cwaEvents sid="${sid}" ackId="99"/>` } : { status: 429 };
          isLost = true;
          const rid = /rid="(\d+)"/.exec(body)?.[1] ?? '4711';
          return { ...answer, body: (answer.body ?? '').replace('RID', rid).replace('SID', `${sid}`) };
        };
        await engine.sendMessage(id, { text: 'two' });
        await until(() => isLost && sessions() === 2 && desk.isOnline, 'another session');
        await until(() => deliveries(id).every(isThrough), 'sent');
        expect(sent('two')).toBe(1);
        expect(service.signIns).toBe(1);
        expect(desk.signalsOf('messageFailed')).toEqual([]);
        expect(new Set(seen), 'all that is said').toEqual(new Set(['not-connected']));
      });
    }
  }

  it('did nothing of a request that fails for it on the data channel', async () => {
    const { service, engine } = desk;
    await desk.signIn();
    const id = await desk.connected([lee]);
    service.onRequest = (request) => {
      const { action } = request as { action?: { kind: string } };
      if (action?.kind !== 'sendMessage') return service.succeed(request);
      desk.letPeersJoin(3);
      service.push({ kind: 'requestFailed', rid: request.rid, error: { code: 18100 } });
      return { kind: 'requestAccepted', rid: request.rid };
    };
    await engine.sendMessage(id, { text: 'two' });
    await until(() => sessions() === 2 && desk.isOnline, 'another session');
    await until(() => deliveries(id).every(isThrough), 'sent');
    // Once for nothing, and once with the invitation of the next conversation.
    expect(sent('two')).toBe(2);
  });

  it('keeps what else stands in the document that tells it', async () => {
    const { service } = desk;
    await desk.signIn();
    let isTold = false;
    service.intercept = (channel) => {
      if (channel !== 'data' || isTold) return undefined;
      isTold = true;
      const notice = '<configuration eid="900"><userNotice>Archived.</userNotice></configuration>';
      return { body: `<cwaEvents><requestFailed rid="">${error}</requestFailed>${notice}</cwaEvents>` };
    };
    await until(() => sessions() === 2 && desk.isOnline, 'another session');
    expect(desk.model.policy.userNotice).toBe('Archived.');
  });

  it('is not what a refusal to another session means', async () => {
    const { service } = desk;
    await desk.signIn();
    let told = 0;
    service.intercept = (channel) =>
      channel === 'data' && ++told === 1 ? { body: `<cwaEvents sid="4711">${error}</cwaEvents>` } : undefined;
    await until(() => told > 3, 'polls');
    expect(sessions()).toBe(1);
    expect(desk.isOnline).toBe(true);
  });

  for (const [what, answer] of [
    ['an empty body', {}],
    ['blanks', { body: ' \r\n' }],
    ['rubbish', { body: '{"error":"no such handler"}' }],
    ['the beginning of a document', { body: '<?xml version="1.0"?>' }],
    ['status 400', { status: 400 }],
    ['status 204', { status: 204 }],
  ] as const) {
    it(`is given up after a few polls that bring ${what}, while commands get through`, async () => {
      const { service, engine } = desk;
      await desk.signIn();
      const id = await desk.connected([lee]);
      const { sid } = service;
      service.intercept = (channel) => (channel === 'data' && service.sid === sid ? answer : undefined);
      await until(() => desk.model.connection.kind === 'reconnecting', 'that something is wrong');
      await engine.sendMessage(id, { text: 'two' });
      await until(() => sessions() === 2 && desk.isOnline, 'another session');
      await until(() => deliveries(id).every(isThrough), 'sent');
      expect(sent('two')).toBe(1);
    });
  }

  it('is given up where an encrypted server answers polls with its own page, which no portal could put there', async () => {
    const tls = makeCertificate({ commonName: 'cwa.example.com', names: ['127.0.0.1'] });
    const service = await new ScriptedService().start(tls);
    const transport = createNodeTransport({ ca: tls.cert });
    desk.newEngine({ transport });
    const opened = (): number => service.requests().filter(({ kind }) => kind === 'initiateSession').length;
    await desk.signIn({ serverUrl: service.url });
    const { sid } = service;
    service.intercept = (channel) =>
      channel === 'data' && service.sid === sid ? { body: '<!DOCTYPE html><html>Sign in</html>' } : undefined;
    await until(() => opened() === 2 && desk.isOnline, 'another session');
    desk.engine.dispose();
    transport.close();
    await service.stop();
  });

  it('is kept while nothing gets through', async () => {
    const { service } = desk;
    await desk.signIn();
    let polls = 0;
    service.intercept = (channel) => {
      if (channel === 'data') polls += 1;
      return {};
    };
    await until(() => polls > 6, 'polls');
    expect(desk.model.connection).toMatchObject({ kind: 'reconnecting', failure: { code: 'not-a-server' } });
    service.intercept = () => undefined;
    await until(() => desk.isOnline, 'online');
    expect(sessions()).toBe(1);
  });

  it('is found out by a command where polls only fail', async () => {
    const { service } = desk;
    await desk.signIn();
    const { sid } = service;
    service.loseSession();
    service.intercept = (channel) => (channel === 'data' && service.sid === sid + 1 ? { status: 500 } : undefined);
    await until(() => sessions() === 2 && desk.isOnline, 'another session');
  });
});

describe('a document of events without a number', () => {
  it('is applied, and the number of before goes on', async () => {
    const { service } = desk;
    await desk.signIn();
    await until(() => service.polls.at(-1)?.ackId === 1, 'the first number');
    let told = 0;
    service.intercept = (channel) => {
      if (channel !== 'data' || ++told > 1) return undefined;
      return {
        body: '<cwaEvents><configuration eid="2"><userNotice>Archived.</userNotice></configuration></cwaEvents>',
      };
    };
    await until(() => desk.model.policy.userNotice === 'Archived.', 'the notice');
    const before = service.polls.length;
    await until(() => service.polls.length > before + 2, 'polls');
    expect(service.polls.at(-1)?.ackId).toBe(1);
    expect(desk.isOnline).toBe(true);
  });
});

describe('a command whose answer is lost', () => {
  for (const [what, answer] of [
    ['an empty body', {}],
    ['status 204', { status: 204 }],
    ['status 408', { status: 408 }],
    ['status 502', { status: 502 }],
    ['status 504', { status: 504 }],
    ['status 524', { status: 524 }],
    ['rubbish', { body: 'upstream timed out' }],
    ['a cut', { drop: true }],
  ] as const) {
    it(`may have been done and is not sent again: ${what}`, async () => {
      const { service, engine } = desk;
      await desk.signIn();
      const id = await desk.connected([lee]);
      const bodies: string[] = [];
      service.intercept = (channel, _count, body) => {
        if (channel !== 'command' || !body.includes('sendMessage')) return undefined;
        bodies.push(body);
        return answer;
      };
      await engine.sendMessage(id, { text: 'two' });
      await until(() => deliveries(id).at(-1) === 'unknown', 'that nobody knows');
      expect(bodies).toHaveLength(1);
      expect(desk.signalsOf('messageFailed')).toMatchObject([{ failure: { code: 'unknown-outcome' } }]);
      expect(desk.isOnline).toBe(true);
    });
  }
});
