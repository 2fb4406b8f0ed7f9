import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CwaRequest } from '../../protocol/requests';
import type { UcEngine } from './engine';
import type { ScriptedEvent, ScriptedService } from './scripted-service';
import { Desk, until } from './testing';

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';
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
  return service
    .requests()
    .slice(before)
    .map(({ rid: _, ...request }) => request);
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
  [
    'updateGroup (7.26 one group in a request)',
    () => engine.renameGroup(2, 'Haulage'),
    [{ kind: 'updateGroup', id: 2, name: 'Haulage' }],
  ],
  ['deleteGroup', () => engine.removeGroup(2), [{ kind: 'deleteGroup', id: 2 }]],
  [
    'acknowledgeSubscriber',
    () => engine.acknowledgeSubscribers([kim]),
    [{ kind: 'acknowledgeSubscriber', uris: [kim] }],
  ],
  [
    'updateContainer',
    () => engine.setAccessLevel(lee, 'blocked'),
    [{ kind: 'updateContainer', id: 32000, addMembers: [{ type: 'uri', value: lee }], deleteMembers: [] }],
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
  [
    'unSubscribePresence (7.25 capital S)',
    () => engine.unsubscribePresence([kim]),
    [{ kind: 'unSubscribePresence', uris: [kim] }],
  ],
];

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
      { displayName: ['Lee Park'], firstName: ['Lee'], lastName: ['Park'], emailAlias: [], function: 'or' },
    ]);
    service.onRequest = (request) => service.succeed(request);
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
  it('7.1 sends initiateImSession, spelt in full', async () => {
    const { conversationId } = await engine.startConversation({
      to: [kim],
      subject: 'Slot',
      body: { text: 'Noon?', style: { bold: true, italic: false, underline: false, strike: false, color: '#0000c0' } },
    });
    await until(() => service.bodies.some((body) => body.includes('Noon?')), 'the request');
    const body = service.bodies.find((each) => each.includes('Noon?')) ?? '';
    expect(body).toContain('<initiateImSession>');
    // 7.2 one lower-case `format` with the format string; blue comes first.
    expect(body).toMatch(/<format>X-MMS-IM-Format: [^<]*EF=B; CO=C00000[^<]*<\/format>/i);
    await engine.closeConversation(conversationId);
  });

  it('sends sendMessage with its text as it was typed', async () => {
    const text = ' 0012 \n<b> ]]> &lt; \u200F😀 ';
    expect(await sentBy(() => engine.sendMessage(peer, { text }))).toEqual([
      { kind: 'conference', confId: 3, action: { kind: 'sendMessage', message: { content: text } } },
    ]);
  });

  it('sends sendInfo', async () => {
    expect(await sentBy(() => engine.sendInfo(peer, 'text/plain', 'ping'))).toMatchObject([
      { confId: 3, action: { kind: 'sendInfo', contentType: 'text/plain', content: 'ping' } },
    ]);
  });

  it('sends notifyComposing', async () => {
    expect(await sentBy(async () => engine.setTyping(peer, true))).toMatchObject([
      { confId: 3, action: { kind: 'notifyComposing', state: 'composing' } },
    ]);
  });

  it('sends inviteParticipants', async () => {
    expect(await sentBy(() => engine.inviteParticipants(peer, [kim]))).toMatchObject([
      { confId: 3, action: { kind: 'inviteParticipants', uris: [kim] } },
    ]);
  });

  it('sends promoteParticipant, lock and ejectParticipant', async () => {
    expect(await sentBy(() => engine.promoteParticipant(conference, lee))).toMatchObject([
      { confId: 5, action: { kind: 'promoteParticipant', uri: lee } },
    ]);
    expect(await sentBy(() => engine.lockConversation(conference, true))).toMatchObject([
      { confId: 5, action: { kind: 'lock', locked: true } },
    ]);
    expect(await sentBy(() => engine.ejectParticipant(conference, lee))).toMatchObject([
      { confId: 5, action: { kind: 'ejectParticipant', uri: lee } },
    ]);
  });

  it('sends acceptImSession', async () => {
    const id = await invitation(20);
    expect(await sentBy(() => engine.acceptInvitation(id))).toMatchObject([
      { confId: 20, action: { kind: 'acceptImSession' } },
    ]);
    await engine.closeConversation(id);
  });

  it('sends terminateImSession to decline and to leave', async () => {
    const id = await invitation(21);
    expect(await sentBy(() => engine.declineInvitation(id))).toMatchObject([
      { confId: 21, action: { kind: 'terminateImSession' } },
    ]);
    expect(await sentBy(() => engine.leaveConversation(peer))).toMatchObject([
      { confId: 3, action: { kind: 'terminateImSession' } },
    ]);
  });

  it('sends voIPRedirect, with a number in international form', async () => {
    const id = await ring(30);
    expect(await sentBy(() => engine.answerCall(id, 'redirect', 'tel:+1 (555) 010-0199'))).toMatchObject([
      { confId: 30, action: { kind: 'voIPRedirect', uri: 'tel:+15550100199' } },
    ]);
  });

  for (const [action, word] of [
    ['busy', 'busyhere'],
    ['decline', 'declineeverywhere'],
    ['unavailable', 'temporarilyunavailable'],
    ['voicemail', 'voicemail'],
  ] as const) {
    it(`sends voIPTerminate ${word}`, async () => {
      const id = await ring(31);
      expect(await sentBy(() => engine.answerCall(id, action))).toMatchObject([
        { confId: 31, action: { kind: 'voIPTerminate', action: word } },
      ]);
      expect(desk.model.calls.get(id)?.state).toBe('ended');
    });
  }

  it('7.32 sends voIPReplyWithIM and matches its reply by the outer rid', async () => {
    const id = await ring(32);
    service.onRequest = ({ rid }) => ({
      kind: 'requestAccepted',
      rid,
      voIP: { name: 'voIPReplyWithIMAccepted', confId: 32 },
    });
    expect(await sentBy(() => engine.answerCall(id, 'reply-with-im'))).toMatchObject([
      { confId: 32, action: { kind: 'voIPReplyWithIM' } },
    ]);
    expect(desk.model.conversations.get(id)).toMatchObject({ state: 'connecting', participants: [{ uri: lee }] });
    service.onRequest = (request) => service.succeed(request);
  });
});

describe('the ends of a session', () => {
  it('sends logon first, initiateSession next and terminateSession last', async () => {
    await engine.signOut();
    expect(service.signIns).toBe(1);
    expect(service.requests().at(0)?.kind).toBe('initiateSession');
    expect(service.requests().at(-1)?.kind).toBe('terminateSession');
  });
});
