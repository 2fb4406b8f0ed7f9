// What a server says that it could not fetch for now: told while that is so, and no longer.
import type { ServiceLack } from '../src/protocol/events/configuration';
import { defaultLimits } from '../src/server/base/limits';
import { systemClock } from '../src/server/base/clock';
import { startHttpServer } from '../src/server/front/http/http-server';
import { createSids } from '../src/server/front/sessions/sessions';
import { startFront } from '../src/server/front/start-front';
import { createScriptedWorld } from '../src/server/testing/scripted-world';
import { accessibilityProblems } from './support/accessibility';
import { expect, test } from './support/fixtures';
import { dana, fillSignIn } from './support/people';
import { openSettings } from './support/settings';

test('says that something may be missing, as long as that is so', async ({ launchParley }) => {
  const world = createScriptedWorld();
  const log = (): void => undefined;
  const options = { pollWaitMs: 100 };
  const front = startFront({ options, world, clock: systemClock, limits: defaultLimits, log, sids: createSids() });
  const http = await startHttpServer({
    ...{ options: {}, limits: defaultLimits, log },
    answer: (exchange) => front.answer(exchange, false),
  });
  try {
    const parley = await launchParley();
    const main = await parley.mainWindow();
    await fillSignIn(main, http.url, { ...dana, user: 'dana', password: 'right' });
    await expect.poll(() => world.endpoints.length).toBe(1);
    const missing = main.getByTestId('missing');
    const tell = (...lacks: readonly ServiceLack[]): void => world.endpoints[0]?.push({ kind: 'configuration', lacks });
    tell('calls');
    const settings = await openSettings(parley, 'account');
    const lacks = settings.getByTestId('server-lacks');
    await expect(lacks.getByRole('listitem')).toHaveCount(1);
    await expect(missing).toHaveCount(0);
    tell('calls', 'missedMessages');
    await expect(missing).toContainText('Something may be missing');
    expect(await accessibilityProblems(main)).toEqual([]);
    // It is nothing that the server does not have.
    await expect(lacks.getByRole('listitem')).toHaveCount(1);
    tell('calls');
    await expect(missing).toHaveCount(0);
  } finally {
    front.stop();
    await http.stop();
  }
});
