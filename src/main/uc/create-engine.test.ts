import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CwaError } from '../../protocol/cwa-error';
import { encodeReplies } from '../../protocol/replies';
import { FailureError } from '../../shared/domain/failure';
import type { Model } from '../../shared/domain/model';
import type { EngineOptions } from './create-engine';
import type { Signal, SignInOptions, UcEngine } from './engine';
import type { ScriptedService } from './testing/scripted-service';
import { Desk, until } from './testing/desk';

const lee = 'sip:lee@example.com';

let desk: Desk;
let service: ScriptedService;
let engine: UcEngine;
let lines: string[];

const options = (part: Partial<SignInOptions> = {}): SignInOptions => ({
  serverUrl: service.url,
  method: 'forms',
  user: 'EXAMPLE\\dana',
  password: 'correct horse',
  isPublicComputer: false,
  availability: 'available',
  localeId: 1033,
  ...part,
});

const newEngine = (part: Partial<EngineOptions>): UcEngine => desk.newEngine(part);
const model = (): Model => desk.model;
const kindsOf = (kind: Signal['kind']): Signal[] => desk.signalsOf(kind);
const isOnline = (): boolean => desk.isOnline;
const letPeerJoin = (confId: number): void => desk.letPeersJoin(confId);

beforeEach(async () => {
  desk = await Desk.open();
  ({ service, engine, lines } = desk);
});

afterEach(() => desk.close());

describe('signing in', () => {
  it('comes online, knows itself and tells it once', async () => {
    service.firstEvents = [
      {
        kind: 'selfPresence',
        categories: [
          { name: 'contactCard', instance: 0, payload: { kind: 'contactCard', displayName: 'Dana Reyes', phones: [] } },
        ],
      },
    ];
    await engine.signIn(options());
    engine.snapshot();
    expect(model()).toMatchObject({ connection: { kind: 'online' }, self: { uri: service.self, name: 'Dana Reyes' } });
    expect(desk.signals).toEqual([{ kind: 'signedIn', uri: service.self, name: 'Dana Reyes' }]);
  });

  it('7.37 echoes the sign-in data once, in initiateSession, with what the person chose', async () => {
    await engine.signIn(options({ isPublicComputer: true, availability: 'busy' }));
    expect(service.requests()[0]).toMatchObject({
      kind: 'initiateSession',
      localeId: 1033,
      securityMode: 'public',
      userStateAvailability: 6500,
      options: { autoPublishMachineState: true, autoSubscribePresenceForContacts: true },
      signInData: 'c2lkPQ==',
    });
    await engine.setNote('x');
    expect(service.bodies.join('').split('c2lkPQ==')).toHaveLength(2);
  });

  it('is signed out with the reason after a wrong password, and does not try again', async () => {
    await expect(engine.signIn(options({ password: 'wrong' }))).rejects.toMatchObject({ code: 'wrong-password' });
    expect(model().connection).toMatchObject({ kind: 'signed-out', failure: { code: 'wrong-password' } });
    expect(service.signIns).toBe(1);
  });

  for (const [what, answer, code] of [
    ['answers HTML', { body: '<html><body>Welcome</body></html>' }, 'not-a-server'],
    ['answers no XML', { body: '{"error":true}' }, 'not-a-server'],
    ['knows no such page', { status: 404, body: 'no' }, 'not-a-server'],
    ['is broken', { status: 500, body: 'oops' }, 'server-error'],
    ['refuses by status', { status: 401 }, 'wrong-password'],
    ['drops the line', { drop: true }, 'unreachable'],
  ] as const) {
    it(`says ${code} of a server that ${what}`, async () => {
      service.intercept = (channel) => (channel === 'sign-in' ? answer : undefined);
      await expect(engine.signIn(options())).rejects.toMatchObject({ code });
      expect(model().connection).toMatchObject({ kind: 'signed-out', failure: { code } });
    });
  }

  it('says unreachable where nobody listens, and can sign in afterwards', async () => {
    await expect(engine.signIn(options({ serverUrl: 'http://127.0.0.1:9' }))).rejects.toMatchObject({
      code: 'unreachable',
    });
    await engine.signIn(options());
    expect(isOnline()).toBe(true);
  });

  it('takes the ticket of single sign-on and opens the page of its end', async () => {
    const pages: string[] = [];
    engine = newEngine({
      singleSignOn: async () => ((service.ticket = 'SSO'), { ticket: 'SSO' }),
      onSignOffPage: (url) => pages.push(url),
    });
    service.firstEvents = [{ kind: 'configuration', customAuthLogoffUrl: 'https://example.com/bye' }];
    await engine.signIn(options({ method: 'sso' }));
    expect(isOnline()).toBe(true);
    await engine.signOut();
    expect(pages).toEqual(['https://example.com/bye']);
  });

  it('says goodbye with terminateSession and forgets everything of the user', async () => {
    service.firstEvents = [
      {
        kind: 'contactGroup',
        fullList: true,
        groups: [],
        contacts: [{ action: 'added', contact: { uri: lee, name: 'Lee', subscribed: true, tag: false } }],
      },
    ];
    await engine.signIn(options());
    expect(model().contacts.size).toBe(1);
    await engine.signOut();
    expect(service.requests().at(-1)?.kind).toBe('terminateSession');
    expect(model()).toMatchObject({ connection: { kind: 'signed-out' }, contacts: new Map() });
    await expect(engine.setNote('x')).rejects.toMatchObject({ code: 'not-signed-in' });
  });
});

