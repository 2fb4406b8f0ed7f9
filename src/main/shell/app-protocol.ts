// Electron's side of `app-scheme.ts`: tells Chromium of the scheme before it starts, and answers for it afterwards.
import { protocol } from 'electron';
import { appScheme, createAppResponder } from './app-scheme';

/** Before `app` is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** @param root the folder of the built renderer */
export function serveApp(root: string): () => void {
  protocol.handle(appScheme, createAppResponder(root));
  return () => {
    protocol.unhandle(appScheme);
  };
}
