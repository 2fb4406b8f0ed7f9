// Looks through the whole file for damage, in a worker of its own beside the one that answers: a long history takes seconds, for which
// nobody is to wait. Reads only. Table by table, so that it can be ended in between.
import type { MessagePort } from 'node:worker_threads';
import { faultOf } from '../../../shared/fault';
import { openFile } from './history-database';
import { isDamage } from './disk-trouble';
import type { CheckResult, HistoryWorkerData } from './history-protocol';

/** Posts one result, then ends. */
export function checkHistory(port: MessagePort, { file, key }: HistoryWorkerData): void {
  function end(result: CheckResult): void {
    port.postMessage(result);
    port.close();
  }
  try {
    const db = openFile(file, key);
    const tables = tablesOf(db);
    const checkNext = (): void => {
      let result: CheckResult | undefined;
      try {
        const table = tables.shift();
        if (table === undefined) result = { kind: 'sound' };
        else {
          const found = complaintOf(db, table);
          if (found !== undefined) result = { kind: 'damaged', reason: found };
        }
      } catch (error) {
        result = resultOf(error);
      }
      if (!result) return void setImmediate(checkNext);
      db.close();
      end(result);
    };
    setImmediate(checkNext);
  } catch (error) {
    end(resultOf(error));
  }
}

type OpenFile = ReturnType<typeof openFile>;

/** Of the index of words, the tables that it lies in. */
function tablesOf(db: OpenFile): string[] {
  const rows = db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`)
    .all() as { name: string }[];
  return rows.map(({ name }) => name);
}

function complaintOf(db: OpenFile, table: string): string | undefined {
  const { quick_check: found } = db.prepare(`PRAGMA quick_check('${table}')`).get() as { quick_check: string };
  return found === 'ok' ? undefined : `${table}: ${found}`;
}

function resultOf(error: unknown): CheckResult {
  if (!isDamage(error)) return { kind: 'unknown', fault: faultOf(error) };
  return { kind: 'damaged', reason: error instanceof Error ? error.message : String(error) };
}
