// A session on a computer that others use too leaves the profile as it was: no new file of Parley's, none of them changed, and not a
// word of it in those that Chromium keeps for itself.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { kill, openHistory, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, kim, lee, openInvitation, signIn } from './support/people';
import { filesThatTell, profileFiles } from './support/profile';

/** Chromium's own, the same whoever uses the program; what they hold is looked at word by word. */
const chromiums =
  /^(?:DevToolsActivePort|Local State|Preferences|DIPS|Cookies|Trust Tokens|TransportSecurity|Network Persistent State|SharedStorage|QuotaManager)(?:-journal|-wal|-shm)?$|^(?:Cache|Code Cache|GPUCache|DawnCache|DawnGraphiteCache|DawnWebGPUCache|Shared Dictionary|Session Storage|Local Storage|blob_storage|Crashpad|Partitions|Network|WebStorage|shared_proto_db|VideoDecodeStats)\//u;

function contents(profile: string): Map<string, string> {
  const files = profileFiles(profile).filter((name) => !chromiums.test(name));
  return new Map(
    files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(profile, name)))
        .digest('hex'),
    ]),
  );
}

for (const end of ['quit', 'kill'] as const) {
  test(`a session on a public computer leaves nothing behind (${end})`, async ({
    launchParley,
    keyStore,
    newTown,
    profile,
  }) => {
    test.setTimeout(90_000);
    void keyStore;
    const launch = (): Promise<Parley> => launchParley({ userData: profile, args: KeyStore.args });
    const town = await newTown([dana, lee, kim]);
    // Somebody whose computer it is, or a guest before: the program has run here.
    const before = await launch();
    await (await before.mainWindow()).getByTestId('signin').waitFor();
    await before.close();
    const untouched = contents(profile);

    const parley = await launch();
    await (await parley.mainWindow()).getByTestId('signin-public').check();
    const main = await signIn(parley, town.url, dana);
    const lees = town.arrive(lee);
    lees.invite(dana, 'Is the blue crane free?', 'Quarterly figures');
    await main.getByTestId('invitation-accept').click();
    const page = await conversationWindow(parley);
    await expect(page.getByTestId('message-text')).toHaveText('Is the blue crane free?');
    await page.getByTestId('composer-text').fill('The harbour one is.');
    await page.keyboard.press('Enter');
    await expect.poll(() => lees.heard).toEqual(['The harbour one is.']);
    await page.getByTestId('composer-text').fill('half a thought');
    town.ring(kim, dana, 'Urgent load')();
    await main.getByTestId('missed-call').waitFor();
    const invitation = await openInvitation(parley, kim.uri);
    await invitation.getByTestId('invitation-text').fill('half an invitation');
    await callBridge(main, 'settings:set', { theme: 'dark', keepHistoryDays: 30 });
    await callBridge(main, 'diagnostics:test-connection', town.url);
    await callBridge(main, 'self:set-note', 'Stock-taking until four');
    const history = await openHistory(parley);
    await expect(history.getByTestId('history-not-kept')).toContainText('nothing of it stays behind');
    // Handed over a moment after a key.
    await expect
      .poll(async () => {
        const drafts = await callBridge(main, 'draft:list', undefined);
        return drafts.ok && drafts.value.length;
      })
      .toBe(2);
    if (end === 'kill') await kill(parley);
    else await parley.close();

    expect([...contents(profile)]).toEqual([...untouched]);
    const words = [
      'dana',
      'lee@',
      'Lee Park',
      'Kim Okafor',
      'correct horse',
      'crane',
      'harbour',
      'half a',
      'Urgent load',
    ];
    words.push('Quarterly', 'Stock-taking', new URL(town.url).host, 'example.com');
    expect(filesThatTell(profile, words)).toEqual([]);
    // It does see what is there.
    expect(filesThatTell(profile, ['{'])).not.toEqual([]);
  });
}
