import { describe, expect, it } from 'vitest';
import { applyChanges } from './apply-changes';
import { changesOf } from './changes-of';
import { emptyModel, type Model } from './model';
import { sampleConversation } from '../testing/sample-conversation';

const uri = 'sip:lee@example.com';
const conversation = sampleConversation({ direction: 'incoming', inviter: uri, unread: 1 });
const message = (id: string) =>
  ({ id, conversationId: 'c1', direction: 'incoming', from: uri, body: { text: id }, at: 1 }) as const;

/** Something in every field, so that a new one is not forgotten here. */
const full: Required<Model> = {
  connection: { kind: 'online', since: 1 } as Model['connection'],
  self: { uri: 'sip:dana@example.com', name: 'Dana', availability: 'busy', note: 'Tea', phones: [] },
  policy: { canAppearOffline: false, userNotice: 'n', searchedFields: ['email'], composingRefreshS: 5, lacks: [] },
  groups: new Map([[1, { id: 1, name: 'Suppliers', isDefault: false, isDistribution: false }]]),
  contacts: new Map([[uri, { uri, name: 'Lee', groupIds: [1], tag: true }]]),
  people: new Map([[uri, { uri, phones: [], presence: { availability: 'away' } }]]),
  subscribers: new Map([[uri, { uri, name: 'Lee' }]]),
  accessLevels: [{ level: 'team', members: [{ type: 'uri', value: uri }] }],
  outdated: new Set(['contacts']),
  conversations: new Map([['c1', conversation]]),
  messages: new Map([['c1', [message('m2'), message('m1')]]]),
  events: new Map([['c1', [{ id: 'e1', conversationId: 'c1', at: 1, news: { kind: 'connected' } }]]]),
  calls: new Map([
    [
      'c2',
      {
        conversationId: 'c2',
        from: uri,
        name: 'Lee',
        state: 'ringing',
        at: 3,
        canRedirect: false,
        canReplyWithIm: true,
        isUrgent: false,
      },
    ],
  ]),
};

describe('changesOf', () => {
  it('leads from the empty model to the very same one, also by way of JSON', () => {
    const changes = [...changesOf(full)];
    expect(applyChanges(emptyModel, changes)).toEqual(full);
    expect(applyChanges(emptyModel, JSON.parse(JSON.stringify(changes)) as typeof changes)).toEqual(full);
  });

  it('says of the empty one only what it always has', () => {
    expect(applyChanges(emptyModel, [...changesOf(emptyModel)])).toEqual(emptyModel);
  });
});
