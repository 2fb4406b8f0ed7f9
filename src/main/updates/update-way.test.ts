import { describe, expect, it } from 'vitest';
import { updateFiles, updateWay, type Installation } from './update-way';

const way = (installation: Partial<Installation>) =>
  updateWay({ platform: 'linux', env: {}, program: '/opt/parley/parley', exists: () => false, ...installation });

describe('what replaces this installation', () => {
  it('is Parley itself for an AppImage', () => {
    const env = { APPIMAGE: '/home/dana/Parley.AppImage', APPDIR: '/tmp/.mount_parley' };
    expect(way({ env, program: '/tmp/.mount_parley/opt/parley/parley' })).toBe('appimage');
  });

  it("is not Parley for what another program's AppImage has started", () => {
    const env = { APPIMAGE: '/home/dana/Editor.AppImage', APPDIR: '/tmp/.mount_editor' };
    expect(way({ env })).toBeUndefined();
    expect(way({ env, program: '/tmp/.mount_editor-of-parley/parley' })).toBeUndefined();
    expect(way({ env: { ...env, APPDIR: '' }, program: '/opt/parley/parley' })).toBeUndefined();
    expect(
      way({ env: { APPIMAGE: 'Parley.AppImage', APPDIR: '/opt' }, program: '/opt/parley/parley' }),
    ).toBeUndefined();
  });

  it("is the system's package management where that brought it", () => {
    expect(way({})).toBeUndefined();
    expect(way({ platform: 'win32', program: 'C:\\Program Files\\Parley\\Parley.exe' })).toBeUndefined();
    expect(way({ platform: 'freebsd' })).toBeUndefined();
  });

  it('is an installer on Windows where one for one person brought it', () => {
    const program = 'C:\\Users\\dana\\AppData\\Local\\Programs\\parley\\Parley.exe';
    const exists = (path: string): boolean => path.endsWith('\\Programs\\parley\\Uninstall Parley.exe');
    expect(way({ platform: 'win32', program, exists })).toBe('nsis');
  });

  it('is Squirrel on macOS', () => {
    expect(way({ platform: 'darwin', program: '/Applications/Parley.app/Contents/MacOS/Parley' })).toBe('squirrel');
  });

  it('is found in a file of its own for each system', () => {
    expect(updateFiles.appimage.feed('x64')).toBe('latest-linux.yml');
    expect(updateFiles.appimage.feed('arm64')).toBe('latest-linux-arm64.yml');
    expect([updateFiles.nsis.feed(), updateFiles.squirrel.feed()]).toEqual(['latest.yml', 'latest-mac.yml']);
  });
});
