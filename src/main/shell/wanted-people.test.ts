import { describe, expect, it } from 'vitest';
import { createWantedPeople } from './wanted-people';

function begin(isOnline: boolean) {
  const log: string[] = [];
  const state = { isOnline };
  const wanted = createWantedPeople({
    isOnline: () => state.isOnline,
    openThreadWith: (uri) => log.push(`talk ${uri}`),
    showMain: () => log.push('main'),
  });
  return { log, state, wanted };
}
const [lee, kim] = ['sip:lee@example.com', 'sip:kim@example.com'];

describe('people that a link named', () => {
  it('are invited at once by whoever is signed in', () => {
    const { log, wanted } = begin(true);
    wanted.want([lee, kim]);
    expect(log).toEqual([`talk ${lee}`, `talk ${kim}`]);
  });
  it('wait for somebody to sign in, each once, the last ones if there are many', () => {
    const { log, wanted } = begin(false);
    wanted.want([lee]);
    wanted.want(['a', 'b', 'c', 'd']);
    wanted.want([kim, 'a']);
    wanted.connectionChanged('connecting');
    expect(log.splice(0)).toEqual(['main', 'main', 'main']);
    wanted.connectionChanged('online');
    expect(log.splice(0)).toEqual(['b', 'c', 'd', kim, 'a'].map((uri) => `talk ${uri}`));
    wanted.connectionChanged('online');
    expect(log).toEqual([]);
  });
  it('are forgotten when the one who was signed in leaves, and not when a sign-in fails', () => {
    const { log, wanted } = begin(false);
    wanted.want([lee]);
    wanted.connectionChanged('connecting');
    wanted.connectionChanged('signed-out');
    wanted.connectionChanged('online');
    expect(log.splice(0)).toEqual(['main', `talk ${lee}`]);
    wanted.connectionChanged('reconnecting');
    wanted.want([kim]);
    wanted.connectionChanged('signed-out');
    wanted.connectionChanged('online');
    expect(log).toEqual(['main']);
  });
  it('are nobody where nobody is named', () => {
    const { log, wanted } = begin(false);
    wanted.want([]);
    expect(log).toEqual([]);
  });
});
