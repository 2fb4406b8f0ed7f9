// The images in `resources/`, which the build copies beside the program.
import { nativeImage, type NativeImage } from 'electron';
import { join } from 'node:path';
import type { TrayIconName } from './tray-menu';

const folder = join(__dirname, '../resources');

export const appIconPath = join(folder, 'icons', '256x256.png');

/** macOS gets a shape that it colours itself; elsewhere the colour and a sign tell the state. */
export function trayImage(icon: TrayIconName, hasUnread: boolean): NativeImage {
  if (process.platform === 'darwin') {
    const name = hasUnread ? 'unread' : icon === 'offline' || icon === 'connecting' ? 'offline' : 'online';
    const image = load(`template-${name}`, { 1: 16, 2: 32 });
    image.setTemplateImage(true);
    return image;
  }
  const name = hasUnread ? `${icon}-unread` : icon;
  // Linux panels scale what they get, most of them to more than 16 points: they get the large one.
  return load(name, process.platform === 'linux' ? { 1: 32 } : { 1: 16, 1.5: 24, 2: 32 });
}

/** On the task bar button of Windows. */
export function unreadOverlay(): NativeImage {
  return load('overlay', { 1: 32 });
}

/** @param sizes pixels by scale factor */
function load(name: string, sizes: Readonly<Record<number, number>>): NativeImage {
  const image = nativeImage.createEmpty();
  for (const [scale, pixels] of Object.entries(sizes)) {
    const part = nativeImage.createFromPath(join(folder, 'tray', `${name}-${pixels}.png`));
    image.addRepresentation({ scaleFactor: Number(scale), dataURL: part.toDataURL() });
  }
  return image;
}
