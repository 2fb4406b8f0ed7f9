import { watch } from 'vue';

/** The server has said so already: what tells of it to the windows comes a moment before or after. */
const atMostMs = 5_000;

/** Resolves when this window knows of it, or is not going to. */
export async function whenSo(isSo: () => boolean): Promise<void> {
  if (isSo()) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(end, atMostMs);
    const stop = watch(isSo, (is) => {
      if (is) end();
    });
  });
}
