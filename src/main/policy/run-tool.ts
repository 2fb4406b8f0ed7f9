// A tool of the system, by its absolute path, without a shell and with a limit to what it says and how long it takes.
import { execFile } from 'node:child_process';

const timeoutMs = 10_000;
const maxOutputBytes = 256 * 1024;

export type ToolResult =
  | { readonly kind: 'done'; readonly output: string }
  /** It ran, and said no. */
  | { readonly kind: 'failed'; readonly status: number }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-run' };

export function runTool(file: string, args: readonly string[]): Promise<ToolResult> {
  return new Promise((resolve) => {
    const options = { timeout: timeoutMs, maxBuffer: maxOutputBytes, windowsHide: true, shell: false } as const;
    execFile(file, [...args], options, (error, output) => {
      if (!error) resolve({ kind: 'done', output });
      else if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') resolve({ kind: 'too-large' });
      else resolve(typeof error.code === 'number' ? { kind: 'failed', status: error.code } : { kind: 'not-run' });
    });
  });
}
