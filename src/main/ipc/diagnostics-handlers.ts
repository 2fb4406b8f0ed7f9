// Finding out what is wrong.
import type { ConnectionTestResult } from '../../shared/domain/diagnostics';
import { FailureError } from '../../shared/domain/failure';
import type { diagnosticsMethods } from '../../shared/ipc/diagnostics-methods';
import type { Fault } from '../../shared/fault';
import { testConnection, type ConnectionTestOptions } from '../diagnostics/connection-test';
import { exportDiagnostics, type DiagnosticsSource } from '../diagnostics/export-diagnostics';
import type { MethodHandlers } from '../ipc';
import { parseServerAddress } from '../uc/http/server-address';
import type { AskForFile } from './history-handlers';

export interface DiagnosticsParts {
  readonly network: Required<Pick<ConnectionTestOptions, 'transport' | 'proxyFor' | 'proxySignIn'>>;
  readonly askForFile: AskForFile;
  readonly reportError: (window: number, fault: Fault) => void;
  /** Undefined: none is kept now. */
  readonly logFolder: () => string | undefined;
  /** With what the system opens folders with. @throws FailureError */
  readonly openFolder: (path: string) => Promise<void>;
  readonly source: () => Omit<DiagnosticsSource, 'connectionTest'>;
}

export function diagnosticsHandlers({
  network,
  askForFile,
  source,
  reportError,
  logFolder,
  openFolder,
}: DiagnosticsParts): Pick<MethodHandlers, keyof typeof diagnosticsMethods> {
  let lastTest: readonly ConnectionTestResult[] | undefined;
  return {
    async 'diagnostics:test-connection'(server) {
      const address = parseServerAddress(server);
      const serverUrl = address.ok ? address.candidates[0] : undefined;
      if (serverUrl === undefined) throw new FailureError('unknown-host', 'not a server address');
      lastTest = await testConnection({ serverUrl, ...network });
      return lastTest;
    },
    async 'diagnostics:export'(_, { senderId }) {
      const file = await askForFile(senderId, 'parley-diagnostics.zip');
      if (file === undefined) return false;
      await exportDiagnostics(file, { ...source(), ...(lastTest && { connectionTest: lastTest }) });
      return true;
    },
    'diagnostics:log-folder': () => logFolder() ?? null,
    async 'diagnostics:open-log-folder'() {
      const folder = logFolder();
      if (folder === undefined) throw new FailureError('not-found', 'no log is kept');
      await openFolder(folder);
    },
    'diagnostics:report-error': (fault, { senderId }) => reportError(senderId, fault),
  };
}
