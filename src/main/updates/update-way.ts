// How this installation can be replaced by a newer one, if at all. What a system's own packages brought (deb, rpm, MSI) is theirs to
// replace: an administrator's package source does it, and Parley asks for no administrator's password. Pure.
import { isAbsolute, posix, win32 } from 'node:path';

export type UpdateWay = 'appimage' | 'nsis' | 'squirrel';

export interface Installation {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The program that runs. */
  readonly program: string;
  readonly exists: (path: string) => boolean;
}

/** What the installer for one person leaves beside the program, and the MSI does not. */
const uninstaller = 'Uninstall Parley.exe';

export function updateWay({ platform, env, program, exists }: Installation): UpdateWay | undefined {
  switch (platform) {
    case 'darwin':
      return 'squirrel';
    case 'win32':
      return exists(win32.join(win32.dirname(program), uninstaller)) ? 'nsis' : undefined;
    case 'linux':
      return isOwnImage(env, program) ? 'appimage' : undefined;
    default:
      return undefined;
  }
}

/** Also another program's AppImage leaves its name in the environment of what it starts; that file is not ours to replace. */
function isOwnImage({ APPIMAGE: image, APPDIR: folder }: Installation['env'], program: string): boolean {
  if (image === undefined || folder === undefined || !isAbsolute(image) || !isAbsolute(folder)) return false;
  return program.startsWith(posix.join(folder, '/'));
}

/** How the files are named that can take this one's place, and where the feed tells of them. */
export const updateFiles = {
  appimage: { extension: '.AppImage', feed: (arch: string) => `latest-linux${arch === 'x64' ? '' : `-${arch}`}.yml` },
  nsis: { extension: '.exe', feed: () => 'latest.yml' },
  squirrel: { extension: '.zip', feed: () => 'latest-mac.yml' },
} as const satisfies Readonly<
  Record<UpdateWay, { readonly extension: string; readonly feed: (arch: string) => string }>
>;
