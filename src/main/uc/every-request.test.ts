import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeRequests, type CwaRequest } from '../../protocol/requests';
import type { UcEngine } from './engine';
import type { ScriptedEvent, ScriptedService } from './testing/scripted-service';
import { Desk, until } from './testing/desk';

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';
/** Nobody talks to them: whoever is blocked is talked to no longer. */
const noor = 'sip:noor@example.com';
const focus = 'sip:dana@example.com;gruu;opaque=app:conf:focus:id:ABC';

let desk: Desk;
let service: ScriptedService;
let engine: UcEngine;
/** A conference that Dana leads, and a one-to-one conversation. */
let conference: string;
let peer: string;

const firstEvents: readonly ScriptedEvent[] = [
  {
    kind: 'contactGroup',
    fullList: true,
    groups: [{ action: 'added', group: { id: 2, name: 'Suppliers', externalUri: '' } }],
    contacts: [{ action: 'added', contact: { uri: lee, name: 'Lee Park', subscribed: true, tag: false, groups: [2] } }],
  },
];

beforeAll(async () => {
  desk = await Desk.open();
  ({ service, engine } = desk);
  service.firstEvents = firstEvents;
  await desk.signIn();
  peer = await desk.connected([lee], 3);
  conference = await desk.connected([lee, kim], 5);
  service.push(
    { kind: 'conference', confId: 5, updates: [{ kind: 'confUri', uri: focus }] },
    { kind: 'conference', confId: 5, updates: [{ kind: 'escalationMode', mode: 'escalated' }] },
    { kind: 'conference', confId: 5, updates: [{ kind: 'role', role: 'presenter' }] },
  );
  await until(() => desk.model.conversations.get(conference)?.ownRole === 'presenter', 'the conference');
  service.onRequest = (request) => service.succeed(request);
});

afterAll(() => desk.close());

/** What a call of the engine puts on the wire; the `rid` is its own business. */
async function sentBy(run: () => Promise<unknown>): Promise<Omit<CwaRequest, 'rid'>[]> {
  const before = service.requests().length;
  await run();
  await until(() => service.requests().length > before, 'a request');
  const sent = service.requests().slice(before);
  // On a busy machine the five minutes of 3.26 may be over in between: the own state goes out by itself.
  const asked = sent.filter(({ kind }) => kind !== 'publishSelfPresence');
  return (asked.length > 0 ? asked : sent).map(({ rid: _, ...request }) => request);
}

async function ring(confId: number): Promise<string> {
  service.push({
    kind: 'conference',
    confId,
    updates: [
      {
        kind: 'voIPReceived',
        uri: lee,
        displayName: 'Lee Park',
        redirectable: true,
        canReplyWithIM: true,
        isConference: false,
      },
    ],
  });
  const ringing = (): string | undefined =>
    [...desk.model.calls.values()].find(({ state }) => state === 'ringing')?.conversationId;
  await until(() => ringing() !== undefined, 'the call');
  return ringing() ?? '';
}

async function invitation(confId: number): Promise<string> {
  service.push({
    kind: 'conference',
    confId,
    updates: [{ kind: 'imSessionReceived', inviter: { uri: kim, name: 'Kim Cho' }, message: { content: 'Hello' } }],
  });
  const invited = (): string | undefined =>
    [...desk.model.conversations.values()].find(({ state }) => state === 'invited')?.id;
  await until(() => invited() !== undefined, 'the invitation');
  return invited() ?? '';
}

const contact = { uri: lee, name: 'Lee Park', subscribed: true, tag: false, groups: [2] };

const simple: readonly (readonly [string, () => Promise<unknown>, readonly object[]])[] = [
  [
    'addContact',
    () => engine.addContact({ uri: kim, name: 'Kim Cho', groupIds: [2] }),
    [{ kind: 'addContact', contact: { uri: kim, name: 'Kim Cho', subscribed: true, tag: false, groups: [2] } }],
  ],
  [
    'updateContact',
    () => engine.updateContact({ uri: lee, tag: true }),
    [{ kind: 'updateContact', contact: { ...contact, tag: true } }],
  ],
  ['deleteContact', () => engine.removeContact(lee), [{ kind: 'deleteContact', uri: lee }]],
  ['updateGroup', () => engine.renameGroup(2, 'Haulage'), [{ kind: 'updateGroup', id: 2, name: 'Haulage' }]],
  ['deleteGroup', () => engine.removeGroup(2), [{ kind: 'deleteGroup', id: 2 }]],
  [
    'acknowledgeSubscriber',
    () => engine.acknowledgeSubscribers([kim]),
    [{ kind: 'acknowledgeSubscriber', uris: [kim] }],
  ],
  [
    'updateContainer',
    () => engine.setAccessLevel(noor, 'blocked'),
    [{ kind: 'updateContainer', id: 32000, addMembers: [{ type: 'uri', value: noor }], deleteMembers: [] }],
  ],
  [
    'publishSelfPresence',
    () => engine.setNote(' Stock-taking '),
    [
      {
        kind: 'publishSelfPresence',
        categories: [
          {
            name: 'note',
            instanceMask: 0,
            payload: { kind: 'note', bodies: [{ type: 'personal', text: 'Stock-taking' }] },
          },
        ],
      },
    ],
  ],
  ['queryPresence', () => engine.queryPresence([kim]), [{ kind: 'queryPresence', uris: [kim] }]],
  ['subscribePresence', () => engine.subscribePresence([kim]), [{ kind: 'subscribePresence', uris: [kim] }]],
  ['unSubscribePresence', () => engine.unsubscribePresence([kim]), [{ kind: 'unSubscribePresence', uris: [kim] }]],
];

