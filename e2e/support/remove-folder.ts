// Removes a folder that a program which has ended may still be writing to: Chromium's helpers outlive the main process by a moment.
import { rm } from 'node:fs/promises';

/** As a whole again and again: `rmSync` tries only the folder itself again, not what came into it meanwhile. */
export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
