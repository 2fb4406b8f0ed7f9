// The program in one file that runs where it lies: a file system that mksquashfs makes, behind a program that opens it. That is
// the AppImage project's own (`APPIMAGE_RUNTIME` names the file), or a small one that is compiled here.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasProgram, run } from '../support/run.mjs';
import { Stop } from '../support/stop.mjs';
import { home, makeTree } from './linux-tree.mjs';

const source = join(import.meta.dirname, 'files/appimage-runtime.c');
const libraries = ['squashfuse', 'z', 'lzma', 'lzo2', 'lz4', 'zstd'];
const developmentPackages = 'gcc libsquashfuse-dev zlib1g-dev liblzma-dev liblzo2-dev liblz4-dev libzstd-dev';

export function whyNoAppImage(env = process.env) {
  if (!hasProgram('mksquashfs')) return 'it takes the program mksquashfs: install the package squashfs-tools';
  if (env.APPIMAGE_RUNTIME) {
    return existsSync(env.APPIMAGE_RUNTIME) ? undefined : `APPIMAGE_RUNTIME names no file: ${env.APPIMAGE_RUNTIME}`;
  }
  if (hasProgram('gcc') && existsSync('/usr/include/squashfuse/squashfuse.h')) return undefined;
  return `it takes a runtime: let APPIMAGE_RUNTIME name one (github.com/AppImage/type2-runtime), or install ${developmentPackages}`;
}

/** No option of Chromium is added here, least of all one that takes its sandbox away. */
export const appRun = `#!/bin/sh
here=$(dirname -- "$(readlink -f -- "$0")")
exec "$here${home}/parley" "$@"
`;

export async function makeAppImage({ app, work, folder, about, isForTesting }) {
  const tree = join(work, 'AppDir');
  mkdirSync(tree);
  const { put, finish } = makeTree(tree, { app, family: 'debian', about, sandboxMode: 0o755 });
  put('/AppRun', appRun);
  chmodSync(join(tree, 'AppRun'), 0o755);
  copyFileSync(join(tree, 'usr/share/applications/parley.desktop'), join(tree, 'parley.desktop'));
  copyFileSync(join(tree, 'usr/share/icons/hicolor/256x256/apps/parley.png'), join(tree, 'parley.png'));
  symlinkSync('parley.png', join(tree, '.DirIcon'));
  finish();

  const image = join(work, 'image.squashfs');
  const seconds = String(about.date.getTime() / 1000);
  const { SOURCE_DATE_EPOCH: _, ...env } = process.env;
  const made = await run(
    'mksquashfs',
    [
      ...[tree, image, '-noappend', '-all-root', '-no-xattrs', '-no-progress', '-quiet'],
      ...['-comp', 'zstd', '-Xcompression-level', isForTesting ? '1' : '19'],
      ...['-mkfs-time', seconds, '-all-time', seconds],
    ],
    { env },
  );
  if (made.code !== 0) throw new Stop(`mksquashfs failed:\n${made.output.trim()}`);
  const name = `parley-${about.version}-linux-${process.arch}.AppImage`;
  writeFileSync(join(folder, name), Buffer.concat([await runtime(work), readFileSync(image)]), { mode: 0o755 });
  return name;
}

async function runtime(work, env = process.env) {
  if (env.APPIMAGE_RUNTIME) return readFileSync(env.APPIMAGE_RUNTIME);
  const program = join(work, 'runtime');
  const flags = ['-O2', '-Wall', '-D_FILE_OFFSET_BITS=64', '-static', '-s', '-Wl,--build-id=none'];
  const { code, output } = await run('gcc', [...flags, '-o', program, source, ...libraries.map((name) => `-l${name}`)]);
  if (code !== 0) throw new Stop(`The runtime could not be compiled:\n${output.trim()}`);
  const bytes = readFileSync(program);
  // By these three desktops know what it is.
  bytes.write('AI\x02', 8, 'latin1');
  return bytes;
}
