// Electron's side of `app-scheme.ts`: tells Chromium of the scheme before it starts, and answers for it afterwards.
import { app, protocol } from 'electron';
import { appScheme, createAppResponder } from './app-scheme';

/** Before `app` is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    // `stream`: what is played asks for pieces of a file, and never begins without.
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Windows with the same host have one renderer. Before `app` is ready. */
export function shareRenderers(): void {
  app.commandLine.appendSwitch('process-per-site');
}

/** @param root the folder of the built renderer */
export function serveApp(root: string): () => void {
  protocol.handle(appScheme, createAppResponder(root));
  return () => {
    protocol.unhandle(appScheme);
  };
}
