// Electron's side of `app-scheme.ts`: tells Chromium of the scheme before it starts, and answers for it afterwards.
import { app, protocol } from 'electron';
import { appScheme, answerWithFile } from './app-scheme';

/** Before `app` is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        // What is played asks for pieces of a file, and never begins without.
        stream: true,
        // Chromium keeps what it made of a script for the next start. The name of each changes with what is in it.
        codeCache: true,
      },
    },
  ]);
}

/** Windows with the same host have one renderer. Before `app` is ready. */
export function shareRenderers(): void {
  app.commandLine.appendSwitch('process-per-site');
}

/**
 * @param root the folder of the built renderer
 * @returns what ends it
 */
export function serveApp(root: string): () => void {
  // With `protocol.handle` a whole library for HTTP is read for the first file, and each goes through it, in the main process: that
  // took a tenth of the start. Here Chromium reads the file, also out of the package's archive.
  protocol.registerFileProtocol(appScheme, (request, answer) => answer(answerWithFile(request, root)));
  return () => protocol.unregisterProtocol(appScheme);
}
