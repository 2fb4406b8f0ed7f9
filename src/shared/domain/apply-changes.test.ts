import { describe, expect, it } from 'vitest';
import { applyChanges, ModelDraft } from './apply-changes';
import type { Contact } from './contact';
import type { Message } from './message';
import { emptyModel, type Change } from './model';

const contact = (uri: string): Contact => ({ uri, name: uri, groupIds: [], tag: false });
const message = (id: string, text: string): Message => ({
  id,
  conversationId: 'c1',
  direction: 'incoming',
  from: 'sip:lee@example.com',
  body: { text },
  at: 1,
});

describe('applyChanges', () => {
  it('leaves the model before untouched and keeps the identity of what no change touches', () => {
    const before = applyChanges(emptyModel, [{ kind: 'contact', contact: contact('sip:a@example.com') }]);
    const after = applyChanges(before, [
      { kind: 'contact', contact: contact('sip:b@example.com') },
      { kind: 'contactRemoved', uri: 'sip:a@example.com' },
    ]);
    expect([...before.contacts.keys()]).toEqual(['sip:a@example.com']);
    expect([...after.contacts.keys()]).toEqual(['sip:b@example.com']);
    expect(after.conversations).toBe(before.conversations);
  });

  it('appends a new message and replaces a known one in its place', () => {
    const model = applyChanges(emptyModel, [
      { kind: 'message', message: message('m1', 'one') },
      { kind: 'message', message: message('m2', 'two') },
      { kind: 'message', message: message('m1', 'changed') },
    ]);
    expect(model.messages.get('c1')?.map((each) => each.body.text)).toEqual(['changed', 'two']);
  });

  it('knows the places in a thread after a message was taken out, and in two models that came of the same one', () => {
    const add = (id: string, text = id): Change => ({ kind: 'message', message: message(id, text) });
    const before = applyChanges(emptyModel, [add('m1'), add('m2'), add('m3')]);
    const texts = (changes: readonly Change[]): unknown =>
      applyChanges(before, changes)
        .messages.get('c1')
        ?.map((each) => each.body.text);
    const remove: Change = { kind: 'messageRemoved', conversationId: 'c1', id: 'm1' };
    expect(texts([remove, add('m3', 'changed'), add('m4'), add('m1')])).toEqual(['m2', 'changed', 'm4', 'm1']);
    expect(texts([add('m4'), add('m2', 'changed')])).toEqual(['m1', 'changed', 'm3', 'm4']);
    expect(texts([remove, remove])).toEqual(['m2', 'm3']);
    expect(before.messages.get('c1')).toHaveLength(3);
  });

  it('is idempotent for upserts', () => {
    const changes: Change[] = [
      { kind: 'message', message: message('m1', 'one') },
      { kind: 'contact', contact: contact('sip:a@example.com') },
    ];
    expect(applyChanges(applyChanges(emptyModel, changes), changes)).toEqual(applyChanges(emptyModel, changes));
  });

  it('takes the thread out with its conversation', () => {
    const model = applyChanges(emptyModel, [
      { kind: 'message', message: message('m1', 'one') },
      { kind: 'conversationRemoved', id: 'c1' },
    ]);
    expect(model.messages.size).toBe(0);
  });

  it('forgets everything of a user at reset', () => {
    const full = applyChanges(emptyModel, [{ kind: 'contact', contact: contact('sip:a@example.com') }]);
    expect(applyChanges(full, [{ kind: 'reset' }])).toEqual(emptyModel);
    expect(emptyModel.contacts.size).toBe(0);
  });
});

describe('ModelDraft', () => {
  it('shows each change at once and never writes to a model it has finished', () => {
    const draft = new ModelDraft(emptyModel);
    draft.apply({ kind: 'message', message: message('m1', 'one') });
    const first = draft.finish();
    draft.apply({ kind: 'message', message: message('m2', 'two') });
    expect(draft.current.messages.get('c1')).toHaveLength(2);
    expect(first.messages.get('c1')).toHaveLength(1);
  });

  it('takes ten thousand contacts in the time of ten thousand steps', () => {
    const draft = new ModelDraft(emptyModel);
    let identities = new Set<unknown>();
    for (let n = 0; n < 10_000; n++) {
      draft.apply({ kind: 'contact', contact: contact(`sip:p${n}@example.com`) });
      identities = identities.add(draft.current.contacts);
    }
    expect(draft.current.contacts.size).toBe(10_000);
    expect(identities.size, 'copied once').toBe(1);
  });
});
