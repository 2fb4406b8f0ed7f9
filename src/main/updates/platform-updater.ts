// electron-updater, on a short lead: it compares versions, downloads, checks sums and signatures, and starts the system's installer. What is
// asked of the network is decided here. Loaded when updates are on, for it is large.
import { app, autoUpdater, session as electronSession, type ProxyConfig, type Session } from 'electron';
import { AppImageUpdater, CancellationToken, MacUpdater, NoOpLogger, NsisUpdater, Provider } from 'electron-updater';
import type { AppUpdater, UpdateInfo } from 'electron-updater';
import { getAppCacheDir } from 'electron-updater/out/AppAdapter';
import { DownloadedUpdateHelper } from 'electron-updater/out/DownloadedUpdateHelper';
import { ElectronHttpExecutor, NET_SESSION_NAME } from 'electron-updater/out/electronHttpExecutor';
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider';
import { accessSync, constants, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceImage } from './app-image';
import { guardFeed, sentHeaders, type FeedGuard } from './feed-guard';
import { readRelease, type Release } from './release';
import { strictly } from './signature';
import { UpdateTrouble, type UpdateTroubleCode } from './trouble';
import { updateFiles, type UpdateWay } from './update-way';
import type { Updater } from './updater';

export interface UpdaterOptions {
  readonly folder: URL;
  readonly way: UpdateWay;
  /** As it is set now; undefined: the system's. */
  readonly proxy?: () => ProxyConfig | undefined;
  readonly patience?: Patience;
}

export interface Patience {
  /** For the feed, all of it. */
  readonly feedMs: number;
  /** Between two pieces of a file. */
  readonly silenceMs: number;
  /** For a file, all of it. */
  readonly fileMs: number;
}

const usualPatience: Patience = { feedMs: 30_000, silenceMs: 60_000, fileMs: 4 * 3_600_000 };
/** A feed is a few lines, with some notes perhaps; what refers to itself in YAML becomes far more than it is long. */
const maxFeedLength = 16 * 1024;

type Fetch = () => Promise<Release>;

/** @throws UpdateTrouble `not-writable`, `no-publisher`: this one can never be updated */
export function createPlatformUpdater(options: UpdaterOptions): Updater {
  const { folder, way, patience = usualPatience } = options;
  const session = electronSession.fromPartition(NET_SESSION_NAME, { cache: false });
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  // The same for everybody: the person's language is nobody's business here.
  session.setUserAgent(sentHeaders['User-Agent'], 'en');
  const guard = guardFeed(session, folder);
  const { extension, feed } = updateFiles[way];
  const feedUrl = new URL(feed(process.arch), folder);

  async function fetchRelease(): Promise<Release> {
    await goAsSet(session, options.proxy?.());
    const text = await readFeed(session, feedUrl, patience.feedMs);
    let parsed: unknown;
    try {
      parsed = parseUpdateInfo(text, feedUrl.pathname, feedUrl);
    } catch (error) {
      throw new UpdateTrouble('not-understood', error);
    }
    const release = readRelease(parsed, folder, extension);
    guard.expect(release.files);
    return release;
  }

  let found: Release | undefined;
  const { updater, install } = createFor(way, async () => (found = await fetchRelease()));
  Object.assign(updater, {
    logger: new NoOpLogger(),
    forceDevUpdateConfig: !app.isPackaged,
    autoDownload: false,
    // Squirrel takes it over when it is there; elsewhere it is installed by ourselves, at the end.
    autoInstallOnAppQuit: way === 'squirrel',
    allowDowngrade: false,
    disableWebInstaller: true,
    // It would read ranges of files by what files say that no sum protects.
    disableDifferentialDownload: true,
  } satisfies Partial<AppUpdater>);
  // Nobody's name and password go to a proxy in a person's stead.
  updater.on('login', (_info, answer: (...none: never[]) => void) => answer());

  return {
    async look() {
      found = undefined;
      const result = await translated(guard, 'unreachable', () => updater.checkForUpdates());
      return result?.isUpdateAvailable === true ? found : undefined;
    },
    async download() {
      const token = new CancellationToken();
      const watch = watchDownload(patience, () => {
        token.cancel();
        void session.closeAllConnections();
      });
      updater.on('download-progress', watch.goesOn);
      try {
        const staged = way === 'squirrel' ? squirrelTakesIt() : undefined;
        await translated(guard, 'not-downloaded', () => updater.downloadUpdate(token));
        await staged;
      } catch (error) {
        throw watch.isTooSlow() ? new UpdateTrouble('too-slow', error) : error;
      } finally {
        updater.off('download-progress', watch.goesOn);
        watch.stop();
      }
    },
    install,
    ...(way === 'squirrel' && { quitAndInstall: () => updater.quitAndInstall() }),
  };
}

/** It may have been set otherwise since the last time. */
async function goAsSet(session: Session, way: ProxyConfig = { mode: 'system' }): Promise<void> {
  await session.setProxy(way);
  await session.closeAllConnections();
}

async function readFeed(session: Session, url: URL, patienceMs: number): Promise<string> {
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const response = await session.fetch(url.href, { credentials: 'omit', signal });
    if (response.status !== 200) throw new UpdateTrouble('bad-status');
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > maxFeedLength) throw new UpdateTrouble('too-large');
    }
    return text;
  } catch (error) {
    throw signal.aborted ? new UpdateTrouble('too-slow', error) : error;
  }
}

