// What this Parley says of itself, to whoever reports an error: in the window about it, and in the diagnostics.
import { app } from 'electron';
import type { AboutParley } from '../../shared/domain/about';

export function aboutParley(): AboutParley {
  return {
    versions: {
      Parley: app.getVersion(),
      Electron: process.versions.electron ?? '',
      Chromium: process.versions.chrome ?? '',
      'Node.js': process.versions.node,
    },
    // A kernel may carry the name of whoever built it.
    system: `${process.platform} ${/^[\d.]*/u.exec(process.getSystemVersion())?.[0] ?? ''} ${process.arch}`,
  };
}
