// Pages that crash or hang: loaded again, and after too many crashes, or where they could not be drawn at all, not without a question.
import { dialog, type BrowserWindow } from 'electron';
import type { Log } from '../../shared/log';
import type { PageKind } from './app-scheme';
import { createCrashLimit } from './crash-limit';
import { t } from './language';

/** A page that has not answered for this long after it was found to hang does not come back by itself. */
const hangPatienceMs = 15_000;

export function createPageRecovery({ isQuitting, log }: { readonly isQuitting: () => boolean; readonly log: Log }) {
  const crashQuestions = new Map<PageKind, Promise<boolean>>();
  /** Pages that cannot be drawn lack the same part of the program: one question for all of them. */
  let drawQuestion: Promise<boolean> | undefined;

  /** A page that crashed or hangs is loaded again, and shows what the main process knows: the same as before. */
  function bringBack(window: BrowserWindow, kind: PageKind): void {
    const mayGoOn = createCrashLimit();
    let hangTimer: ReturnType<typeof setTimeout> | undefined;

    window.webContents.on('render-process-gone', (_event, { reason }) => {
      clearTimeout(hangTimer);
      if (reason === 'clean-exit' || isQuitting() || window.isDestroyed()) return;
      log('the page of a window is gone', { kind, reason });
      if (mayGoOn()) window.webContents.reload();
      else void askAfterCrashes(kind).then((isToGoOn) => goOnOrEnd(window, isToGoOn));
    });
    window.on('unresponsive', () => {
      if (window.webContents.isDevToolsOpened()) return;
      log('the page of a window hangs', { kind });
      clearTimeout(hangTimer);
      hangTimer = setTimeout(() => {
        if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
      }, hangPatienceMs);
    });
    window.on('responsive', () => clearTimeout(hangTimer));
    window.on('closed', () => clearTimeout(hangTimer));
  }

  /** What it needs could not be read. It shows what could not be drawn before, or nothing: it can say nothing itself. */
  function notDrawn(window: BrowserWindow): void {
    log('the page of a window could not be drawn');
    drawQuestion ??= askWhetherToGoOn(t('shell.notDrawn'), t('shell.notDrawnText')).finally(
      () => (drawQuestion = undefined),
    );
    void drawQuestion.then((isToGoOn) => goOnOrEnd(window, isToGoOn));
  }

  /** Windows of a kind share a renderer, and go together: one question for all of them. */
  function askAfterCrashes(kind: PageKind): Promise<boolean> {
    const asked =
      crashQuestions.get(kind) ??
      askWhetherToGoOn(t('shell.crashed'), t('shell.crashedText')).finally(() => crashQuestions.delete(kind));
    crashQuestions.set(kind, asked);
    return asked;
  }

  async function askWhetherToGoOn(message: string, detail: string): Promise<boolean> {
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      message,
      detail,
      buttons: [t('ui.retry'), t('ui.close')],
      defaultId: 0,
      cancelId: 1,
    });
    return response === 0;
  }

  function goOnOrEnd(window: BrowserWindow, isToGoOn: boolean): void {
    if (window.isDestroyed()) return;
    if (isToGoOn) window.webContents.reload();
    // Not `close`: that would only hide the main one, or ask a page that is not there. It is made anew when it is opened again.
    else window.destroy();
  }

  return { bringBack, notDrawn };
}