describe('the data channel', () => {
  it('7.31 sends AckID, with the number of the last event it has applied', async () => {
    await engine.signIn(options());
    service.push({ kind: 'configuration', userNotice: 'Archived.' });
    await until(() => kindsOf('notice').length === 1, 'the notice');
    await until(() => service.polls.at(-1)?.ackId === 2, 'the acknowledgement');
    expect(service.polls[0]).toMatchObject({ ackId: 0, ua: true });
  });

  it('sends UA=true only after real activity', async () => {
    await engine.signIn(options());
    await until(() => service.polls.length >= 3, 'polls');
    expect(service.polls.slice(1).some(({ ua }) => ua)).toBe(false);
    const before = service.polls.length;
    engine.noteUserActivity();
    await until(() => service.polls.slice(before).some(({ ua }) => ua), 'activity');
  });

  it('6.11 asks again with the old AckID after a lost or broken answer, stays online and applies each event once', async () => {
    letPeerJoin(3);
    await engine.signIn(options());
    const { conversationId } = await engine.startConversation({ to: [lee], subject: '', body: { text: 'Hi' } });
    await until(() => model().conversations.get(conversationId)?.state === 'connected', 'connected');
    for (const answer of [{ drop: true }, { body: '<cwaEvents ackId="9"><conf' }, { status: 500 }]) {
      let isFirst = true;
      service.intercept = (channel) => {
        if (channel !== 'data' || !isFirst) return undefined;
        isFirst = false;
        return answer;
      };
      const message = { kind: 'messageReceived', sender: lee, message: { content: 'once' } } as const;
      service.push({ kind: 'conference', confId: 3, updates: [message] });
      const count = kindsOf('messageReceived').length + 1;
      await until(() => kindsOf('messageReceived').length === count, 'the message');
      expect(isOnline()).toBe(true);
    }
    expect(
      model()
        .messages.get(conversationId)
        ?.filter(({ direction }) => direction === 'incoming'),
    ).toHaveLength(3);
  });

  it('goes on after a document that can never be read', async () => {
    await engine.signIn(options());
    let last = 0;
    service.intercept = (channel) => {
      if (channel !== 'data' || (service.polls.at(-1)?.ackId ?? 0) >= 50) return undefined;
      last = 50;
      return { body: `<cwaEvents sid="${service.sid}" a=1 ackId="${last}"></cwaEvents>` };
    };
    await until(() => kindsOf('warning').length > 0, 'the warning');
    service.intercept = () => undefined;
    await until(isOnline, 'online');
    expect(kindsOf('warning')[0]).toMatchObject({ code: 'unreadable-events' });
  });

  it('applies what stands beside an event that cannot be read, acknowledges all of it and warns once', async () => {
    letPeerJoin(3);
    await engine.signIn(options());
    const { conversationId } = await engine.startConversation({ to: [lee], subject: '', body: { text: 'Hi' } });
    await until(() => model().conversations.get(conversationId)?.state === 'connected', 'connected');
    const message = (eid: number, words: string): string =>
      `<conference eid="${eid}" confId="3"><messageReceived sender="${lee}"><message><content>${words}</content></message></messageReceived></conference>`;
    const deep = `<userPresence eid="901">${'<b>'.repeat(70)}${'</b>'.repeat(70)}</userPresence>`;
    for (const ackId of [910, 920]) {
      let isFirst = true;
      service.intercept = (channel) => {
        if (channel !== 'data' || !isFirst) return undefined;
        isFirst = false;
        const unreadable = deep.replace('901', String(ackId));
        return { body: `<cwaEvents ackId="${ackId}">${message(ackId - 1, 'R&D <3')}${unreadable}</cwaEvents>` };
      };
      await until(() => service.polls.at(-1)?.ackId === ackId, 'the acknowledgement');
    }
    expect(isOnline()).toBe(true);
    const incoming = model()
      .messages.get(conversationId)
      ?.filter(({ direction }) => direction === 'incoming');
    expect(incoming?.map(({ body }) => body.text)).toEqual(['R&D <3', 'R&D <3']);
    expect(kindsOf('warning')).toMatchObject([{ code: 'unreadable-events' }]);
    expect(lines.filter((line) => line === 'events: unreadable reason=too-deep')).toHaveLength(2);
  });

  it('is reconnecting after two polls gone wrong, backs off, and comes back by itself', async () => {
    await engine.signIn(options());
    service.intercept = (channel) => (channel === 'data' ? { status: 503 } : undefined);
    await until(() => model().connection.kind === 'reconnecting', 'reconnecting');
    const { connection } = model();
    expect(connection).toMatchObject({ failure: { code: 'server-error' } });
    service.intercept = () => undefined;
    await until(isOnline, 'online');
    expect(service.signIns).toBe(1);
    expect(kindsOf('signedIn')).toHaveLength(1);
  });

  it('cuts the wait short at retryNow', async () => {
    const slow: (() => void)[] = [];
    engine = newEngine({
      timers: {
        // Waits of a second and more are back-off here: they end when the test says so.
        setTimeout: (run, delayMs) => (delayMs >= 1_000 ? void slow.push(run) : setTimeout(run, delayMs)),
        clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
      },
    });
    await engine.signIn(options());
    service.intercept = (channel) => (channel === 'data' ? { drop: true } : undefined);
    await until(() => model().connection.kind === 'reconnecting', 'reconnecting');
    service.intercept = () => undefined;
    expect(isOnline()).toBe(false);
    engine.retryNow();
    await until(isOnline, 'online');
  });

  it('ignores and counts what it does not know', async () => {
    await engine.signIn(options());
    service.intercept = (channel) => {
      if (channel !== 'data') return undefined;
      service.intercept = () => undefined;
      return { body: '<cwaEvents ackId="1"><futureThing eid="40"/></cwaEvents>' };
    };
    await until(() => lines.some((line) => line.includes('unknown event')), 'the log line');
    // Its name is the server's, and may be anybody's.
    expect(lines.join('\n')).not.toContain('futureThing');
    expect(isOnline()).toBe(true);
  });
});

