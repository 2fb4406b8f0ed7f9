// Runs something once the next frame is drawn, for what takes longer than that frame may wait.

/** A window that draws nothing has no frames. */
const patienceMs = 100;

/** @returns what calls it off */
export function afterFrame(run: () => void): () => void {
  let frame = 0;
  let timer = setTimeout(() => {
    cancelAnimationFrame(frame);
    run();
  }, patienceMs);
  // Called right before the frame is drawn; what it asks for comes after.
  frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(run);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
