import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConferenceUpdate } from '../../protocol/conference-updates';
import type { Category } from '../../protocol/presence/category';
import type { Conversation } from '../../shared/domain/conversation';
import { FailureError } from '../../shared/domain/failure';
import type { Message } from '../../shared/domain/message';
import type { UcEngine } from './engine';
import type { ScriptedService } from './testing/scripted-service';
import { Desk, fastClock, until } from './testing/desk';

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';

let desk: Desk;
let service: ScriptedService;
let engine: UcEngine;

beforeEach(async () => {
  desk = await Desk.open();
  ({ service, engine } = desk);
  await desk.signIn();
});

afterEach(() => desk.close());

const state = (availability: number): Category => ({
  name: 'state',
  instance: 1,
  payload: { kind: 'state', type: 'aggregateState', availability, activities: [] },
});

/** Events written out by hand, as another server might write them. */
async function hearDocument(events: string): Promise<void> {
  let isSent = false;
  service.intercept = (channel) => {
    if (channel !== 'data' || isSent) return undefined;
    isSent = true;
    return { body: `<cwaEvents ackId="1000">${events}</cwaEvents>` };
  };
  await until(() => isSent, 'the poll');
}

describe('events', () => {
  it('requestSucceeded and requestFailed settle their request by its rid', async () => {
    const rids: Partial<Record<string, string>> = {};
    service.onRequest = ({ kind, rid }) => {
      rids[kind] = rid;
      return { kind: 'requestAccepted', rid };
    };
    const outcomes: Record<string, unknown> = {};
    const [note, query] = [engine.setNote('x'), engine.queryPresence([kim])];
    void note.catch((error: unknown) => (outcomes['note'] = error));
    void query.then(() => (outcomes['query'] = 'succeeded'));
    await until(() => Object.keys(rids).length === 2, 'both requests');
    const error = { code: 18201, sipResponse: { code: 403 } };
    service.push(
      { kind: 'requestSucceeded', rid: rids['queryPresence'] ?? '' },
      { kind: 'requestFailed', rid: rids['publishSelfPresence'] ?? '', error },
    );
    await until(() => Object.keys(outcomes).length === 2, 'both outcomes');
    expect(outcomes).toMatchObject({ note: { code: 'not-allowed' }, query: 'succeeded' });
  });

  it('configuration becomes the policy, and its notice is told once', async () => {
    const event = {
      kind: 'configuration',
      search: { defaultFunction: 'or', defaultFields: 12 },
      enableAppearOffline: false,
      userNotice: ' Archived. ',
      imComposingTimers: { refreshInterval: 1, timeout: 60 },
    } as const;
    service.push(event, event);
    await until(() => desk.model.policy.userNotice === 'Archived.', 'the policy');
    // 7.16: never under three seconds.
    expect(desk.model.policy).toEqual({
      canAppearOffline: false,
      userNotice: 'Archived.',
      searchedFields: ['displayName', 'email'],
      composingRefreshS: 3,
      lacks: [],
    });
    // What a server of ours says of itself stays until it says otherwise.
    service.push({ kind: 'configuration', lacks: ['calls'] }, { kind: 'configuration', userNotice: 'On' });
    await until(() => desk.model.policy.userNotice === 'On', 'the next notice');
    expect(desk.model.policy.lacks).toEqual(['calls']);
    expect(desk.signalsOf('notice')).toHaveLength(2);
  });

  it('contactGroup fills the list and follows changes', async () => {
    const contact = { uri: 'sip:Lee@example.com', name: 'Lee', subscribed: true, tag: true, groups: [1, 2] };
    service.push({
      kind: 'contactGroup',
      fullList: true,
      groups: [{ action: 'added', group: { id: 1, name: '~', externalUri: '' } }],
      contacts: [{ action: 'added', contact }],
    });
    await until(() => desk.model.contacts.size === 1, 'the contact');
    expect(desk.model.groups.get(1)).toMatchObject({ isDefault: true });
    expect(desk.model.contacts.get(lee)).toEqual({ uri: lee, name: 'Lee', groupIds: [1, 2], tag: true });
    service.push({
      kind: 'contactGroup',
      fullList: false,
      groups: [{ action: 'deleted', id: 1 }],
      contacts: [{ action: 'deleted', uri: 'sip:LEE@example.com' }],
    });
    await until(() => desk.model.contacts.size === 0 && desk.model.groups.size === 0, 'the deletions');
  });

  it('7.27 takes delete for deleted', async () => {
    const contact = { uri: lee, name: 'Lee', subscribed: true, tag: true, groups: [1] };
    const group = { id: 1, name: 'Suppliers', externalUri: '' };
    service.push({
      kind: 'contactGroup',
      fullList: true,
      groups: [{ action: 'added', group }],
      contacts: [{ action: 'added', contact }],
    });
    await until(() => desk.model.contacts.size === 1, 'the contact');
    await hearDocument(
      `<contactGroup eid="900"><group id="1" action="delete"/><contact uri="${lee}" action="delete"/></contactGroup>`,
    );
    await until(() => desk.model.contacts.size === 0 && desk.model.groups.size === 0, 'the deletions');
  });

  it('4.11 contactGroup keeps every contact, whatever is odd about it, and loses no more than what names nobody', async () => {
    await hearDocument(
      '<contactGroup eid="900" fullList="1"><group id="1" name="~"/><group id="2"/><group name="no id"/>' +
        '<contact name="nobody"/>' +
        '<contact uri="sip:no.name@example.com" groups="1,2"/>' +
        '<contact uri="Kim@Example.com" name="Kim" groups="2 x&#9;2 77" tag="True" action="moved"/>' +
        '<contact uri="tel:+1 555 0100" name="Gate" tag="1" groups="2"/>' +
        '<contact uri="TEL:+15550101"/>' +
        '<contact uri="Stores"/>' +
        `<contact uri="${lee}" name="Lee" groups="1"/></contactGroup>` +
        '<configuration eid="901"><userNotice>Go on</userNotice></configuration>',
    );
    await until(() => desk.model.policy.userNotice === 'Go on', 'the event behind it');
    expect([...desk.model.contacts.values()]).toEqual([
      { uri: 'sip:no.name@example.com', name: 'no.name', groupIds: [1, 2], tag: false },
      { uri: kim, name: 'Kim', groupIds: [2, 77], tag: true },
      { uri: 'tel:+1 555 0100', name: 'Gate', groupIds: [2], tag: true },
      { uri: 'tel:+15550101', name: '+15550101', groupIds: [], tag: false },
      { uri: 'stores', name: 'stores', groupIds: [], tag: false },
      { uri: lee, name: 'Lee', groupIds: [1], tag: false },
    ]);
    expect([...desk.model.groups.values()].map(({ id, name }) => [id, name])).toEqual([
      [1, '~'],
      [2, '2'],
    ]);
    await until(() => desk.lines.some((line) => line.includes('unreadable entry of contactGroup')), 'a word of it');
  });

  it('4.11 a later change without a name leaves the name as it was', async () => {
    service.push({
      kind: 'contactGroup',
      fullList: true,
      groups: [{ action: 'added', group: { id: 2, name: 'Plant', externalUri: '' } }],
      contacts: [{ action: 'added', contact: { uri: lee, name: 'Lee', subscribed: true, tag: false, groups: [2] } }],
    });
    await until(() => desk.model.contacts.size === 1, 'the contact');
    await hearDocument(
      `<contactGroup eid="900"><group id="2" action="updated"/><contact uri="${lee}" action="updated" tag="true"/></contactGroup>`,
    );
    await until(() => desk.model.contacts.get(lee)?.tag === true, 'the change');
    expect(desk.model.contacts.get(lee)).toEqual({ uri: lee, name: 'Lee', groupIds: [2], tag: true });
    expect(desk.model.groups.get(2)?.name).toBe('Plant');
  });

  it('4.11 whoever cannot be written to can still be changed and removed, under the address that the server told', async () => {
    await hearDocument(
      '<contactGroup eid="900" fullList="true"><group id="2" name="Plant"/>' +
        '<contact uri="tel:+15550100" name="Gate" groups="2 77"/><contact uri="Stores" name="Stores"/></contactGroup>',
    );
    await until(() => desk.model.contacts.size === 2, 'the contacts');
    const gate = 'tel:+15550100';
    await expect(engine.startConversation({ to: [gate], subject: '', body: { text: 'Hi' } })).rejects.toMatchObject({
      code: 'bad-uri',
    });
    // The service is strict about requests, so the wire alone is looked at.
    void engine.updateContact({ uri: gate, name: 'North gate' }).catch(() => undefined);
    void engine.removeContact(gate).catch(() => undefined);
    void engine.removeContact('Stores').catch(() => undefined);
    const sent = (part: string) => until(() => service.bodies.some((body) => body.includes(part)), part);
    await sent('<contact uri="tel:+15550100" name="North gate" subscribed="true" tag="false" groups="2"/>');
    await sent('<uri>tel:+15550100</uri></deleteContact>');
    await sent('<uri>stores</uri></deleteContact>');
    await expect(engine.removeContact('tel:+15550199')).rejects.toMatchObject({ code: 'bad-uri' });

    // What was taken off may come back, and nothing else of the kind.
    void engine.addContact({ uri: gate, name: 'Gate', groupIds: [2] }).catch(() => undefined);
    await sent('<contact uri="tel:+15550100" name="Gate" subscribed="true" tag="false" groups="2"/></addContact>');
    const other = { uri: 'tel:+15550199', name: 'Other', groupIds: [] };
    await expect(engine.addContact(other)).rejects.toMatchObject({ code: 'bad-uri' });
  });

  it('one odd entry of subscribers, userPresence, containers and a search costs only itself', async () => {
    await hearDocument(
      `<subscribers eid="900"><subscriber displayName="Nobody"/><subscriber uri="${kim}"/></subscribers>` +
        `<userPresence eid="901"><user/><user uri="tel:1"/><user uri="${lee}"><x:y/>` +
        '<cwaCategory/><cwaCategory name="state" instance="1"><state xmlns="http://schemas.microsoft.com/2006/09/sip/state">' +
        '<availability>6500</availability></state></cwaCategory></user></userPresence>' +
        `<containers eid="902"><container/><container id="300"><member type="odd"/><member/><member type="uri" value="${lee}"/></container></containers>`,
    );
    await until(() => desk.model.accessLevels.some(({ members }) => members.length > 0), 'the levels');
    expect([...desk.model.subscribers.keys()]).toEqual([kim]);
    expect(desk.model.people.get(lee)?.presence.availability).toBe('busy');
    expect(desk.model.accessLevels.find(({ level }) => level === 'team')?.members).toEqual([
      { type: 'uri', value: lee },
    ]);
    const found = engine.searchDirectory('kim');
    await until(() => service.requests().some(({ kind }) => kind === 'search'), 'the search');
    const { rid } = service.requests().find(({ kind }) => kind === 'search')!;
    await hearDocument(
      `<searchResult eid="903" rid="${rid}"><user displayName="Nobody"/><user uri="${kim}"/></searchResult>`,
    );
    expect((await found).hits.map(({ uri }) => uri)).toEqual([kim]);
  });

  it('subscribers are asked about while unacknowledged', async () => {
    const subscriber = { uri: 'kim@example.com', displayName: 'Kim Cho' };
    service.push({ kind: 'subscribers', subscribers: [{ ...subscriber, acknowledged: false }] });
    await until(() => desk.model.subscribers.get(kim)?.name === 'Kim Cho', 'the subscriber');
    service.push({ kind: 'subscribers', subscribers: [{ ...subscriber, acknowledged: true }] });
    await until(() => desk.model.subscribers.size === 0, 'acknowledged elsewhere');
  });

  it('containers become access levels, one at a time', async () => {
    service.push({
      kind: 'containers',
      containers: [{ id: 300, members: [{ type: 'uri', value: 'sip:LEE@example.com' }] }],
    });
    service.push({ kind: 'containers', containers: [{ id: 200, members: [{ type: 'sameEnterprise' }] }] });
    await until(() => desk.model.accessLevels.some(({ members }) => members[0]?.type === 'sameEnterprise'), 'levels');
    expect(desk.model.accessLevels.filter(({ members }) => members.length > 0)).toEqual([
      { level: 'team', members: [{ type: 'uri', value: lee }] },
      { level: 'company', members: [{ type: 'sameEnterprise' }] },
    ]);
  });

  it('selfPresence shows how others see the user', async () => {
    service.push({
      kind: 'selfPresence',
      categories: [
        state(9500),
        { name: 'note', payload: { kind: 'note', bodies: [{ type: 'personal', text: 'Stock-taking' }] } },
        {
          name: 'contactCard',
          payload: { kind: 'contactCard', displayName: 'Dana Reyes', phones: [{ type: 'work', uri: 'tel:+15550100' }] },
        },
      ],
    });
    await until(() => desk.model.self?.availability === 'do-not-disturb', 'the state');
    expect(desk.model.self).toEqual({
      uri: service.self,
      name: 'Dana Reyes',
      availability: 'do-not-disturb',
      note: 'Stock-taking',
      phones: [{ type: 'work', uri: 'tel:+15550100', display: '+15550100' }],
    });
  });

  it('userPresence shows the state, the note and the card of a person', async () => {
    const categories: readonly Category[] = [
      state(6500),
      { name: 'note', payload: { kind: 'note', bodies: [{ type: 'personal', text: 'Stock-taking' }] } },
      { name: 'contactCard', payload: { kind: 'contactCard', displayName: 'Lee Park', title: 'Clerk', phones: [] } },
    ];
    service.push({ kind: 'userPresence', users: [{ uri: 'sip:LEE@example.com', categories, rawCategories: [] }] });
    await until(() => desk.model.people.has(lee), 'Lee');
    expect(desk.model.people.get(lee)).toMatchObject({
      uri: lee,
      name: 'Lee Park',
      title: 'Clerk',
      presence: { availability: 'busy', note: 'Stock-taking' },
    });
  });

  it('7.15 tells instances apart by instanceMask where they have no instance', async () => {
    const card = (instance: number, name: string): string =>
      `<cwaCategory name="contactCard" instanceMask="${instance}"><contactCard><identity><name>` +
      `<displayName>${name}</displayName></name></identity></contactCard></cwaCategory>`;
    // The directory's card names the person, whatever comes first.
    await hearDocument(
      `<userPresence eid="900"><user uri="${lee}">${card(3, 'L. Park')}${card(0, 'Lee Park')}</user></userPresence>`,
    );
    await until(() => desk.model.people.has(lee), 'Lee');
    expect(desk.model.people.get(lee)?.name).toBe('Lee Park');
  });

  it('userPresence alerts for tagged contacts, but never with the first word of a session', async () => {
    const contact = { uri: lee, name: 'Lee', subscribed: true, tag: true };
    service.firstEvents = [
      { kind: 'contactGroup', fullList: true, groups: [], contacts: [{ action: 'added', contact }] },
      { kind: 'userPresence', users: [{ uri: lee, categories: [state(18500)], rawCategories: [] }] },
    ];
    service.loseSession();
    await until(() => desk.model.people.get(lee)?.presence.availability === 'offline', 'offline');
    service.push({ kind: 'userPresence', users: [{ uri: lee, categories: [state(3500)], rawCategories: [] }] });
    await until(() => desk.signalsOf('contactAlert').length === 1, 'the alert');
    service.firstEvents = [
      ...service.firstEvents.slice(0, 1),
      { kind: 'userPresence', users: [{ uri: lee, categories: [state(18500)], rawCategories: [] }] },
    ];
    service.loseSession();
    await until(() => desk.model.people.get(lee)?.presence.availability === 'offline', 'offline again');
    expect(desk.signalsOf('contactAlert')).toEqual([{ kind: 'contactAlert', uri: lee, online: true }]);
  });

  it('presenceSubscriptionState terminated makes presence unknown', async () => {
    service.push({ kind: 'userPresence', users: [{ uri: lee, categories: [state(3500)], rawCategories: [] }] });
    service.push({ kind: 'presenceSubscriptionState', users: [{ uri: lee, state: 'retrying' }] });
    await until(() => desk.model.people.get(lee)?.presence.availability === 'available', 'available');
    service.push({ kind: 'presenceSubscriptionState', users: [{ uri: lee, state: 'terminated' }] });
    await until(() => desk.model.people.get(lee)?.presence.availability === 'unknown', 'unknown');
  });

  it('searchResult answers the search of its rid', async () => {
    service.onRequest = ({ rid }) => {
      service.push(
        { kind: 'searchResult', rid: `${rid}0`, moreAvailable: true, users: [{ uri: lee }] },
        { kind: 'searchResult', rid, moreAvailable: false, users: [{ uri: kim }] },
      );
      return { kind: 'requestAccepted', rid };
    };
    expect(await engine.searchDirectory('kim')).toEqual({ hits: [{ uri: kim, name: 'kim' }], more: false });
  });

  it('selfRawCategories and userRawCategories are counted and harm nobody', async () => {
    service.push({ kind: 'selfRawCategories', categories: [] }, { kind: 'userRawCategories', users: [] });
    for (const name of ['selfRawCategories', 'userRawCategories']) {
      await until(() => desk.lines.some((line) => line.includes(name)), name);
    }
    expect(desk.isOnline).toBe(true);
  });

  it('7.22 takes requestAccepted on the data channel as on the command channel', async () => {
    service.onRequest = ({ rid }) => {
      void hearDocument(
        `<requestAccepted eid="900" rid="${rid}"><initiateImSessionAccepted rid="${rid}" confId="22"/></requestAccepted>` +
          '<conference eid="901" confId="22"><imSessionState>connected</imSessionState></conference>',
      );
      return { kind: 'requestAccepted', rid };
    };
    const { conversationId } = await engine.startConversation({ to: [kim], subject: '', body: { text: 'Hi' } });
    await until(() => desk.model.conversations.get(conversationId)?.state === 'connected', 'connected');
    service.onRequest = (request) => service.succeed(request);
    await engine.run({ kind: 'leave', id: conversationId });
    expect(service.requests().at(-1)).toMatchObject({ confId: 22, action: { kind: 'terminateImSession' } });
  });

  it('7.7 reads names in any case', async () => {
    await hearDocument('<Configuration Eid="902"><UserNotice>Capital</UserNotice></Configuration>');
    await until(() => desk.model.policy.userNotice === 'Capital', 'the notice');
  });

  it('7.24 takes configurations for configuration', async () => {
    await hearDocument('<configurations eid="902"><userNotice>Plural</userNotice></configurations>');
    await until(() => desk.model.policy.userNotice === 'Plural', 'the notice');
  });

  it('7.20 understands a requestFailed that has its sipResponse straight inside', async () => {
    service.onRequest = ({ rid }) => {
      const inside = '<exception>Failed</exception><sipResponse code="485" warning="Duplicate group name"/>';
      void hearDocument(`<requestFailed eid="903" rid="${rid}">${inside}</requestFailed>`);
      return { kind: 'requestAccepted', rid };
    };
    await expect(engine.addGroup('Suppliers')).rejects.toMatchObject({ code: 'duplicate-name' });
  });

  it('7.8 sends back the ackId of the answer, whatever the events in it are numbered', async () => {
    await hearDocument('<configuration eid="7"><userNotice>Odd</userNotice></configuration>');
    await until(() => service.polls.at(-1)?.ackId === 1000, 'the number');
  });
});

