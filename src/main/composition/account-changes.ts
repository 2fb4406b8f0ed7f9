// Changing from one account to another, bound to what a person sees of the program.
import { nameOf } from '../../shared/domain/person-name';
import type { Model } from '../../shared/domain/model';
import { profilesOf } from '../../shared/profiles';
import { createAccountChanges, type AccountChanges } from '../services/account-change';
import { reachServer } from '../services/reach-server';
import { listed } from '../shell/language';
import type { Life } from '../shell/life';
import type { Desktop } from './desktop';
import type { Session } from './session';
import type { Stores } from './stores';

export function followAccountChanges(
  { settings }: Stores,
  { engine, history, signIn, transports }: Session,
  { leaving, windows }: Desktop,
  life: Life,
): AccountChanges {
  const connection = (): string => engine.snapshot().model.connection.kind;
  const changes = createAccountChanges({
    signIn,
    profiles: () => profilesOf(settings.get()),
    isSignedOut: () => connection() === 'signed-out',
    reach: ({ server }) => reachServer(transports, server),
    async mayChange(to, failure) {
      const { isKept } = history.status();
      const ends = whatGoesOn(engine.snapshot().model);
      return (
        (await leaving.mayChange({ ...(to !== undefined && { to }), ends, isKept, ...(failure && { failure }) })) ??
        true
      );
    },
    whenClosed: () => history.whenClosed(),
    show: () => windows.showMain(),
    onChanged: () => windows.broadcast('account-change:changed', null),
  });
  life.onEnd(
    engine.onChanges(() => {
      if (connection() === 'online') changes.signedIn();
    }),
  );
  return changes;
}

/** As the conversations are called in lists. */
function whatGoesOn(model: Model): readonly string[] {
  return [...model.conversations.values()]
    .filter(({ state }) => state !== 'ended')
    .map(({ participants, inviter }) => {
      const names = participants.map(({ uri, name }) => nameOf(model, uri, name));
      return names.length > 0 ? listed(names) : nameOf(model, inviter);
    });
}
