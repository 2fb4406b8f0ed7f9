// Takes the pictures of all views, or of some, into a folder, with a page to look through them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Desk } from './desk';
import { indexPage } from './index-page';
import { looks, takePicture } from './looks';
import { views } from './views';

export const viewNames: readonly string[] = views.map(({ name }) => name);

/** @returns what did not come, in words; the others are taken all the same */
export async function takePictures(
  folder: string,
  wanted: readonly string[],
  print: (line: string) => void,
): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const failures: string[] = [];
  const taken: { readonly view: string; readonly files: string[] }[] = [];
  const desk = await Desk.open();
  try {
    for (const view of views.filter(({ name }) => wanted.includes(name))) {
      const files: string[] = [];
      try {
        const page = await view.show(desk);
        for (const look of looks) {
          const file = `${view.name}-${look.name}.png`;
          writeFileSync(join(folder, file), await takePicture(desk.parley, page, look, view.open));
          files.push(file);
          print(join(folder, file));
        }
      } catch (error) {
        failures.push(`${view.name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
      }
      if (files.length > 0) taken.push({ view: view.name, files });
      await desk.speakPlainly();
      await view.after?.(desk).catch((error: unknown) => failures.push(`after ${view.name}: ${String(error)}`));
      await desk.tidy();
    }
  } finally {
    await desk.close();
  }
  writeFileSync(join(folder, 'index.html'), indexPage(taken));
  print(join(folder, 'index.html'));
  return failures;
}
