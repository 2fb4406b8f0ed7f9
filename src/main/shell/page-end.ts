// The end of a page: its window is closed, or it has crashed. What was kept for it is let go of then; a page that ends says nothing itself.
import { webContents } from 'electron';

/** `gone`: at once where it is gone already. Returns what ends the watch. */
export function whenPageEnds(webContentsId: number, gone: () => void): () => void {
  const contents = webContents.fromId(webContentsId);
  if (!contents || contents.isDestroyed() || contents.isCrashed()) {
    gone();
    return () => undefined;
  }
  contents.once('destroyed', gone);
  contents.once('render-process-gone', gone);
  return () => {
    contents.off('destroyed', gone);
    contents.off('render-process-gone', gone);
  };
}