/** What the guard has refused is the reason, whatever became of it on its way through the library. */
async function translated<T>(guard: FeedGuard, otherwise: UpdateTroubleCode, work: () => Promise<T>): Promise<T> {
  guard.refusal();
  try {
    return await work();
  } catch (error) {
    const refused = guard.refusal();
    if (refused !== undefined) throw new UpdateTrouble(refused, error);
    if (error instanceof UpdateTrouble) throw error;
    throw new UpdateTrouble(codes[codeOf(error)] ?? otherwise, error);
  }
}

const codes: Readonly<Record<string, UpdateTroubleCode>> = {
  ERR_CHECKSUM_MISMATCH: 'wrong-sum',
  ERR_UPDATER_INVALID_SIGNATURE: 'wrong-signature',
  ERR_UPDATER_INVALID_VERSION: 'not-understood',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Gives up on what says nothing for too long, or takes for ever. */
function watchDownload({ silenceMs, fileMs }: Patience, giveUp: () => void) {
  let isTooSlow = false;
  const end = (): void => {
    isTooSlow = true;
    giveUp();
  };
  const whole = setTimeout(end, fileMs);
  let silence = setTimeout(end, silenceMs);
  return {
    isTooSlow: () => isTooSlow,
    goesOn(): void {
      clearTimeout(silence);
      silence = setTimeout(end, silenceMs);
    },
    stop(): void {
      clearTimeout(whole);
      clearTimeout(silence);
    },
  };
}

/** Answers with what was read already; the library's own would send a number that tells this computer from all others. */
class FoundRelease extends Provider<UpdateInfo> {
  constructor(private readonly release: Release) {
    super({
      isUseMultipleRangeRequest: false,
      platform: process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux',
      executor: new ElectronHttpExecutor(),
    });
  }

  static async info(fetch: Fetch): Promise<{ readonly info: UpdateInfo; readonly provider: FoundRelease }> {
    const provider = new FoundRelease(await fetch());
    return { info: await provider.getLatestVersion(), provider };
  }

  getLatestVersion(): Promise<UpdateInfo> {
    const { version, files } = this.release;
    const [first] = files;
    return Promise.resolve({
      version,
      files: files.map(({ url, sha512, size }) => ({ url: url.href, sha512, size })),
      path: first?.url.href ?? '',
      sha512: first?.sha512 ?? '',
      releaseDate: '',
    });
  }

  resolveFiles(): { url: URL; info: { url: string; sha512: string; size: number } }[] {
    return this.release.files.map(({ url, sha512, size }) => ({ url, info: { url: url.href, sha512, size } }));
  }
}

/** Where the library keeps what it downloads; said here, so that it asks no file for it that only its own packages have. */
const downloads = (): DownloadedUpdateHelper => new DownloadedUpdateHelper(join(getAppCacheDir(), 'parley-updater'));

class ImageUpdater extends AppImageUpdater {
  protected override downloadedUpdateHelper = downloads();
  constructor(private readonly fetch: Fetch) {
    super();
  }
  protected override getUpdateInfoAndProvider() {
    return FoundRelease.info(this.fetch);
  }
  /** The library's way takes the old one away first, and starts the new one to see what it says. */
  replace(image: string): void {
    const { file, downloadedFileInfo } = this.downloadedUpdateHelper;
    if (file === null || downloadedFileInfo === null) throw new UpdateTrouble('not-installed');
    replaceImage(image, file, downloadedFileInfo.sha512);
  }
}

class WindowsUpdater extends NsisUpdater {
  protected override downloadedUpdateHelper = downloads();
  constructor(private readonly fetch: Fetch) {
    super();
    this.verifyUpdateCodeSignature = strictly(this.verifyUpdateCodeSignature);
  }
  protected override getUpdateInfoAndProvider() {
    return FoundRelease.info(this.fetch);
  }
}

class AppleUpdater extends MacUpdater {
  protected override downloadedUpdateHelper = downloads();
  constructor(private readonly fetch: Fetch) {
    super();
  }
  protected override getUpdateInfoAndProvider() {
    return FoundRelease.info(this.fetch);
  }
}

function createFor(
  way: UpdateWay,
  fetch: Fetch,
): { readonly updater: AppUpdater; readonly install: Updater['install'] } {
  switch (way) {
    case 'appimage': {
      // A link to it stays one.
      const image = realpathSync(process.env['APPIMAGE'] ?? '');
      mustBeWritable(dirname(image));
      const updater = new ImageUpdater(fetch);
      return { updater, install: () => updater.replace(image) };
    }
    case 'nsis': {
      mustNamePublisher();
      const updater = new WindowsUpdater(fetch);
      return {
        updater,
        install(startsAgain) {
          if (!updater.install(true, startsAgain)) throw new UpdateTrouble('not-installed');
        },
      };
    }
    case 'squirrel':
      // Squirrel has it already.
      return { updater: new AppleUpdater(fetch), install() {} };
  }
}

/** It looks at the signature itself, after the download. */
function squirrelTakesIt(): Promise<void> {
  const taken = new Promise<void>((resolve, reject) => {
    autoUpdater.once('update-downloaded', () => resolve());
    autoUpdater.once('error', (error) => reject(new UpdateTrouble('wrong-signature', error)));
  });
  taken.catch(() => undefined);
  return taken;
}

function mustBeWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UpdateTrouble('not-writable', error);
  }
}

/** Written when the program was packed and signed. Without it the library takes whatever is signed by anybody, or by nobody. */
function mustNamePublisher(): void {
  try {
    const file = join(process.resourcesPath, 'app-update.yml');
    const config: unknown = parseUpdateInfo(readFileSync(file, 'utf8'), file, new URL('file:///'));
    if (config !== null && typeof config === 'object' && 'publisherName' in config && config.publisherName) return;
  } catch (error) {
    throw new UpdateTrouble('no-publisher', error);
  }
  throw new UpdateTrouble('no-publisher');
}
