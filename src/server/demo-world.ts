// Brings the people of the demo into the server: each has a local client, like any other (see `local-port.ts`).
import { publishedAvailability } from '../protocol/availability';
import type { DemoPresence } from './memory/demo/demo-people';
import type { DemoSeat, DemoWorld } from './memory/demo/demo-seat';
import type { LocalRequest } from './front/local-client';
import type { LocalPort } from './local-port';
import { userStateInstance } from './people/publications';

/** `isPlayed`: whether the server plays this person; not somebody of the people file who has the same address. */
export function createDemoWorld(port: LocalPort, isPlayed: (uri: string) => boolean): DemoWorld {
  return {
    takeSeat: (uri) => (isPlayed(uri) ? takeSeat(port, uri) : undefined),
    onVisitor: (listener) => port.onComing(listener),
    ring: (from, to, subject) =>
      port.ring(to, {
        uri: from.uri,
        displayName: from.name,
        from: `"${from.name}" <${from.uri}>`,
        redirectable: true,
        canReplyWithIM: true,
        isConference: false,
        subject,
      }) ?? { hangUp: () => undefined },
  };
}

function takeSeat(port: LocalPort, uri: string): DemoSeat {
  const user = port.signIn(uri);
  return {
    act(confId, action) {
      const reply = user.submit({ kind: 'conference', confId, action });
      if (reply.kind !== 'requestAccepted') return undefined;
      return reply.confId ?? confId;
    },
    publish(presence) {
      user.submit(publication(presence));
    },
    onConference: (listener) =>
      user.onEvent((event) => {
        if (event.kind === 'conference') listener(event);
      }),
    close: () => user.signOut(),
  };
}

function publication({ availability, activity, note }: DemoPresence): LocalRequest {
  return {
    kind: 'publishSelfPresence',
    categories: [
      {
        name: 'state',
        instanceMask: userStateInstance,
        payload: {
          kind: 'state',
          type: 'userState',
          manual: true,
          availability: publishedAvailability[availability],
          activities: activity === undefined ? [] : [{ token: activity, custom: [] }],
        },
      },
      {
        name: 'note',
        instanceMask: 0,
        ...(note !== undefined && { payload: { kind: 'note', bodies: [{ type: 'personal', text: note }] } as const }),
      },
    ],
  };
}
