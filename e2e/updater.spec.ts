// Feeds that mean harm, are broken or slow, against the updater in a real Electron: what is taken, what is refused, and what is asked of whom.
import { expect, test } from '@playwright/test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInElectron } from './run-in-electron';
import { removeFolder } from './support/remove-folder';
import { feedFile, sum, UpdateFeed, type Answer } from './support/update-feed';

test.skip(process.platform !== 'linux', 'what is replaced here is an AppImage');

/** Of the Electron that runs the program: it has the version of its own. */
const newer = '99.0.0';
const image = 'Parley.AppImage';

interface Place {
  readonly folder: string;
  /** Its own, or the library would take what it has downloaded in another case. */
  readonly content: string;
  /** What a right feed says of it. */
  readonly right: { readonly url: string; readonly sha512: string; readonly size: number };
}

function placeOf(name: string): Place {
  const content = `#!/bin/sh\necho ${name}\n`;
  return { folder: `/${name}/`, content, right: { url: image, sha512: sum(content), size: content.length } };
}

const outcomes = new Map<string, { readonly outcome: string; readonly left: readonly string[] }>();
let profile: readonly string[] = [];
let feed: UpdateFeed;
let stranger: UpdateFeed;

const redirect =
  (to: () => string): Answer =>
  (response) =>
    void response.writeHead(302, { location: to() }).end();
const hang: Answer = () => undefined;

const cases: Readonly<Record<string, (place: Place) => void>> = {
  newer({ folder, content, right }) {
    feed.release(folder, newer, right);
    feed.put(`${folder}${image}`, content);
  },
  older({ folder, content, right }) {
    feed.release(folder, '0.0.1', right);
    feed.put(`${folder}${image}`, content);
  },
  wrongSum({ folder, content, right }) {
    feed.release(folder, newer, right);
    feed.put(`${folder}${image}`, content.toUpperCase());
  },
  noSum({ folder }) {
    feed.put(`${folder}${feedFile}`, `version: ${newer}\nfiles:\n  - url: ${image}\n    size: 5\n`);
  },
  weakSum({ folder }) {
    feed.put(
      `${folder}${feedFile}`,
      `version: ${newer}\nfiles:\n  - url: ${image}\n    sha2: ${'0'.repeat(64)}\n    size: 5\n`,
    );
  },
  redirectedInside({ folder, content, right }) {
    feed.put(
      `${folder}${feedFile}`,
      redirect(() => `${folder}moved.yml`),
    );
    feed.release(`${folder}moved/`, newer, right);
    feed.put(
      `${folder}moved.yml`,
      redirect(() => `${folder}moved/${feedFile}`),
    );
    feed.put(`${folder}${image}`, content);
  },
  feedElsewhere({ folder }) {
    feed.put(
      `${folder}${feedFile}`,
      redirect(() => `${stranger.origin}/${feedFile}`),
    );
  },
  fileElsewhere({ folder, right }) {
    feed.release(folder, newer, right);
    feed.put(
      `${folder}${image}`,
      redirect(() => `${stranger.origin}/${image}`),
    );
  },
  fileNamedElsewhere({ folder, right }) {
    feed.release(folder, newer, { ...right, url: `${stranger.origin}/${image}` });
  },
  anotherFile({ folder, right }) {
    feed.release(folder, newer, { ...right, url: 'notes.txt' });
  },
  oddName({ folder, right }) {
    feed.release(folder, newer, { ...right, url: '..%2F..%2Fparley.AppImage' });
  },
  hugeFeed({ folder }) {
    feed.put(`${folder}${feedFile}`, (response) => {
      const more = (): void => {
        if (!response.destroyed) response.write('#'.repeat(16_384), () => setImmediate(more));
      };
      more();
    });
  },
  longerFile({ folder, content, right }) {
    feed.release(folder, newer, right);
    feed.put(`${folder}${image}`, content.repeat(2));
  },
  endlessFile({ folder, right }) {
    feed.release(folder, newer, right);
    feed.put(`${folder}${image}`, (response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' });
      const more = (): void => {
        if (!response.destroyed) response.write('#'.repeat(16_384), () => setImmediate(more));
      };
      more();
    });
  },
  packedFile({ folder, content, right }) {
    feed.release(folder, newer, right);
    feed.put(`${folder}${image}`, (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': right.size });
      response.end(content);
    });
  },
  noYaml({ folder }) {
    feed.put(`${folder}${feedFile}`, '<html>Sign in to the network</html>');
  },
  noYamlAtAll({ folder }) {
    feed.put(`${folder}${feedFile}`, '{{{');
  },
  oddVersion({ folder, right }) {
    feed.release(folder, 'the-newest', right);
  },
  missing() {
    // The feed knows no such file.
  },
  asksWho({ folder, right }) {
    feed.release(folder, newer, right);
    feed.put(`${folder}${image}`, (response) => {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="updates"' }).end();
    });
  },
  hangingFeed({ folder }) {
    feed.put(`${folder}${feedFile}`, hang);
  },
  hangingFile({ folder, right }) {
    feed.release(folder, newer, right);
    feed.put(`${folder}${image}`, hang);
  },
  stallingFile({ folder, content, right }) {
    feed.release(folder, newer, right);
    feed.put(`${folder}${image}`, (response) => {
      response.writeHead(200, { 'content-length': right.size });
      response.write(content.slice(0, 5));
    });
  },
  rightAtLast({ folder, content, right }) {
    feed.release(folder, newer, right);
    feed.put(`${folder}${image}`, content);
  },
};

