import { expect, it } from 'vitest';
import { own, SeatBench } from '../testing/seat-bench';
import { spaces } from '../spaces';
import { child } from '../stream/element';
import { Conversation } from './conversation';
import { messageIdOf } from './message-id';
import { infoStanza, saidStanza } from './stanzas';

it('says by itself what it is known by again, whatever place in an archive it is given', async () => {
  const bench = await SeatBench.open();
  const conversation = new Conversation(bench.endpoint(), own, 'inviting', '', undefined);
  for (const stanza of [
    saidStanza(conversation, { content: 'hello' }, false),
    infoStanza(conversation, 'text/plain', 'hello'),
  ]) {
    expect(child(stanza, 'origin-id', spaces.stanzaIds)?.attrs['id']).toBe(stanza.attrs['id']);
    const [first, again] = ['1', '2'].map((archiveId) => messageIdOf(own, stanza, archiveId));
    expect(again).toBe(first);
  }
  await bench.close();
});