/** The same as the service got it: it reads more than a client may write. */
async function writtenBy(run: () => Promise<unknown>): Promise<string> {
  const before = service.bodies.length;
  await run();
  await until(() => service.bodies.length > before, 'a request');
  return service.bodies.slice(before).join('\n');
}

/** A conversation that the server gives this number. */
async function begin(conversation: Parameters<UcEngine['startConversation']>[0], confId: number): Promise<void> {
  desk.letPeersJoin(confId);
  const { conversationId } = await engine.startConversation(conversation);
  await until(() => desk.model.conversations.get(conversationId)?.state === 'connected', 'connected');
  service.onRequest = (request) => service.succeed(request);
}

describe('requests', () => {
  for (const [name, run, expected] of simple) {
    it(`sends ${name}`, async () => {
      expect(await sentBy(run)).toMatchObject(expected);
    });
  }

  it('sends addGroup', async () => {
    service.onRequest = (request) => {
      const reply = service.succeed(request);
      const group = { id: 9, name: 'New', externalUri: '' };
      service.push({ kind: 'contactGroup', fullList: false, groups: [{ action: 'added', group }], contacts: [] });
      return reply;
    };
    expect(await sentBy(() => engine.addGroup('New'))).toEqual([{ kind: 'addGroup', name: 'New' }]);
    service.onRequest = (request) => service.succeed(request);
  });

  it('sends publishRawCategories', async () => {
    const xml = '<x xmlns="urn:example"/>';
    expect(await sentBy(() => engine.publishRaw({ name: 'thing', namespace: 'urn:example', xml }))).toMatchObject([
      { kind: 'publishRawCategories', categories: [{ name: 'thing', nameSpace: 'urn:example', xml }] },
    ]);
  });

  it('refuses raw XML that is none, without harm to what goes with it', async () => {
    const bad = engine.publishRaw({ name: 'thing', namespace: 'urn:example', xml: '<x' });
    const good = engine.setNote('good');
    await expect(bad).rejects.toMatchObject({ code: 'bad-request' });
    await good;
  });

  it('7.33 sends search with what the person typed as emailAlias', async () => {
    service.onRequest = ({ rid }) => {
      service.push({ kind: 'searchResult', rid, moreAvailable: false, users: [] });
      return { kind: 'requestAccepted', rid };
    };
    expect(await sentBy(() => engine.searchDirectory('lee@example.com'))).toMatchObject([
      { kind: 'search', emailAlias: ['lee@example.com'], displayName: [], firstName: [], lastName: [] },
    ]);
    expect(await sentBy(() => engine.searchDirectory('Lee Park'))).toMatchObject([
      // A whole name: its parts, joined by `or`, would find more people than one of them.
      { displayName: ['Lee Park'], firstName: [], lastName: [], emailAlias: [] },
    ]);
    service.onRequest = (request) => service.succeed(request);
  });

  it('7.15 publishes with expires -1', async () => {
    expect(await writtenBy(() => engine.setNote('Counting'))).toContain(
      '<cwaCategory name="note" instanceMask="0" expires="-1">',
    );
  });

  it('7.25 writes unSubscribePresence with a capital S', async () => {
    expect(await writtenBy(() => engine.unsubscribePresence([kim]))).toContain('<unSubscribePresence ');
  });

  it('7.26 names one group in an updateGroup', async () => {
    const body = await writtenBy(() => Promise.all([engine.renameGroup(2, 'One'), engine.renameGroup(2, 'Two')]));
    expect(body.match(/<updateGroup /g)).toHaveLength(2);
    expect(body.match(/<updateGroup rid="\d+"><group id="2" name="\w+"\/><\/updateGroup>/g)).toHaveLength(2);
  });

  it('7.17 always sends the sid, and initiateSession alone without one', () => {
    const [first, ...rest] = service.bodies;
    expect(first).toContain('initiateSession');
    expect(first).not.toMatch(/<cwaRequests[^>]*\ssid=/);
    for (const body of rest) expect(body).toMatch(new RegExp(`<cwaRequests[^>]*\\ssid="${service.sid}"`));
  });

  it('never gives a rid twice', () => {
    const rids = service.requests().map(({ rid }) => rid);
    expect(new Set(rids).size).toBe(rids.length);
  });

  it('7.30 polls with single ampersands', () => {
    expect(service.pollUrls.every((url) => /^\?Sid=\d+&AckID=\d+&UA=(?:true|false)$/.test(url))).toBe(true);
  });
});

