import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeEvents, type CwaEvents } from '../../../protocol/events';
import { decodeSliced, type EventDecoder } from './event-decoder';
import { createRemoteDecoder, serveDecoding } from './remote-decoder';

let channel: MessageChannel;
let decode: EventDecoder;
let abandon: () => void;

beforeEach(() => {
  channel = new MessageChannel();
  serveDecoding(channel.port2);
  ({ decode, abandon } = createRemoteDecoder(channel.port1));
});

afterEach(() => channel.port1.close());

const big: CwaEvents = {
  sid: 7,
  ackId: 9,
  pollWaitTimeMs: 1000,
  events: [
    { kind: 'configuration', eid: 7, userNotice: 'x' },
    {
      kind: 'contactGroup',
      eid: 8,
      fullList: true,
      groups: [{ action: 'added', group: { id: 1, name: '~', externalUri: '' } }],
      contacts: Array.from({ length: 1_200 }, (_, n) => ({
        action: 'added' as const,
        contact: { uri: `sip:p${n}@example.com`, name: `P ${n}`, subscribed: true, tag: false, groups: [1] },
      })),
    },
    { kind: 'requestSucceeded', eid: 9, rid: '1' },
  ],
};

describe('decoding in another thread', () => {
  it('gives the same pieces in the same order as decoding here', async () => {
    const text = encodeEvents(big);
    expect(text.length).toBeGreaterThan(64 * 1024);
    const document = await decode(text);
    expect(document).toEqual(decodeSliced(text));
    expect(document.events.map((pieces) => pieces.length)).toEqual([1, 3, 1]);
  });

  it('passes on why a document cannot be read', async () => {
    const text = encodeEvents(big).slice(0, -20);
    await expect(decode(text)).rejects.toMatchObject({ name: 'ProtocolError', code: 'not-well-formed' });
  });

  it('reads here what the other side can no longer answer', async () => {
    channel.port2.removeAllListeners('message');
    const text = encodeEvents(big);
    const document = decode(text);
    abandon();
    expect(await document).toEqual(decodeSliced(text));
    expect(await decode(text)).toEqual(decodeSliced(text));
  });

  it('clears the list once and names the groups once', () => {
    const [, pieces] = decodeSliced(encodeEvents(big)).events;
    expect(pieces?.map((piece) => piece.kind === 'contactGroup' && [piece.fullList, piece.groups.length])).toEqual([
      [true, 1],
      [false, 0],
      [false, 0],
    ]);
  });
});
