import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJsonFile } from './json-file';
import { openServerDecisions } from './server-decisions';
import type { FileTrouble } from './settings';

const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
const origin = 'https://im.example.com:8443';

let folder: string;
let troubles: FileTrouble[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-servers-'));
  troubles = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'servers.json');

function open() {
  return openServerDecisions({
    folder,
    openFile: openJsonFile,
    onTrouble: (trouble) => void troubles.push(trouble),
    now: () => 1_700,
  });
}

describe('openServerDecisions', () => {
  it('starts with nothing decided, and writes nothing until something is', () => {
    expect(open().all()).toEqual(new Map());
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps what was decided for the next start, and what was taken back is gone', () => {
    const decided = new Map([[origin, { allowsOldTls: true, fingerprint }]]);
    open().replace(decided);
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual({ [origin]: { allowsOldTls: true, fingerprint } });
    expect(open().all()).toEqual(decided);
    open().replace(new Map());
    expect(open().all()).toEqual(new Map());
    expect(troubles).toEqual([]);
  });

  it('keeps what the certificate says of itself, and trusts one that says nothing it can read all the same', () => {
    const certificate = { subject: 'im.example.com', issuer: 'Example CA', validFrom: 1, validTo: 2 };
    open().replace(new Map([[origin, { allowsOldTls: false, fingerprint, certificate }]]));
    expect(open().all().get(origin)).toEqual({ allowsOldTls: false, fingerprint, certificate });
    writeFileSync(
      path(),
      JSON.stringify({ [origin]: { fingerprint, certificate: { ...certificate, validTo: null } } }),
    );
    expect(open().all().get(origin)).toEqual({ allowsOldTls: false, fingerprint });
  });

  it('keeps what a newer Parley has written until that server is decided on here', () => {
    const newer = {
      [origin]: { allowsOldTls: false, fingerprint, pins: ['a'] },
      'https://strange.example.com': { trust: 'always' },
      'https://odd.example.com': { allowsOldTls: 'sometimes' },
      'tls://other.example.com': { allowsOldTls: true },
    };
    writeFileSync(path(), JSON.stringify(newer));
    const decisions = open();
    const odd = ['https://odd.example.com', { allowsOldTls: true }] as const;
    decisions.replace(new Map(decisions.all()).set(...odd));
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual({ ...newer, [odd[0]]: odd[1] });
    const rest = new Map(decisions.all());
    rest.delete(origin);
    decisions.replace(rest);
    const { [origin]: _, ...others } = newer;
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual({ ...others, [odd[0]]: odd[1] });
  });

  it('leaves out what makes no sense, and keeps the rest', () => {
    const stored = {
      [origin]: { fingerprint },
      'https://short.example.com': { fingerprint: 'AB:CD' },
      'https://small.example.com': { fingerprint: fingerprint.toLowerCase() },
      'https://text.example.com': { allowsOldTls: 'yes' },
      'https://number.example.com': 7,
      'https://path.example.com/forms': { allowsOldTls: true },
      'http://plain.example.com': { fingerprint },
      'im.example.com': { fingerprint },
    };
    writeFileSync(path(), JSON.stringify(stored));
    expect(open().all()).toEqual(new Map([[origin, { allowsOldTls: false, fingerprint }]]));
    expect(troubles).toEqual([]);
  });

  it.each([['{"https://im'], ['[1,2]'], ['']])('sets the broken file %j aside and trusts nothing', (text) => {
    writeFileSync(path(), text);
    expect(open().all()).toEqual(new Map());
    const aside = join(folder, 'servers.broken-1700.json');
    expect(troubles).toEqual([{ kind: 'set-aside', path: aside }]);
    expect(readFileSync(aside, 'utf8')).toBe(text);
  });

  it('says that it could not save, and holds on to the decision', () => {
    const decisions = open();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder was');
    const decided = new Map([[origin, { allowsOldTls: true }]]);
    decisions.replace(decided);
    expect(troubles).toMatchObject([{ kind: 'not-saved' }]);
    expect(decisions.all()).toBe(decided);
    rmSync(folder);
    mkdirSync(folder);
    decisions.replace(decided);
    expect(troubles.map(({ kind }) => kind)).toEqual(['not-saved', 'saved-again']);
  });
});