describe('conference requests', () => {
  it('sends initiateImSession with those invited, the text and the subject', async () => {
    const action = { kind: 'initiateImSession', uris: [kim, lee], message: { content: 'Noon?' }, subject: 'Slot' };
    const sent = await sentBy(() => begin({ to: [kim, lee], subject: 'Slot', body: { text: 'Noon?' } }, 40));
    expect(sent).toEqual([{ kind: 'conference', confId: 0, action }]);
  });

  it('7.1 sends initiateImSession, spelt in full', async () => {
    const body = await writtenBy(() => begin({ to: [kim], subject: '', body: { text: 'Noon?' } }, 42));
    expect(body).toContain('<initiateImSession>');
  });

  it('7.2 writes one lower-case format, or none where the text has no style', async () => {
    const style = { bold: true, italic: false, underline: false, strike: false, color: '#0000c0' };
    const styled = await writtenBy(() => engine.sendMessage(peer, { text: 'Noon?', style }));
    // Blue comes first.
    expect(styled).toMatch(
      /<sendMessage><format>X-MMS-IM-Format: [^<]*EF=B; CO=C00000[^<]*<\/format><content>Noon\?<\/content><\/sendMessage>/,
    );
    const plain = await writtenBy(() => engine.sendMessage(peer, { text: 'Noon?' }));
    expect(plain).toContain('<sendMessage><content>Noon?</content></sendMessage>');
  });

  it('puts each action into a conference with 0 to begin and then the number that the server gave', async () => {
    const started = await sentBy(() =>
      begin({ to: ['sip:ravi@example.com'], subject: '', body: { text: 'Hello' } }, 41),
    );
    expect(started).toMatchObject([{ kind: 'conference', confId: 0 }]);
    const id = [...desk.model.conversations.keys()].at(-1) ?? '';
    expect(await sentBy(() => engine.sendMessage(id, { text: 'More' }))).toMatchObject([{ confId: 41 }]);
    expect(await sentBy(() => engine.run({ kind: 'leave', id }))).toMatchObject([{ confId: 41 }]);
  });

  it('sends sendMessage with its text as it was typed', async () => {
    const text = ' 0012 \n<b> ]]> &lt; \u200F😀 ';
    expect(await sentBy(() => engine.sendMessage(peer, { text }))).toEqual([
      { kind: 'conference', confId: 3, action: { kind: 'sendMessage', message: { content: text } } },
    ]);
  });

  it('sends sendInfo', async () => {
    expect(
      await sentBy(() => engine.run({ kind: 'info', id: peer, contentType: 'text/plain', text: 'ping' })),
    ).toMatchObject([{ confId: 3, action: { kind: 'sendInfo', contentType: 'text/plain', content: 'ping' } }]);
  });

  it('sends notifyComposing, composing and idle', async () => {
    for (const [isTyping, state] of [
      [true, 'composing'],
      [false, 'idle'],
    ] as const) {
      expect(await sentBy(async () => engine.run({ kind: 'typing', id: peer, isTyping }))).toMatchObject([
        { confId: 3, action: { kind: 'notifyComposing', state } },
      ]);
    }
  });

  it('sends inviteParticipants', async () => {
    expect(await sentBy(() => engine.run({ kind: 'invite', id: peer, uris: [kim] }))).toMatchObject([
      { confId: 3, action: { kind: 'inviteParticipants', uris: [kim] } },
    ]);
  });

  it('7.11 sends lock with true to lock and with false to unlock', async () => {
    for (const locked of [true, false]) {
      expect(await sentBy(() => engine.run({ kind: 'lock', id: conference, locked }))).toMatchObject([
        { confId: 5, action: { kind: 'lock', locked } },
      ]);
    }
  });

  it('sends promoteParticipant and ejectParticipant', async () => {
    expect(await sentBy(() => engine.run({ kind: 'promote', id: conference, uri: lee }))).toMatchObject([
      { confId: 5, action: { kind: 'promoteParticipant', uri: lee } },
    ]);
    expect(await sentBy(() => engine.run({ kind: 'eject', id: conference, uri: lee }))).toMatchObject([
      { confId: 5, action: { kind: 'ejectParticipant', uri: lee } },
    ]);
  });

  it('sends acceptImSession', async () => {
    const id = await invitation(20);
    expect(await sentBy(() => engine.run({ kind: 'accept', id }))).toMatchObject([
      { confId: 20, action: { kind: 'acceptImSession' } },
    ]);
    await engine.run({ kind: 'close', id });
  });

  it('sends terminateImSession to decline and to leave', async () => {
    const id = await invitation(21);
    expect(await sentBy(() => engine.run({ kind: 'decline', id }))).toMatchObject([
      { confId: 21, action: { kind: 'terminateImSession' } },
    ]);
    expect(await sentBy(() => engine.run({ kind: 'leave', id: peer }))).toMatchObject([
      { confId: 3, action: { kind: 'terminateImSession' } },
    ]);
  });

  it('sends voIPRedirect, with a number in international form', async () => {
    const id = await ring(30);
    expect(await sentBy(() => engine.answerCall(id, 'redirect', 'tel:+1 (555) 010-0199'))).toMatchObject([
      { confId: 30, action: { kind: 'voIPRedirect', uri: 'tel:+15550100199' } },
    ]);
  });

  it('sends voIPTerminate with each of the four words', async () => {
    for (const [action, word] of [
      ['busy', 'busyhere'],
      ['decline', 'declineeverywhere'],
      ['unavailable', 'temporarilyunavailable'],
      ['voicemail', 'voicemail'],
    ] as const) {
      const id = await ring(31);
      expect(await sentBy(() => engine.answerCall(id, action))).toMatchObject([
        { confId: 31, action: { kind: 'voIPTerminate', action: word } },
      ]);
      expect(desk.model.calls.get(id)?.state).toBe('ended');
    }
  });

  it('sends voIPReplyWithIM, and the call becomes a conversation', async () => {
    const id = await ring(32);
    service.onRequest = ({ rid }) => ({
      kind: 'requestAccepted',
      rid,
      voIP: { name: 'voIPReplyWithIMAccepted', confId: 32 },
    });
    let thread: string | undefined;
    expect(await sentBy(async () => void (thread = await engine.answerCall(id, 'reply-with-im')))).toMatchObject([
      { confId: 32, action: { kind: 'voIPReplyWithIM' } },
    ]);
    expect(desk.model.conversations.get(thread ?? '')).toMatchObject({
      state: 'connecting',
      participants: [{ uri: lee }],
    });
    service.onRequest = (request) => service.succeed(request);
  });

  it('7.32 matches the reply to a call by its outer rid', async () => {
    const id = await ring(33);
    const rid = Math.max(...service.requests().map((request) => Number(request.rid))) + 1;
    let isFirst = true;
    service.intercept = (channel) => {
      if (channel !== 'command' || !isFirst) return undefined;
      isFirst = false;
      const inner = `<voIPReplyWithIMAccepted rid="${rid + 1000}" confid="34"/>`;
      return { body: `<cwaResponses sid="1"><requestAccepted rid="${rid}">${inner}</requestAccepted></cwaResponses>` };
    };
    await engine.answerCall(id, 'reply-with-im');
    service.push({ kind: 'conference', confId: 34, updates: [{ kind: 'imSessionState', state: 'connected' }] });
    await until(() => desk.model.conversations.get(id)?.state === 'connected', 'the conversation of the reply');
  });
});

describe('the ends of a session', () => {
  it('sends logon alone, to the sign-in page', () => {
    const credentials = '<user>EXAMPLE\\dana</user><password>correct horse</password>';
    expect(service.logons).toEqual([
      { path: '/forms/logon.html', body: `<cwaRequests><logon>${credentials}</logon></cwaRequests>` },
    ]);
  });

  it('7.19 has sent nothing that a strict server refuses', () => {
    const sent = service.bodies.flatMap((body) => decodeRequests(body).requests);
    expect(sent.filter(({ kind }) => kind === 'invalid')).toEqual([]);
    expect(new Set(sent.map(({ kind }) => kind)).size).toBeGreaterThan(15);
  });

  it('sends logon first, initiateSession next and terminateSession last', async () => {
    await engine.signOut();
    expect(service.signIns).toBe(1);
    expect(service.requests().at(0)?.kind).toBe('initiateSession');
    expect(service.requests().at(-1)?.kind).toBe('terminateSession');
  });
});
