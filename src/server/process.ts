// The entry of the Electron utilityProcess. No import of Electron: its port is typed here as far as it is used.
import { runAsProcess, type ParentPort } from './run-as-process';

const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
if (parentPort) runAsProcess(parentPort, () => process.exit(0));
