import { describe, expect, it } from 'vitest';
import { applyChanges } from '../../shared/domain/apply-changes';
import { emptyModel } from '../../shared/domain/model';
import { sampleConversation } from '../../shared/testing/sample-conversation';
import { earlierTalks } from './earlier-talks';
import type { JournalContents } from './journal';

const contents: JournalContents = {
  conversations: [sampleConversation({ id: 'c7', unread: 2 })],
  dormant: [sampleConversation({ id: 'c3' })],
  messages: [
    {
      id: 'm9',
      conversationId: 'c7',
      from: 'sip:lee@example.com',
      direction: 'incoming',
      at: 1_000,
      body: { text: 'Is noon fine?' },
    },
  ],
  events: [],
  calls: [],
  confirming: [],
  nextNumber: 10,
};

describe('what was said in earlier runs', () => {
  it('is as the account will show it: over, as unread as it was, and nobody is asked or told anything', () => {
    const model = applyChanges(emptyModel, earlierTalks(contents, 2_000));
    expect([...model.conversations.values()]).toMatchObject([{ id: 'c7', state: 'ended', unread: 2 }]);
    expect(model.messages.get('c7')).toEqual(contents.messages);
    expect({ ...model, conversations: 0, messages: 0, events: 0 }).toEqual({
      ...emptyModel,
      conversations: 0,
      messages: 0,
      events: 0,
    });
  });
});
