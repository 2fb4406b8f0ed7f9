// What a poll brings on a busy morning, as a document.
import { encodeEvents, type CwaEvent } from '../../src/protocol/events';
import { plainImFormat } from '../../src/protocol/im-format';

/** Half messages, the rest presence and contacts. */
export function busyMorning(count: number): string {
  const events = Array.from({ length: count }, (_, at): CwaEvent => {
    const eid = at + 1;
    const uri = `sip:p${at % 500}@example.com`;
    if (at % 2 === 0) {
      const message = { content: `message ${at} with <some> words & signs`, format: plainImFormat };
      return { kind: 'conference', eid, confId: at % 20, updates: [{ kind: 'messageReceived', sender: uri, message }] };
    }
    if (at % 10 === 1) {
      const contact = { uri, name: `Person ${at}`, subscribed: true, tag: false, groups: [1, 2] };
      return { kind: 'contactGroup', eid, fullList: false, groups: [], contacts: [{ action: 'updated', contact }] };
    }
    return {
      kind: 'userPresence',
      eid,
      users: [
        {
          uri,
          categories: [
            {
              name: 'state',
              instance: 1,
              payload: { kind: 'state', type: 'aggregateState', availability: 3500, activities: [] },
            },
          ],
          rawCategories: [],
        },
      ],
    };
  });
  return encodeEvents({ sid: 1, ackId: count, events });
}
