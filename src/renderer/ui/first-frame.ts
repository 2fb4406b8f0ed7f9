// The frame that the main window's page brings with it (first-frame.html).

/** Something is drawn in its place. */
export function removeFirstFrame(): void {
  document.getElementById('first-frame')?.remove();
}
