// Asks the main process for what one step with somebody of the list is made of.
import type { PersonUri } from '../../shared/domain/person';
import { invoke } from '../bridge';
import type { Ask } from './people-change';

/** One after the other. `onExtra`: one that is not what it was about has not gone through, which undoes nothing. */
export async function carryOut(uri: PersonUri, asks: readonly Ask[], onExtra: (error: unknown) => void): Promise<void> {
  for (const ask of asks) {
    try {
      await send(uri, ask);
    } catch (error) {
      if (!('isExtra' in ask && ask.isExtra)) throw error;
      onExtra(error);
    }
  }
}

async function send(uri: PersonUri, ask: Ask): Promise<void> {
  switch (ask.ask) {
    case 'contact:update': {
      const { into = [], outOf = [], tag } = ask;
      return invoke('contact:update', {
        uri,
        ...(into.length > 0 && { into: [...into] }),
        ...(outOf.length > 0 && { outOf: [...outOf] }),
        ...(tag !== undefined && { tag }),
      });
    }
    case 'contact:set-access':
      return invoke('contact:set-access', { uri, level: ask.level });
    case 'contact:remove':
      return invoke('contact:remove', uri);
    case 'contact:add':
      return invoke('contact:add', { uri, name: ask.name, groupIds: [...ask.groupIds] });
  }
}
