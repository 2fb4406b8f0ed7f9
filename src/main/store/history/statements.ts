// Statements of SQL, each compiled once.
import type Database from 'libsql';

export type Prepare = (sql: string) => Database.Statement;

export function statementsOf(db: Database.Database): Prepare {
  const compiled = new Map<string, Database.Statement>();
  return (sql) => {
    let statement = compiled.get(sql);
    if (!statement) compiled.set(sql, (statement = db.prepare(sql)));
    return statement;
  };
}