describe('conference events', () => {
  let id: string;
  const conversation = (): Conversation | undefined => desk.model.conversations.get(id);
  const messages = (): readonly Message[] => desk.model.messages.get(id) ?? [];
  const hear = (...updates: ConferenceUpdate[]): void =>
    service.push(...updates.map((update) => ({ kind: 'conference', confId: 3, updates: [update] }) as const));

  beforeEach(async () => {
    id = await desk.connected([lee]);
  });

  it('conference speaks of the conversation of its confId, with several sub-events at once', async () => {
    const other = await desk.connected([kim], 4);
    service.push({
      kind: 'conference',
      confId: 4,
      updates: [
        { kind: 'messageReceived', sender: kim, message: { content: 'From Kim' } },
        { kind: 'imSessionState', state: 'terminated' },
      ],
    });
    await until(() => desk.model.conversations.get(other)?.state === 'ended', 'the end');
    expect(desk.model.messages.get(other)?.at(-1)?.body.text).toBe('From Kim');
    expect(conversation()).toMatchObject({ state: 'connected', unread: 0 });
    expect(messages()).toHaveLength(1);
  });

  it('7.16 ends no conversation after the timeout of imComposingTimers', async () => {
    service.push({ kind: 'configuration', imComposingTimers: { refreshInterval: 1, timeout: 1 } });
    await until(() => desk.model.policy.composingRefreshS === 3, 'the policy');
    // Ten of its seconds.
    const later = fastClock.now() + 10_000;
    await until(() => fastClock.now() > later, 'the time');
    expect(conversation()?.state).toBe('connected');
  });

  it('imSessionReceived rings, and shows who asks, about what and with which words', async () => {
    const inviter = { uri: kim, name: 'Kim Cho' };
    const update = { kind: 'imSessionReceived', inviter, subject: 'Dock', message: { content: 'Hello' } } as const;
    service.push({ kind: 'conference', confId: 8, updates: [update] });
    await until(() => desk.signalsOf('invitationReceived').length === 1, 'the invitation');
    const [{ conversationId } = { conversationId: '' }] = desk.signalsOf('invitationReceived');
    expect(desk.model.conversations.get(conversationId)).toMatchObject({
      state: 'invited',
      direction: 'incoming',
      inviter: kim,
      subject: 'Dock',
      participants: [{ uri: kim, name: 'Kim Cho' }],
    });
    expect(desk.model.messages.get(conversationId)).toMatchObject([{ from: kim, body: { text: 'Hello' } }]);
  });

  it('initiateImSessionAccepted gives the conversation its number', async () => {
    service.onRequest = (request) => {
      const reply = service.succeed(request);
      service.push(
        {
          kind: 'conference',
          confId: 9,
          updates: [{ kind: 'initiateImSessionAccepted', rid: request.rid, confId: 9 }],
        },
        { kind: 'conference', confId: 9, updates: [{ kind: 'imSessionState', state: 'connected' }] },
      );
      return reply;
    };
    // Somebody else's first, so that it is not the only one.
    service.push({ kind: 'conference', confId: 10, updates: [{ kind: 'participant', uri: kim }] });
    const started = await engine.startConversation({ to: [kim], subject: '', body: { text: 'Hi' } });
    await until(() => desk.model.conversations.get(started.conversationId)?.state === 'connected', 'connected');
    service.onRequest = (request) => service.succeed(request);
    await engine.run({ kind: 'leave', id: started.conversationId });
    expect(service.requests().at(-1)).toMatchObject({ confId: 9, action: { kind: 'terminateImSession' } });
  });

  it('imSessionState leads from the invitation over connecting and connected to the end', async () => {
    service.onRequest = ({ rid }) => ({ kind: 'requestAccepted', rid, confId: 6 });
    const started = await engine.startConversation({ to: [kim], subject: '', body: { text: 'Hi' } });
    const now = (): Conversation | undefined => desk.model.conversations.get(started.conversationId);
    expect(now()?.state).toBe('inviting');
    for (const [state, shown] of [
      ['connecting', 'connecting'],
      ['connected', 'connected'],
      ['terminated', 'ended'],
    ] as const) {
      service.push({ kind: 'conference', confId: 6, updates: [{ kind: 'imSessionState', state }] });
      await until(() => now()?.state === shown, shown);
    }
    expect(now()?.end).toBe('peer-left');
  });

  it('escalationMode, confUri, role, participant and locked make it a conference', async () => {
    hear(
      { kind: 'escalationMode', mode: 'escalating' },
      { kind: 'confUri', uri: 'sip:dana@example.com;gruu;opaque=app:conf:focus:id:A' },
      { kind: 'role', role: 'presenter' },
      { kind: 'escalationMode', mode: 'escalated' },
      { kind: 'participant', uri: kim, name: 'Kim Cho', role: 'attendee' },
      { kind: 'locked', locked: true },
    );
    await until(() => conversation()?.locked === true, 'the lock');
    expect(conversation()).toMatchObject({ isConference: true, ownRole: 'presenter', state: 'connected' });
    expect(conversation()?.participants.map(({ uri }) => uri)).toEqual([lee, kim]);
    hear({ kind: 'locked', locked: false }, { kind: 'role', role: 'attendee' });
    await until(() => conversation()?.ownRole === 'attendee', 'the other role');
    expect(conversation()?.locked).toBe(false);
  });

  it('participantRemoved of the only other is the end', async () => {
    hear({ kind: 'participantRemoved', uri: lee });
    await until(() => conversation()?.state === 'ended', 'the end');
  });

  it('messageReceived is shown, told and counted', async () => {
    hear({ kind: 'messageReceived', sender: lee, message: { content: 'Yes' } });
    await until(() => desk.signalsOf('messageReceived').length === 1, 'the message');
    expect(messages().at(-1)).toMatchObject({ direction: 'incoming', from: lee, body: { text: 'Yes' } });
    expect(conversation()?.unread).toBe(1);
  });

  it('messageIdReceived confirms, messageSendFailed fails', async () => {
    const { messageId } = await engine.sendMessage(id, { text: 'Hello' });
    const delivery = (): string | undefined => messages().find((message) => message.id === messageId)?.delivery;
    await until(() => delivery() === 'sent', 'sent');
    const rid = service.requests().at(-1)?.rid ?? '';
    hear({ kind: 'messageIdReceived', rid, messageId: '2-mcu' });
    await until(() => delivery() === 'confirmed', 'confirmed');
    hear({ kind: 'messageSendFailed', messageId: '2-mcu' });
    await until(() => delivery() === 'failed', 'failed');
    expect(desk.signalsOf('messageFailed')).toHaveLength(1);
  });

  it('composingState shows who types and forgets it after its time', async () => {
    service.push({ kind: 'configuration', imComposingTimers: { refreshInterval: 10 } });
    hear({ kind: 'composingState', state: 'composing' });
    await until(() => conversation()?.composing.includes(lee) === true, 'typing');
    await until(() => conversation()?.composing.length === 0, 'the end of the notice');
  });

  it('inviteFailed is told with its reason', async () => {
    service.onRequest = ({ rid }) => {
      hear({ kind: 'inviteFailed', uri: kim });
      service.push({ kind: 'requestFailed', rid, error: { code: 18201, sipResponse: { code: 480 } } });
      return { kind: 'requestAccepted', rid };
    };
    await expect(engine.run({ kind: 'invite', id, uris: [kim] })).rejects.toMatchObject({ code: 'peer-offline' });
    expect(desk.signalsOf('inviteFailed')).toMatchObject([{ uri: kim, failure: { code: 'peer-offline' } }]);
  });

  it('7.13 enableAppearOffline inside a conference is policy', async () => {
    hear({ kind: 'enableAppearOffline', enabled: false });
    await until(() => !desk.model.policy.canAppearOffline, 'the policy');
  });

  it('voIPReceived rings with who calls, and voIPTerminated stops it', async () => {
    const call = {
      kind: 'voIPReceived',
      uri: kim,
      displayName: 'Kim Cho',
      redirectable: false,
      canReplyWithIM: false,
      isConference: false,
      priority: 'urgent',
      subject: 'Invoice',
    } as const;
    service.push({ kind: 'conference', confId: 30, updates: [call] });
    await until(() => desk.signalsOf('callReceived').length === 1, 'the call');
    const [callId = ''] = [...desk.model.calls.keys()];
    expect(desk.model.calls.get(callId)).toMatchObject({
      from: kim,
      name: 'Kim Cho',
      subject: 'Invoice',
      state: 'ringing',
      canRedirect: false,
      canReplyWithIm: false,
      isUrgent: true,
    });
    await expect(engine.answerCall(callId, 'redirect', lee)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(engine.answerCall(callId, 'reply-with-im')).rejects.toMatchObject({ code: 'not-allowed' });
    service.push({ kind: 'conference', confId: 30, updates: [{ kind: 'voIPTerminated', reason: 'Remote' }] });
    await until(() => desk.signalsOf('callEnded').length === 1, 'the end');
    expect(desk.model.calls.get(callId)).toMatchObject({ state: 'ended', reason: 'Remote' });
  });

  it('unknown sub-events are passed over', async () => {
    hear(
      { kind: 'unknown', name: 'futureUpdate' },
      { kind: 'messageReceived', sender: lee, message: { content: 'Still' } },
    );
    await until(() => messages().at(-1)?.body.text === 'Still', 'the message');
  });
});

describe('replies', () => {
  const nextRid = (): number => Math.max(...service.requests().map(({ rid }) => Number(rid))) + 1;
  /** The next command is answered with this, and not taken by the service. */
  const answerNext = (body: string): void => {
    let isFirst = true;
    service.intercept = (channel) => {
      if (channel !== 'command' || !isFirst) return undefined;
      isFirst = false;
      return { body };
    };
  };
  const settled = async (run: Promise<unknown>): Promise<unknown> =>
    run.then(
      () => 'succeeded',
      (error: unknown) => (error instanceof FailureError ? error.code : error),
    );

  it('requestFailed in the reply refuses its request, and no other of the same document', async () => {
    service.onRequest = (request) =>
      request.kind === 'addContact'
        ? { kind: 'requestFailed', rid: request.rid, error: { code: 18201, sipResponse: { code: 413 } } }
        : service.succeed(request);
    const asked = [engine.addContact({ uri: kim, name: 'Kim', groupIds: [] }), engine.setNote('x')];
    expect(await Promise.all(asked.map(settled))).toEqual(['too-many-people', 'succeeded']);
    expect(service.posts.at(-1)).toHaveLength(2);
  });

  it('an error without a rid that speaks of the document refuses every request of it', async () => {
    answerNext('<cwaResponses><error code="18000" reason="Not readable"/></cwaResponses>');
    const asked = [engine.addContact({ uri: kim, name: 'Kim', groupIds: [] }), engine.setNote('x')];
    expect(await Promise.all(asked.map(settled))).toEqual(['bad-request', 'bad-request']);
  });

  it('7.9 goes by the replies, whatever requestProcessed counts', async () => {
    for (const count of ['requestProcessed="0"', 'requestProcessed="17"', '']) {
      const rid = nextRid();
      answerNext(
        `<cwaResponses ${count}><requestFailed rid="${rid}"><error code="18102"/></requestFailed></cwaResponses>`,
      );
      expect(await settled(engine.setNote('x'))).toBe('not-allowed');
      await engine.setNote('y');
    }
  });

  describe('where nothing is taken for granted after a while', () => {
    beforeEach(async () => {
      await engine.signOut();
      // The engine's own time is the wall's here: 20 seconds of silence, which count as success, are longer than the test.
      engine = desk.newEngine({
        now: Date.now,
        timers: { setTimeout, clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout) },
      });
      await desk.signIn();
    });

    it('requestAccepted leaves a request open until its event comes', async () => {
      let rid = '';
      service.onRequest = (request) => {
        ({ rid } = request);
        return { kind: 'requestAccepted', rid };
      };
      let isSettled = false;
      const note = engine.setNote('x').then(() => (isSettled = true));
      await until(() => rid !== '', 'the request');
      const before = service.polls.length;
      await until(() => service.polls.length > before + 3, 'some polls');
      expect(isSettled).toBe(false);
      service.push({ kind: 'requestSucceeded', rid });
      await note;
    });

    for (const [name, action] of [
      ['voIPRedirectSucceeded', 'redirect'],
      ['voIPTerminateSucceeded', 'busy'],
    ] as const) {
      it(`${name} settles the answer to a call, and no event has to`, async () => {
        const ringing = {
          kind: 'voIPReceived',
          uri: kim,
          redirectable: true,
          canReplyWithIM: true,
          isConference: false,
        } as const;
        service.push({ kind: 'conference', confId: 30, updates: [ringing] });
        await until(() => desk.signalsOf('callReceived').length === 1, 'the call');
        service.onRequest = ({ rid }) => ({ kind: 'requestAccepted', rid, voIP: { name, confId: 30 } });
        const [callId = ''] = [...desk.model.calls.keys()];
        await engine.answerCall(callId, action, lee);
        expect(desk.model.calls.get(callId)?.state).toBe('ended');
      });
    }
  });

  it('7.3 reads the reply to initiateSession in both forms', async () => {
    for (const reply of [
      '<requestAccepted rid="1"><sid>SID</sid><uri>sip:dana@example.com</uri><PollWaitTime>5</PollWaitTime></requestAccepted>',
      '<initiateSessionAccepted rid="1" sid="SID" pollWaitTime="5"/>',
    ]) {
      await engine.signOut();
      let isFirst = true;
      service.intercept = (channel) => {
        if (channel !== 'command' || !isFirst) return undefined;
        isFirst = false;
        return {
          body: `<cwaResponses requestProcessed="0">${reply.replace('SID', String(service.sid))}</cwaResponses>`,
        };
      };
      await desk.signIn();
      // 7.36: the address of the sign-in stands in where the reply has none.
      expect(desk.model.self?.uri).toBe(service.self);
    }
  });
});