describe('tickets and sessions', () => {
  it('6.10 signs in again once for all requests, goes on in the same session and loses nothing', async () => {
    await engine.signIn(options());
    service.expireTicket();
    const sid = service.polls.at(-1)?.sid;
    await Promise.all([
      engine.setNote('one'),
      engine.queryPresence([lee]),
      engine.addContact({ uri: lee, name: 'Lee', groupIds: [] }),
    ]);
    await until(isOnline, 'online');
    expect(service.signIns).toBe(2);
    expect(service.polls.at(-1)?.sid).toBe(sid);
    const kinds = service.requests().map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'addContact')).toHaveLength(1);
  });

  it('adopts every new ticket and sends only the newest', async () => {
    service.rotatesTickets = true;
    await engine.signIn(options());
    const before = service.polls.length;
    await engine.setNote('x');
    await until(() => service.polls.length > before + 3, 'polls');
    expect(isOnline()).toBe(true);
    expect(service.signIns).toBe(1);
  });

  it('stops and asks when the password is refused on the way', async () => {
    await engine.signIn(options());
    service.password = 'changed';
    service.expireTicket();
    const asks = (): boolean => model().connection.kind === 'reconnecting' && 'asks' in model().connection;
    await until(asks, 'asking');
    expect(model().connection).toMatchObject({ failure: { code: 'wrong-password' }, asks: 'password' });
    // Neither a machine that wakes nor a network that is back tries a refused password again.
    engine.retryNow();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(service.signIns).toBe(2);
    await expect(engine.signInAgain('wrong too')).rejects.toMatchObject({ code: 'wrong-password' });
    expect(asks()).toBe(true);
    await engine.signInAgain('changed');
    await until(isOnline, 'online');
    expect(service.signIns).toBe(4);
    expect(kindsOf('signedIn')).toHaveLength(1);
  });

  it('keeps its conversations while it asks, and then sends what waited', async () => {
    letPeerJoin(3);
    await engine.signIn(options());
    const { conversationId } = await engine.startConversation({ to: [lee], subject: '', body: { text: 'one' } });
    await until(() => model().conversations.get(conversationId)?.state === 'connected', 'connected');
    service.password = 'changed';
    service.expireTicket();
    await until(() => 'asks' in model().connection, 'asking');
    await engine.sendMessage(conversationId, { text: 'two' });
    // Longer than a request is held: the message stays in the outbox all the same.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const deliveries = (): (string | undefined)[] =>
      model()
        .messages.get(conversationId)
        ?.map(({ delivery }) => delivery) ?? [];
    expect(deliveries().at(-1)).toBe('queued');
    await engine.signInAgain('changed');
    await until(() => ['sent', 'confirmed'].includes(deliveries().at(-1) ?? ''), 'sent');
    expect(kindsOf('messageFailed')).toEqual([]);
  });

  it('asks again when the sign-in page was closed on the way, and goes on when it may be tried again', async () => {
    const answers: (() => Promise<{ ticket: string }>)[] = [
      async () => ({ ticket: (service.ticket = 'S1') }),
      () => Promise.reject(new FailureError('cancelled')),
      async () => ({ ticket: (service.ticket = 'S2') }),
    ];
    engine = newEngine({ singleSignOn: () => answers.shift()!() });
    await engine.signIn(options({ method: 'sso' }));
    service.expireTicket();
    await until(() => 'asks' in model().connection, 'asking');
    expect(model().connection).toMatchObject({ asks: 'again' });
    await engine.signInAgain();
    await until(isOnline, 'online');
    expect(answers).toEqual([]);
  });

  it('lets nobody else into what is open when single sign-on knows another person by now', async () => {
    let tickets = 0;
    engine = newEngine({ singleSignOn: async () => ({ ticket: (service.ticket = `S${++tickets}`) }) });
    await engine.signIn(options({ method: 'sso' }));
    service.self = 'sip:kim@example.com';
    service.loseSession();
    await until(() => 'asks' in model().connection, 'asking');
    expect(model()).toMatchObject({
      connection: { failure: { code: 'sign-in-refused' }, asks: 'again' },
      self: { uri: 'sip:dana@example.com' },
    });
    await until(() => service.requests().at(-1)?.kind === 'terminateSession', 'the goodbye');
  });

  it('6.11 opens a new session with the ticket at hand after a lost one, without a second signedIn', async () => {
    await engine.signIn(options());
    service.loseSession();
    await until(
      () => service.requests().filter(({ kind }) => kind === 'initiateSession').length === 2,
      'a new session',
    );
    await until(isOnline, 'online');
    expect(service.signIns).toBe(1);
    expect(kindsOf('signedIn')).toHaveLength(1);
    expect(service.polls.at(-1)?.sid).toBe(service.sid);
  });

  it('goes on trying while a front end that was started again says that those behind it are not there yet', async () => {
    await engine.signIn(options());
    let opened = 0;
    const refusals: CwaError[] = [
      { code: 18203, reason: 'no answer' },
      { code: 18201, sipResponse: { code: 480, reason: 'Temporarily Unavailable' } },
    ];
    service.intercept = (channel) => {
      const error = channel === 'command' ? refusals[opened++] : undefined;
      return error && { body: encodeReplies({ replies: [{ kind: 'requestFailed', rid: '1', error }] }) };
    };
    service.loseSession();
    await until(() => opened > 2 && isOnline(), 'online');
    expect(service.signIns).toBe(1);
  });

  it('carries a conversation over a lost session when somebody writes', async () => {
    letPeerJoin(3);
    await engine.signIn(options());
    const { conversationId } = await engine.startConversation({ to: [lee], subject: '', body: { text: 'one' } });
    await until(() => model().conversations.get(conversationId)?.state === 'connected', 'connected');
    service.loseSession();
    const { messageId } = await engine.sendMessage(conversationId, { text: 'two' });
    const delivery = (): string | undefined =>
      model()
        .messages.get(conversationId)
        ?.find(({ id }) => id === messageId)?.delivery;
    await until(() => delivery() === 'sent', 'sent');
    const texts = service
      .requests()
      .flatMap((request) =>
        request.kind === 'conference' && 'message' in request.action ? [request.action.message.content] : [],
      );
    expect(texts).toEqual(['one', 'two']);
  });
});