test.beforeAll(async () => {
  test.setTimeout(120_000);
  feed = await UpdateFeed.start();
  stranger = await UpdateFeed.start();
  const { content, right } = placeOf('stranger');
  stranger.put(`/${image}`, content);
  stranger.release('/', newer, right);
  const home = mkdtempSync(join(tmpdir(), 'parley-updates-'));
  try {
    writeFileSync(join(home, 'Old.AppImage'), 'old');
    for (const [name, prepare] of Object.entries(cases)) prepare(placeOf(name));
    const lines = (await runInElectron('updater-main.ts', {
      FEED_FOLDERS: JSON.stringify(Object.keys(cases).map((name) => `${feed.origin}/${name}/`)),
      XDG_CACHE_HOME: home,
      LANG: 'de_DE.UTF-8',
      LANGUAGE: 'de',
      APPIMAGE: join(home, 'Old.AppImage'),
    })) as readonly { folder?: string; outcome: string; left: string[]; profile?: string[] }[];
    for (const { folder, profile: found, ...outcome } of lines) {
      if (folder !== undefined) outcomes.set(new URL(folder).pathname.slice(1, -1), outcome);
      if (found) profile = found;
    }
  } finally {
    await feed.stop();
    await stranger.stop();
    await removeFolder(home);
  }
});

const outcome = (name: string): string | undefined => outcomes.get(name)?.outcome;

test('a newer release is downloaded, also after others went wrong', () => {
  expect(outcomes.get('newer')).toEqual({ outcome: 'downloaded', left: [image, 'update-info.json'] });
  expect(outcome('rightAtLast')).toBe('downloaded');
});

test('an older release is none', () => {
  expect(outcome('older')).toBe('none');
  expect(feed.asked.map(({ path }) => path)).not.toContain(`/older/${image}`);
});

test('a file with another sum is refused, and gone', () => {
  expect(outcomes.get('wrongSum')).toEqual({ outcome: 'wrong-sum', left: [] });
});

test('a feed without the sum of a file, or with a weaker one, is not understood', () => {
  expect([outcome('noSum'), outcome('weakSum')]).toEqual(['not-understood', 'not-understood']);
});

test('a redirect within the address is followed, and nothing is asked of anybody else', () => {
  expect(outcome('redirectedInside')).toBe('downloaded');
  expect([outcome('feedElsewhere'), outcome('fileElsewhere'), outcome('fileNamedElsewhere')]).toEqual([
    'another-origin',
    'another-origin',
    'another-origin',
  ]);
  expect(feed.asked.map(({ path }) => path)).toContain(`/fileElsewhere/${image}`);
  expect(stranger.asked).toEqual([]);
});

test('a feed without a file for this system, or with an odd name for it, has none', () => {
  expect([outcome('anotherFile'), outcome('oddName')]).toEqual(['no-file', 'no-file']);
});

test('what is longer than it may be is refused', () => {
  expect(['hugeFeed', 'longerFile', 'endlessFile', 'packedFile'].map(outcome)).toEqual(
    Array.from({ length: 4 }, () => 'too-large'),
  );
});

test('a feed that is none is not understood', () => {
  expect(['noYaml', 'noYamlAtAll', 'oddVersion'].map(outcome)).toEqual(
    Array.from({ length: 3 }, () => 'not-understood'),
  );
  expect(outcome('missing')).toBe('bad-status');
});

test('nobody says who they are', () => {
  expect(outcome('asksWho')).toBe('not-downloaded');
});

test('a feed or a file that hangs is given up', () => {
  expect(['hangingFeed', 'hangingFile', 'stallingFile'].map(outcome)).toEqual(
    Array.from({ length: 3 }, () => 'too-slow'),
  );
});

test('a request tells what is asked for and nothing else', () => {
  expect(feed.asked.length).toBeGreaterThan(Object.keys(cases).length);
  for (const { method, headers, path } of feed.asked) {
    const { host, connection, 'accept-encoding': encodings, ...rest } = headers;
    expect([method, host, path.includes('?')]).toEqual(['GET', new URL(feed.origin).host, false]);
    expect([connection, encodings]).toEqual(['keep-alive', expect.stringMatching(/^[a-z, ]*$/u)]);
    expect(rest).toEqual({
      accept: '*/*',
      // Not the language of this computer.
      'accept-language': 'en',
      'cache-control': 'no-cache',
      'sec-fetch-dest': 'empty',
      'sec-fetch-mode': 'no-cors',
      'sec-fetch-site': 'none',
      'user-agent': 'Parley',
    });
  }
  expect(profile).not.toContain('.updaterId');
});
