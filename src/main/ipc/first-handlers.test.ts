import { describe, expect, it } from 'vitest';
import type { LastList } from '../../shared/domain/last-list';
import { emptyModel, type ModelSnapshot, type SnapshotSlice } from '../../shared/domain/model';
import { nothingManaged } from '../../shared/managed';
import { defaultSettings } from '../../shared/settings';
import { firstHandlers } from './first-handlers';

const context = { senderId: 7 };

function firstOf(
  snapshot: () => ModelSnapshot,
  ready = Promise.resolve(),
  lastList: () => Promise<LastList | undefined> = async () => undefined,
) {
  const settings = { now: () => ({ ...defaultSettings, revision: 3 }) };
  const handlers = firstHandlers(settings, nothingManaged, { snapshot, lastList }, ready);
  return {
    list: () => handlers['contacts:last-list'](undefined, context),
    settings: () => Promise.resolve(handlers['settings:get'](undefined, context)),
    slice: async () => JSON.parse(await handlers['model:snapshot']({ isFirst: true }, context)) as SnapshotSlice,
  };
}

describe('firstHandlers', () => {
  it('tells the settings when the key store has answered, and not before', async () => {
    let open = (): void => undefined;
    const { settings } = firstOf(() => ({ seq: 0, model: emptyModel }), new Promise((resolve) => (open = resolve)));
    let told: unknown;
    const asked = settings().then((now) => (told = now));
    await new Promise((next) => setTimeout(next));
    expect(told).toBeUndefined();
    open();
    await asked;
    expect(told).toMatchObject({ revision: 3 });
  });

  it('tells the model as it is when it is asked for, whoever has it by then', async () => {
    let snapshot: ModelSnapshot = { seq: 0, model: emptyModel };
    const { slice } = firstOf(() => snapshot);
    expect(await slice()).toMatchObject({ seq: 0, isLast: true });
    snapshot = { seq: 4, model: { ...emptyModel, connection: { kind: 'connecting', step: 'contacting' } } as never };
    expect(await slice()).toMatchObject({
      seq: 4,
      changes: expect.arrayContaining([
        expect.objectContaining({ kind: 'connection', connection: expect.objectContaining({ kind: 'connecting' }) }),
      ]),
    });
  });

  it('tells the list of the last run, or that there is none', async () => {
    const kept: LastList = { self: { uri: 'sip:dana@example.com', name: 'Dana Reyes' }, groups: [], contacts: [] };
    let list: LastList | undefined = kept;
    const { list: ask } = firstOf(
      () => ({ seq: 0, model: emptyModel }),
      Promise.resolve(),
      async () => list,
    );
    expect(JSON.parse((await ask()) ?? '')).toEqual(kept);
    list = undefined;
    expect(await ask()).toBeNull();
  });
});