describe('the command channel', () => {
  it('puts what is ready together into one POST and keeps order where it matters', async () => {
    await engine.signIn(options());
    const before = service.posts.length;
    await Promise.all([
      engine.queryPresence([lee]),
      engine.subscribePresence([lee]),
      engine.setNote('first'),
      engine.setNote('second'),
    ]);
    const posts = service.posts.slice(before).map((post) => post.map(({ kind }) => kind));
    expect(posts).toEqual([['queryPresence', 'subscribePresence', 'publishSelfPresence'], ['publishSelfPresence']]);
  });

  it('has one POST in flight at a time', async () => {
    await engine.signIn(options());
    const many = Array.from({ length: 5 }, (_, n) => engine.setNote(`note ${n}`));
    await Promise.all([...many, engine.queryPresence([lee])]);
    expect(service.mostParallel).toBe(1);
  });

  it('never repeats a request that changes something when its reply was lost, and takes its event for the answer', async () => {
    await engine.signIn(options());
    let commands = 0;
    service.intercept = (channel) => {
      if (channel !== 'command' || ++commands > 1) return undefined;
      // Taken and done, but the reply is lost.
      service.push({ kind: 'requestSucceeded', rid: String(nextRid) });
      return { drop: true };
    };
    const nextRid = Math.max(...service.requests().map(({ rid }) => Number(rid))) + 1;
    await engine.addContact({ uri: lee, name: 'Lee', groupIds: [] });
    expect(service.requests().some(({ kind }) => kind === 'addContact')).toBe(false);
  });

  it('says unknown-outcome when nothing tells what became of it', async () => {
    await engine.signIn(options());
    let commands = 0;
    service.intercept = (channel) => (channel === 'command' && ++commands === 1 ? { drop: true } : undefined);
    await expect(engine.addContact({ uri: lee, name: 'Lee', groupIds: [] })).rejects.toMatchObject({
      code: 'unknown-outcome',
    });
    expect(isOnline()).toBe(true);
  });

  it('asks again, under a new rid, for what may be asked twice', async () => {
    await engine.signIn(options());
    let commands = 0;
    service.intercept = (channel) => (channel === 'command' && ++commands === 1 ? { drop: true } : undefined);
    await engine.queryPresence([lee]);
    expect(service.requests().filter(({ kind }) => kind === 'queryPresence')).toHaveLength(1);
  });

  it('7.18 treats requestInvalid and requestRejected as a refusal with a name', async () => {
    await engine.signIn(options());
    const rid = Math.max(...service.requests().map((request) => Number(request.rid))) + 1;
    const names = ['requestInvalid', 'requestRejected'];
    let commands = 0;
    service.intercept = (channel) => {
      const name = channel === 'command' ? names[commands] : undefined;
      if (name === undefined) return undefined;
      const refusal = `<${name} rid="${rid + commands++}"><error code="18001" reason="no name"/></${name}>`;
      return { body: `<cwaResponses>${refusal}</cwaResponses>` };
    };
    for (const _ of names) await expect(engine.setNote('x')).rejects.toMatchObject({ code: 'bad-request' });
    expect(commands).toBe(2);
  });

  it('waits and tries again when it was too fast (18101)', async () => {
    await engine.signIn(options());
    let refusals = 0;
    service.onRequest = (request) =>
      refusals++ === 0 ? { kind: 'requestFailed', rid: request.rid, error: { code: 18101 } } : service.succeed(request);
    await engine.setNote('x');
    expect(refusals).toBe(2);
  });

  it('7.36 is who signed in, whoever the reply to initiateSession names', async () => {
    const block =
      `<requestAccepted rid="1"><sid>SID</sid><uri> ${lee}</uri><PollWaitTime>5</PollWaitTime></requestAccepted>` +
      '<requestAccepted rid="2"><initiateImSessionAccepted rid="2" confId="1" /></requestAccepted>';
    service.answerInitiateSession = (sid) => `<cwaResponses>${block.replace('SID', String(sid))}</cwaResponses>`;
    await engine.signIn(options());
    expect(model().self?.uri).toBe(service.self);
    await engine.startConversation({ to: [lee], subject: '', body: { text: 'Is noon fine?' } });
    await until(() => service.requests().some(({ kind }) => kind === 'conference'), 'an invitation to Lee');
  });

  it('7.36 is whom the reply to initiateSession names where sign-in names nobody', async () => {
    service.namesUserAtSignIn = false;
    await engine.signIn(options());
    expect(model().self?.uri).toBe(service.self);
  });

  it('7.23 is not confused by a reply to an older request, 7.36 nor by the URI in it', async () => {
    await engine.signIn(options());
    service.onRequest = (request) => [
      { kind: 'requestAccepted', rid: '1', session: { sid: 999, uri: ' sip:somebody@example.com', pollWaitTimeMs: 5 } },
      service.succeed(request),
    ];
    await engine.setNote('x');
    expect(model().self?.uri).toBe(service.self);
    expect(service.polls.at(-1)?.sid).toBe(service.sid);
  });
});

