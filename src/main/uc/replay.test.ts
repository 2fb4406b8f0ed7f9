// What an engine has heard, replayed from text alone, gives the same changes, signals, effects and the same model.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Heard } from './account-state';
import { Desk, until } from './testing/desk';
import { Recording } from './testing/recording';
import type { ReducedAccount } from './reduce-account';

const lee = 'sip:lee@example.com';

let desk: Desk;
let recording: Recording;
/** Everything as the recording got it. */
let heard: (readonly [Heard, ReducedAccount | undefined])[];

beforeEach(async () => {
  desk = await Desk.open();
  recording = new Recording();
  heard = [];
  desk.newEngine({
    onHeard: (each, reduced) => {
      recording.onHeard(each, reduced);
      heard.push([each, reduced]);
    },
  });
});

afterEach(() => desk.close());

async function talk(): Promise<void> {
  await desk.signIn();
  const id = await desk.connected([lee]);
  await desk.engine.sendMessage(id, { text: 'In writing' });
  await desk.engine.run({ kind: 'accept', id }).catch(() => undefined);
  await until(() => desk.model.messages.get(id)?.length === 2, 'both messages');
  await desk.engine.run({ kind: 'leave', id });
}

it('gives the same once more', async () => {
  await talk();
  expect(recording.differences(desk.model)).toEqual([]);
});

it('gives the same once more after a sign-out and another sign-in', async () => {
  await talk();
  await desk.engine.signOut();
  await talk();
  expect(heard.filter(([{ kind }]) => kind === 'account')).toHaveLength(2);
  expect(recording.differences(desk.model)).toEqual([]);
});

it('sees an input that is missing, and one that came at another time', async () => {
  await talk();
  const start = heard.findIndex(
    ([each]) => each.kind === 'input' && each.input.kind === 'conversation' && each.input.input.kind === 'start',
  );
  const [input, output] = heard[start] ?? [];
  if (input?.kind !== 'input') throw new Error('nobody began a conversation');
  const without = new Recording();
  const later = new Recording();
  heard.forEach(([each, reduced], index) => {
    if (index !== start) without.onHeard(each, reduced);
    later.onHeard(index === start ? { ...input, moment: { ...input.moment, now: 0 } } : each, reduced);
  });
  expect(output?.changes).not.toEqual([]);
  expect(without.differences(desk.model)).not.toEqual([]);
  expect(later.differences(desk.model)).not.toEqual([]);
});
