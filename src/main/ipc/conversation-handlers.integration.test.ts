import { expect, it } from 'vitest';
import { FailureError } from '../../shared/domain/failure';
import { createDrafts } from '../services/drafts';
import type { UcEngine } from '../uc/engine';
import { conversationHandlers } from './conversation-handlers';

const body = { text: 'Is the dock free?' };
const draft = { key: 'invitation:lee', value: '{"text":"Is the dock free?"}' };
const caller = { senderId: 1 };

function setUp(what: { isRefused?: boolean; during?: () => Promise<void> } = {}) {
  const drafts = createDrafts({ history: () => undefined, isSignedIn: () => true });
  async function take(): Promise<{ conversationId: string; messageId: string }> {
    await what.during?.();
    if (what.isRefused) throw new FailureError('not-signed-in', 'nobody is signed in');
    return { conversationId: 'c1', messageId: 'm1' };
  }
  const engine = { startConversation: take, sendMessage: take } as Partial<UcEngine> as UcEngine;
  const lastList = { whenTold: async () => undefined };
  const handlers = conversationHandlers(engine, { draftSent: drafts.sent, returnToDraft: drafts.giveBack }, lastList);
  return { drafts, handlers };
}

it('has nothing half-written of an invitation that is on its way, though its window says nothing more', async () => {
  const { drafts, handlers } = setUp();
  await drafts.save(draft.key, draft.value);
  await handlers['conversation:start']({ to: ['sip:lee@example.com'], subject: '', body, draft }, caller);
  expect(drafts.keys()).toEqual([]);
});

it('keeps what has been written there since, and what could not be sent', async () => {
  const more = '{"text":"Is the dock free? Or is the gate"}';
  const meanwhile: ReturnType<typeof setUp> = setUp({ during: () => meanwhile.drafts.save(draft.key, more) });
  await meanwhile.drafts.save(draft.key, draft.value);
  await meanwhile.handlers['conversation:start']({ to: ['sip:lee@example.com'], subject: '', body, draft }, caller);
  expect(await meanwhile.drafts.load(draft.key)).toBe(more);

  const { drafts, handlers } = setUp({ isRefused: true });
  await drafts.save(draft.key, draft.value);
  for (const start of [
    () => handlers['conversation:start']({ to: ['sip:lee@example.com'], subject: '', body, draft }, caller),
    () => handlers['conversation:send']({ conversationId: 'c1', body, draft }, caller),
  ])
    await expect(start()).rejects.toThrow();
  // In one place only.
  expect(drafts.keys()).toEqual([draft.key]);
});

it('forgets the subject of the session that has begun with a message, and gives words back that could not be sent', async () => {
  const { drafts, handlers } = setUp();
  await drafts.save('subject:c1', 'Pump 3 ');
  await handlers['conversation:send']({ conversationId: 'c1', body, subject: 'Pump 3' }, caller);
  expect(drafts.keys()).toEqual([]);

  const refused = setUp({ isRefused: true });
  await refused.drafts.save('subject:c1', 'Pump 3');
  await expect(
    refused.handlers['conversation:send']({ conversationId: 'c1', body, subject: 'Pump 3' }, caller),
  ).rejects.toThrow();
  expect([...refused.drafts.keys()].sort()).toEqual(['conversation:c1', 'subject:c1']);
});
