// That messages of other programs are being added to a history, on the disk for as long as it goes on: should the program be ended in the
// middle of it, the next session of that account can say how far it was. No name is in it, and no message.
import type { PersonUri } from '../../shared/domain/person';
import type { Log } from '../../shared/log';
import { accountHash } from '../store/account-settings';
import type { JsonFile } from '../store/settings';

export interface ImportRecord {
  begin(account: PersonUri): void;
  /** So many until now. */
  added(count: number): void;
  /** It is over, and whoever was there has been told how. */
  end(): void;
  /** At least so many were added by one that was cut off; undefined: none was. Once. */
  take(account: PersonUri): number | undefined;
}

/** Each write goes to the disk. */
const gapMs = 2_000;

export function createImportRecord(file: JsonFile, log: Log, now = Date.now): ImportRecord {
  let account: string | undefined;
  let writtenAt = 0;

  function write(fields: Record<string, unknown>): void {
    try {
      file.store = fields;
    } catch (error) {
      log('how far the import is could not be noted', { error });
    }
    writtenAt = now();
  }

  function read(): Record<string, unknown> {
    try {
      return file.store;
    } catch (error) {
      log('how far an import was could not be read', { error });
      return {};
    }
  }

  return {
    begin(whose) {
      account = accountHash('', whose);
      write({ account, added: 0 });
    },
    added(count) {
      if (account !== undefined && now() - writtenAt >= gapMs) write({ account, added: count });
    },
    end() {
      if (account !== undefined) write({});
      account = undefined;
    },
    take(whose) {
      // One that goes on is not cut off.
      if (account !== undefined) return undefined;
      const { account: found, added } = read();
      if (found !== accountHash('', whose)) return undefined;
      write({});
      // Whatever somebody has written there.
      return typeof added === 'number' && Number.isSafeInteger(added) ? Math.max(0, added) : 0;
    },
  };
}