const levelsOf = (uri: string): readonly string[] =>
  model().accessLevels.flatMap(({ level, members }) => (members.some(({ value }) => value === uri) ? [level] : []));

describe('what people ask for', () => {
  beforeEach(async () => {
    service.firstEvents = [
      { kind: 'configuration', search: { defaultFunction: 'or', defaultFields: 12 }, enableAppearOffline: false },
      {
        kind: 'contactGroup',
        fullList: true,
        groups: [
          { action: 'added', group: { id: 1, name: '~', externalUri: '' } },
          { action: 'added', group: { id: 2, name: 'Suppliers', externalUri: '' } },
        ],
        contacts: [
          { action: 'added', contact: { uri: lee, name: 'Lee Park', subscribed: true, tag: true, groups: [2] } },
        ],
      },
      { kind: 'containers', containers: [{ id: 200, members: [{ type: 'uri', value: 'sip:LEE@example.com' }] }] },
    ];
    await engine.signIn(options());
  });

  it('refuses empty text, bad addresses and nobody at all', async () => {
    const start = (to: string[], text: string) => engine.startConversation({ to, subject: '', body: { text } });
    await expect(start([lee], '  ')).rejects.toMatchObject({ code: 'empty-text' });
    await expect(start(['not an address'], 'x')).rejects.toMatchObject({ code: 'bad-uri' });
    await expect(start([], 'x')).rejects.toMatchObject({ code: 'no-recipient' });
    await expect(start([service.self], 'x')).rejects.toMatchObject({ code: 'no-recipient' });
    await expect(start([lee], 'x'.repeat(64_001))).rejects.toMatchObject({ code: 'too-long' });
    await expect(engine.sendMessage('c99', { text: 'x' })).rejects.toMatchObject({ code: 'not-found' });
    expect(service.posts).toHaveLength(1);
  });

  it('replaces what XML cannot carry and warns', async () => {
    const { conversationId } = await engine.startConversation({ to: [lee], subject: '', body: { text: 'a\u0000b' } });
    expect(model().messages.get(conversationId)?.[0]?.body.text).toBe('a\uFFFDb');
    engine.snapshot();
    expect(kindsOf('warning')).toMatchObject([{ code: 'characters-replaced' }]);
  });

  it('carries every sign that ends a line: as it is in a message, as a blank in a subject', async () => {
    const odd = 'a\u000bb\u000cc\u0085d\u2028e\u2029f\r\ng';
    const text = 'd\u2028e\u2029f\r\ng';
    await engine.startConversation({ to: [lee], subject: odd, body: { text } });
    await until(() => service.requests().some(({ kind }) => kind === 'conference'), 'the invitation');
    expect(service.requests().at(-1)).toMatchObject({
      action: { subject: 'a b c d e f g', message: { content: text } },
    });
    expect(kindsOf('warning')).toEqual([]);
  });

  it('3.22 sends all fields of a contact when one changes', async () => {
    await engine.updateContact({ uri: lee, name: 'Lee P.' });
    expect(service.requests().at(-1)).toMatchObject({
      kind: 'updateContact',
      contact: { uri: lee, name: 'Lee P.', subscribed: true, tag: true, groups: [2] },
    });
  });

  it('3.19 leaves the default group alone', async () => {
    await expect(engine.renameGroup(1, 'Mine')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(engine.removeGroup(1)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('resolves a new group with the id that the server gave', async () => {
    service.onRequest = (request) => {
      const reply = service.succeed(request);
      const group = { id: 7, name: 'Night shift', externalUri: '' };
      service.push({ kind: 'contactGroup', fullList: false, groups: [{ action: 'added', group }], contacts: [] });
      return reply;
    };
    expect(await engine.addGroup(' Night shift ')).toBe(7);
  });

  it('says duplicate-name of a group that exists (SIP 485)', async () => {
    service.onRequest = ({ rid }) => {
      const error = { code: 18201, sipResponse: { code: 485, reason: 'Duplicate group name' } };
      service.push({ kind: 'requestFailed', rid, error });
      return { kind: 'requestAccepted', rid };
    };
    await expect(engine.addGroup('Suppliers')).rejects.toMatchObject({ code: 'duplicate-name' });
  });

  it('moves a person to another access level: out of the old, into the new', async () => {
    await engine.setAccessLevel(lee, 'team');
    expect(service.requests().slice(-2)).toMatchObject([
      { kind: 'updateContainer', id: 200, addMembers: [], deleteMembers: [{ type: 'uri', value: lee }] },
      { kind: 'updateContainer', id: 300, addMembers: [{ type: 'uri', value: lee }], deleteMembers: [] },
    ]);
  });

  it('knows the new level by the success alone, where no event tells of it', async () => {
    await engine.setAccessLevel(lee, 'team');
    expect(levelsOf(lee)).toEqual(['team']);
    // What is asked for next builds upon it.
    await engine.setAccessLevel(lee, 'personal');
    expect(service.requests().slice(-2)).toMatchObject([
      { kind: 'updateContainer', id: 300, deleteMembers: [{ type: 'uri', value: lee }] },
      { kind: 'updateContainer', id: 400, addMembers: [{ type: 'uri', value: lee }] },
    ]);
    expect(levelsOf(lee)).toEqual(['personal']);
  });

  it('does not put what an event has told since back to what was asked for', async () => {
    // Put on another level at another endpoint, after the server has done what was asked for here, and before its success is heard.
    service.onRequest = ({ rid }) => {
      const members = [{ type: 'uri', value: lee }] as const;
      service.push(
        { kind: 'containers', containers: [{ id: 200, members: [] }] },
        { kind: 'containers', containers: [{ id: 300, members }] },
        { kind: 'containers', containers: [{ id: 300, members: [] }] },
        { kind: 'containers', containers: [{ id: 400, members }] },
        { kind: 'requestSucceeded', rid },
      );
      return { kind: 'requestAccepted', rid };
    };
    await engine.setAccessLevel(lee, 'team');
    expect(levelsOf(lee)).toEqual(['personal']);
  });

  it('makes nothing of the list of a lost session: what is asked for waits for that of the new one', async () => {
    const [list] = service.firstEvents.filter(({ kind }) => kind === 'contactGroup');
    service.firstEvents = [];
    service.loseSession();
    await until(() => model().outdated.has('contacts'), 'the session is lost');
    await until(isOnline, 'the new session');
    expect(model().contacts.has(lee)).toBe(true);
    const edited = engine.updateContact({ uri: lee, tag: false });
    await service.applied();
    expect(service.requests().filter(({ kind }) => kind === 'updateContact')).toEqual([]);
    // Meanwhile another endpoint has put them into another group.
    const contact = { uri: lee, name: 'Lee Park', subscribed: true, tag: true, groups: [1] };
    service.push({ ...list!, contacts: [{ action: 'added', contact }] } as typeof list & object);
    await edited;
    expect(service.requests().at(-1)).toMatchObject({ contact: { uri: lee, groups: [1], tag: false } });
    expect([...model().outdated]).toEqual(['accessLevels']);
  });

  it('carries out nothing on the list of a lost session that was asked for before anybody knew of the loss', async () => {
    service.intercept = (channel) => (channel === 'sign-in' ? undefined : { drop: true });
    await until(() => model().connection.kind === 'reconnecting', 'the line is down');
    expect([...model().outdated]).toEqual([]);
    const asked = [
      engine.addContact({ uri: 'sip:ann@example.com', name: 'Ann', groupIds: [2] }),
      engine.updateContact({ uri: lee, tag: false }),
      engine.renameGroup(2, 'Harbour'),
      engine.addGroup('Night shift'),
      engine.setAccessLevel(lee, 'team'),
    ].map(async (each) => expect(each).rejects.toMatchObject({ code: 'not-connected' }));
    service.loseSession();
    service.intercept = () => undefined;
    await Promise.all(asked);
    await until(isOnline, 'the new session');
    await engine.queryPresence([lee]);
    const kinds = new Set(service.requests().map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['initiateSession', 'queryPresence']);
    // In the new one it can be asked for again.
    await engine.updateContact({ uri: lee, tag: false });
    expect(service.requests().at(-1)).toMatchObject({ kind: 'updateContact', contact: { tag: false } });
  });

  it.each(['before', 'after'] as const)(
    'asks for no change of the list again whose reply was lost with its session, %s the next one has begun',
    async (when) => {
      service.answerCommands = async (requests) => {
        if (!requests.some(({ kind }) => kind === 'updateContact')) return undefined;
        service.loseSession();
        if (when === 'after') await until(isOnlineAnew, 'the new session');
        return { drop: true };
      };
      const opened = (): number => service.requests().filter(({ kind }) => kind === 'initiateSession').length;
      const isOnlineAnew = (): boolean => opened() === 2 && isOnline();
      await expect(engine.updateContact({ uri: lee, tag: false })).rejects.toMatchObject({ code: 'unknown-outcome' });
      await until(isOnlineAnew, 'the new session');
      await engine.queryPresence([lee]);
      expect(service.requests().filter(({ kind }) => kind === 'updateContact')).toHaveLength(1);
    },
  );

  it('does not wait for ever for a list that a new session does not tell', async () => {
    service.firstEvents = [];
    service.loseSession();
    await until(() => model().outdated.size === 2, 'the session is lost');
    await until(isOnline, 'the new session');
    await expect(engine.removeContact(lee)).rejects.toMatchObject({ code: 'not-connected' });
    expect(service.requests().map(({ kind }) => kind)).not.toContain('deleteContact');
    // It is asked for again, as nothing but a new session can, and no more than twice.
    const opened = (): number => service.requests().filter(({ kind }) => kind === 'initiateSession').length;
    await until(() => opened() === 4 && isOnline(), 'the last try');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(opened()).toBe(4);
    expect(service.requests().filter(({ kind }) => kind === 'terminateSession')).toHaveLength(2);
    expect(model().contacts.has(lee)).toBe(true);
    // Whoever has to be blocked can be.
    await engine.setAccessLevel(lee, 'blocked');
    expect(service.requests().slice(-2)).toMatchObject([
      { kind: 'updateContainer', id: 200, deleteMembers: [{ type: 'uri', value: lee }] },
      { kind: 'updateContainer', id: 32000, addMembers: [{ type: 'uri', value: lee }] },
    ]);
    expect([...model().outdated]).toEqual(['contacts']);
  });

  it('waits for no levels in a new session where the one before has told of none', async () => {
    service.firstEvents = service.firstEvents.filter(({ kind }) => kind !== 'containers');
    engine = newEngine({});
    await engine.signIn(options());
    await until(() => model().contacts.has(lee), 'the list');
    await engine.setAccessLevel(lee, 'team');
    service.firstEvents = [];
    service.loseSession();
    await until(() => model().outdated.has('contacts'), 'the session is lost');
    expect([...model().outdated]).toEqual(['contacts']);
    expect(levelsOf(lee)).toEqual(['team']);
  });

  describe('whoever is blocked', () => {
    const named = { type: 'uri', value: lee } as const;
    const domain = { type: 'domain', value: 'example.com' } as const;
    const stateOf = (id: string): string | undefined => model().conversations.get(id)?.state;

    /** A server that tells of each level by an event of its own. */
    async function talking(members: Record<number, readonly { type: 'uri' | 'domain'; value: string }[]>) {
      const id = await desk.connected([lee]);
      const { onRequest } = service;
      const tell = (level: number): void =>
        service.push({ kind: 'containers', containers: [{ id: level, members: [...(members[level] ?? [])] }] });
      service.onRequest = (request) => {
        if (request.kind === 'updateContainer') {
          const { id: level, addMembers, deleteMembers } = request;
          const kept = (members[level] ?? []).filter(
            ({ value }) => !deleteMembers.some((each) => each.value === value),
          );
          members[level] = [...kept, ...(addMembers as typeof kept)];
          tell(level);
        }
        return onRequest(request);
      };
      for (const level of Object.keys(members)) tell(Number(level));
      await service.applied();
      return id;
    }

    it('is not somebody on the way from one level to another, whose network is blocked', async () => {
      const id = await talking({ 200: [named], 32000: [domain] });
      await engine.setAccessLevel(lee, 'personal');
      await service.applied();
      expect(levelsOf(lee)).toEqual(['personal']);
      expect(stateOf(id)).toBe('connected');
      await engine.setAccessLevel(lee, 'blocked');
      await until(() => stateOf(id) === 'ended', 'left');
    });

    it('is nobody who was blocked before this session', async () => {
      service.firstEvents = [];
      engine = newEngine({});
      await engine.signIn(options());
      const id = await talking({ 32000: [named] });
      expect(levelsOf(lee)).toEqual(['blocked']);
      expect(stateOf(id)).toBe('connected');
      await engine.setAccessLevel(lee, null);
      await engine.setAccessLevel(lee, 'blocked');
      await until(() => stateOf(id) === 'ended', 'left');
    });
  });

  it('puts nobody on a level of their own, or on their own list', async () => {
    const before = service.posts.length;
    await expect(engine.setAccessLevel(service.self, 'blocked')).rejects.toMatchObject({ code: 'oneself' });
    await expect(engine.setAccess({ type: 'uri', value: 'sip:DANA@example.com' }, 'team')).rejects.toMatchObject({
      code: 'oneself',
    });
    const self = { uri: service.self, name: 'Me', groupIds: [] };
    await expect(engine.addContact(self)).rejects.toMatchObject({ code: 'oneself' });
    expect(service.posts).toHaveLength(before);
    // What another program has done can be taken back.
    service.push({ kind: 'containers', containers: [{ id: 32000, members: [{ type: 'uri', value: service.self }] }] });
    await service.applied();
    await engine.setAccessLevel(service.self, null);
    expect(levelsOf(service.self)).toEqual([]);
  });

  it('leaves a person on the old level where the new one is refused', async () => {
    service.onRequest = (request) => {
      const { rid } = request;
      const isRefused = request.kind === 'updateContainer' && request.id === 300 && request.addMembers.length > 0;
      const error = { code: 18201, sipResponse: { code: 413, reason: 'Request Entity Too Large' } };
      service.push(isRefused ? { kind: 'requestFailed', rid, error } : { kind: 'requestSucceeded', rid });
      return { kind: 'requestAccepted', rid };
    };
    await expect(engine.setAccessLevel(lee, 'team')).rejects.toMatchObject({ code: 'too-many-people' });
    expect(service.requests().at(-1)).toMatchObject({
      kind: 'updateContainer',
      id: 200,
      addMembers: [{ type: 'uri', value: lee }],
      deleteMembers: [],
    });
  });

  it('takes a person off every level', async () => {
    await engine.setAccessLevel(lee, null);
    expect(service.requests().at(-1)).toMatchObject({
      kind: 'updateContainer',
      id: 200,
      addMembers: [],
      deleteMembers: [{ type: 'uri', value: lee }],
    });
  });

  it('searches the fields that the administrator chose', async () => {
    service.onRequest = ({ rid }) => {
      const users = [{ uri: 'sip:Kim@example.com', displayName: 'Kim Cho', title: 'Buyer' }];
      service.push({ kind: 'requestSucceeded', rid }, { kind: 'searchResult', rid, moreAvailable: true, users });
      return { kind: 'requestAccepted', rid };
    };
    expect(await engine.searchDirectory(' kim ')).toEqual({
      more: true,
      hits: [{ uri: 'sip:kim@example.com', name: 'Kim Cho', title: 'Buyer' }],
    });
    expect(service.requests().at(-1)).toMatchObject({
      kind: 'search',
      displayName: ['kim'],
      emailAlias: ['kim'],
      firstName: [],
      lastName: [],
      function: 'or',
    });
  });

  it('publishes availability, and appears offline only where that is allowed', async () => {
    await engine.setAvailability('do-not-disturb');
    expect(service.requests().at(-1)).toMatchObject({
      kind: 'publishSelfPresence',
      categories: [{ name: 'state', payload: { type: 'userState', manual: true, availability: 9500 } }],
    });
    await expect(engine.setAvailability('offline')).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('publishes the user state again every five minutes', async () => {
    await engine.setAvailability('busy');
    const count = (): number => service.requests().filter(({ kind }) => kind === 'publishSelfPresence').length;
    const before = count();
    await until(() => count() >= before + 1, 'published again');
    expect(service.requests().at(-1)).toMatchObject({ categories: [{ payload: { availability: 6500 } }] });
  }, 10_000);

  it('3.24 acknowledges each subscriber in a request of its own, and asks no more', async () => {
    service.push({
      kind: 'subscribers',
      subscribers: [
        { uri: 'sip:a@example.com', displayName: 'A', acknowledged: false },
        { uri: 'sip:b@example.com', acknowledged: false },
        { uri: 'sip:c@example.com', acknowledged: true },
      ],
    });
    await until(() => model().subscribers.size === 2, '7.14 the unacknowledged');
    await engine.acknowledgeSubscribers([...model().subscribers.keys()]);
    const asked = service.requests().filter(({ kind }) => kind === 'acknowledgeSubscriber');
    expect(asked).toMatchObject([{ uris: ['sip:a@example.com'] }, { uris: ['sip:b@example.com'] }]);
    expect(model().subscribers.size).toBe(0);
  });

  describe('an answer to a subscriber that is lost with its session', () => {
    const asking = {
      kind: 'subscribers',
      subscribers: [{ uri: 'sip:a@example.com', displayName: 'A', acknowledged: false }],
    } as const;
    const answers = () => service.requests().filter(({ kind }) => kind === 'acknowledgeSubscriber').length;
    const asked = (): boolean => model().subscribers.has('sip:a@example.com');

    async function loseAnswer(how: 'taken' | 'unanswered' | 'unknown'): Promise<void> {
      // The next session asks as if nobody had answered.
      service.firstEvents = [...service.firstEvents, asking];
      service.push(asking);
      await until(asked, 'the question');
      service.answerCommands = ([request]) => {
        if (request?.kind !== 'acknowledgeSubscriber') return undefined;
        service.answerCommands = () => undefined;
        service.loseSession();
        if (how === 'unknown') return { body: '<cwaResponses><requestFailed rid="x"/></cwaResponses>' };
        return how === 'taken'
          ? { body: `<cwaResponses><requestAccepted rid="${request.rid}"/></cwaResponses>` }
          : { drop: true };
      };
    }

    it.each(['taken', 'unanswered', 'unknown'] as const)(
      'is given again by itself, and nobody is asked (%s)',
      async (how) => {
        await loseAnswer(how);
        let asks = 0;
        const answer = engine.acknowledgeSubscribers(['sip:a@example.com']);
        engine.onChanges(({ changes }) => (asks += changes.filter(({ kind }) => kind === 'subscriber').length));
        await answer;
        await until(() => answers() === 2, 'the second answer');
        await service.applied();
        await until(() => isOnline() && !asked(), 'nothing asked');
        expect(asks).toBe(0);
        // A later question is a new one.
        service.push(asking);
        await until(asked, 'the new question');
        expect(answers()).toBe(2);
      },
    );

    it('is asked for again when the next session refuses it', async () => {
      await loseAnswer('taken');
      const answer = engine.acknowledgeSubscribers(['sip:a@example.com']);
      service.onRequest = (request) =>
        request.kind === 'acknowledgeSubscriber'
          ? { kind: 'requestFailed', rid: request.rid, error: { code: 18102 } }
          : service.succeed(request);
      await answer.catch(() => undefined);
      await until(() => answers() === 2 && asked(), 'the question again');
    });
  });

  it('answers a call with a conversation under the number of the reply', async () => {
    service.push({
      kind: 'conference',
      confId: 5,
      updates: [
        {
          kind: 'voIPReceived',
          uri: lee,
          displayName: 'Lee Park',
          redirectable: true,
          canReplyWithIM: true,
          isConference: false,
          priority: 'urgent',
        },
      ],
    });
    await until(() => kindsOf('callReceived').length === 1, 'the call');
    const [id] = [...model().calls.keys()];
    if (!id) throw new Error('no call');
    await expect(engine.answerCall(id, 'redirect', 'tel:5551')).rejects.toMatchObject({ code: 'bad-uri' });
    service.onRequest = ({ rid }) => {
      const event = { kind: 'imSessionState', state: 'connected' } as const;
      service.push({ kind: 'conference', confId: 6, updates: [event] });
      return { kind: 'requestAccepted', rid, voIP: { name: 'voIPReplyWithIMAccepted', confId: 6 } };
    };
    await engine.answerCall(id, 'reply-with-im');
    expect(service.requests().at(-1)).toMatchObject({ confId: 5, action: { kind: 'voIPReplyWithIM' } });
    await until(() => model().conversations.get(id)?.state === 'connected', 'the conversation');
    expect(model().calls.get(id)?.state).toBe('ended');
  });
});

describe('a big first poll', () => {
  it('takes 10,000 contacts with presence in slices', async () => {
    const uris = Array.from({ length: 10_000 }, (_, n) => `sip:p${n}@example.com`);
    service.firstEvents = [
      {
        kind: 'contactGroup',
        fullList: true,
        groups: [],
        contacts: uris.map((uri) => ({
          action: 'added',
          contact: { uri, name: uri.slice(4, 9), subscribed: true, tag: false, groups: [] },
        })),
      },
      {
        kind: 'userPresence',
        users: uris.map((uri) => ({
          uri,
          categories: [
            { name: 'state', payload: { kind: 'state', type: 'aggregateState', availability: 3500, activities: [] } },
          ],
          rawCategories: [],
        })),
      },
    ];
    let batches = 0;
    engine.onChanges(() => (batches += 1));
    await engine.signIn(options());
    await until(() => model().people.size === 10_000, 'everybody');
    expect(model().contacts.size).toBe(10_000);
    expect(batches, 'told in several batches').toBeGreaterThan(5);
  }, 30_000);
});
