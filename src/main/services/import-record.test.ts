import { expect, it } from 'vitest';
import type { JsonFile } from '../store/settings';
import { createImportRecord } from './import-record';

const dana = 'sip:dana@example.com';
const lee = 'sip:lee@example.com';

function setUp() {
  const file: JsonFile = { store: {} };
  let now = 0;
  const open = () =>
    createImportRecord(
      file,
      () => undefined,
      () => now,
    );
  return { file, open, wait: (ms: number) => void (now += ms) };
}

it('knows after a sudden end how far the import of this account was', () => {
  const { file, open, wait } = setUp();
  const record = open();
  record.begin(dana);
  record.added(10);
  expect(file.store, 'no oftener than it costs little').toMatchObject({ added: 0 });
  wait(5_000);
  record.added(30);
  expect(JSON.stringify(file.store)).not.toContain('dana');

  const next = open();
  expect(next.take(lee)).toBeUndefined();
  expect(next.take(dana)).toBe(30);
  expect(next.take(dana), 'said once').toBeUndefined();
});

it.each([-3, 0.5, 1e300, 'many', null])('says that there was one, and no number that cannot be: %s', (added) => {
  const { file, open } = setUp();
  open().begin(dana);
  file.store = { ...file.store, added };
  expect(open().take(dana)).toBe(0);
});

it('knows of nothing after an end that was told', () => {
  const { file, open } = setUp();
  const record = open();
  record.begin(dana);
  record.end();
  expect(file.store).toEqual({});
  expect(open().take(dana)).toBeUndefined();
});

it('holds nothing up where it cannot be written or read', () => {
  const broken: JsonFile = {
    get store(): Record<string, unknown> {
      throw new Error('no access');
    },
    set store(_) {
      throw new Error('no space');
    },
  };
  const record = createImportRecord(broken, () => undefined);
  record.begin(dana);
  record.added(1);
  record.end();
  expect(record.take(dana)).toBeUndefined();
});
