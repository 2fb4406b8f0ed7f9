import { describe, expect, it } from 'vitest';
import { sampleConversation } from '../testing/sample-conversation';
import { applyChanges } from './apply-changes';
import { isListTold, listToShow, talksToShow, withLastList } from './last-list';
import { emptyModel, type Change } from './model';

const list = listToShow({
  self: { uri: 'sip:dana@example.com', name: 'Dana Reyes' },
  groups: [{ id: 2, name: 'Suppliers', isDefault: false, isDistribution: false }],
  contacts: [{ uri: 'sip:lee@example.com', name: 'Lee Park', groupIds: [2], tag: false }],
});
const selfOf = (uri: string, name = '') =>
  applyChanges(emptyModel, [
    { kind: 'self', self: { uri, name, availability: 'available', note: '', phones: [] } },
    { kind: 'connection', connection: { kind: 'online', since: 1 } },
  ]);

describe('the contact list of the last run', () => {
  it('stands in the model, said to be old, with nothing said of anybody’s presence', () => {
    const model = withLastList(emptyModel, list);
    expect([...model.contacts.keys()]).toEqual(['sip:lee@example.com']);
    expect(model.self).toEqual({ ...list.self, availability: 'unknown', note: '', phones: [] });
    expect([...model.outdated]).toEqual(['contacts']);
    expect(model.people.size).toBe(0);
    expect(isListTold(emptyModel)).toBe(false);
  });

  it('goes on standing there when that user is signed in and has not heard of a list yet', () => {
    const model = withLastList(selfOf('sip:dana@example.com'), list);
    expect(model.self).toMatchObject({ name: 'Dana Reyes', availability: 'available' });
    expect(model.contacts.size).toBe(1);
  });

  it('has what was said lately with it until the session has told that', () => {
    const said = (id: string): Change => ({ kind: 'conversation', conversation: sampleConversation({ id }) });
    const withTalks = { ...list, talks: talksToShow([said('c1')]) };
    expect([...withLastList(emptyModel, withTalks).conversations.keys()]).toEqual(['c1']);
    const restored = applyChanges(emptyModel, [said('c2')]);
    expect([...withLastList(restored, withTalks).conversations.keys()]).toEqual(['c2']);
  });

  it('is nobody else’s', () => {
    const model = selfOf('sip:lee@example.com');
    expect(withLastList(model, list)).toBe(model);
  });

  it('is over when one was told, be it empty, and until the next session tells one', () => {
    const told = applyChanges(selfOf('sip:dana@example.com'), [{ kind: 'contactsCleared' }]);
    expect(isListTold(told)).toBe(true);
    expect(isListTold(applyChanges(told, [{ kind: 'reset' }]))).toBe(false);
    expect(withLastList(told, undefined)).toBe(told);
  });
});
