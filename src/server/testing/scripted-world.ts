// A world for tests of the front: does nothing by itself, writes down what it is told, and lets the test speak to the sessions.
import { CannotOpen, type Endpoint, type Person, type Sign, type World, type WorldRequest } from '../world';

export interface ScriptedWorld extends World {
  /** What the front has told, in order and in few words. */
  readonly heard: readonly string[];
  /** Of the sessions that have been opened, in order. */
  readonly endpoints: readonly Endpoint[];
  readonly requests: readonly WorldRequest[];
  /** From now on nothing can be opened, for this reason. */
  refuseToOpen(why: CannotOpen['why'] | undefined): void;
}

const phones = [{ type: 'work', number: '+12025550114' }] as const;

/** Everybody signs in with the account `NAME` and the password `right`; with `later`, nobody can tell for now. */
export function createScriptedWorld(): ScriptedWorld {
  const heard: string[] = [];
  const endpoints: Endpoint[] = [];
  const requests: WorldRequest[] = [];
  let refusal: CannotOpen['why'] | undefined;
  // Another one each time: who somebody is must hang on the key alone.
  const personNamed = (user: string): Person => {
    const uri = `sip:${user.toLowerCase()}@example.org`;
    return { key: uri, uri, phones, office: 'Room 208' };
  };
  const nameOf = (endpoint: Endpoint): number => endpoints.indexOf(endpoint);
  return {
    heard,
    endpoints,
    requests,
    personNamed,
    refuseToOpen: (why) => void (refusal = why),
    signIn: (user, password) =>
      Promise.resolve(password === 'later' ? 'away' : password === 'right' ? personNamed(user) : 'wrong'),
    open(endpoint, { uri }) {
      if (refusal) throw new CannotOpen(refusal);
      endpoints.push(endpoint);
      heard.push(`open ${nameOf(endpoint)} ${uri}`);
      endpoint.push({ kind: 'contactGroup', fullList: true, deltaNum: 0, groups: [], contacts: [] });
    },
    submit(endpoint, request) {
      requests.push(request);
      heard.push(`submit ${nameOf(endpoint)} ${request.kind}`);
      return { kind: 'requestAccepted', rid: request.rid };
    },
    noticed: (endpoint, sign: Sign) => void heard.push(`${sign} ${nameOf(endpoint)}`),
    closing: (endpoint, backUntil) => void heard.push(`closing ${nameOf(endpoint)} ${backUntil ?? 'signed out'}`),
    closed: (endpoint) => void heard.push(`closed ${nameOf(endpoint)}`),
    stop: () => Promise.resolve(),
  };
}
