// Part of the build of the windows: the main window's page is that of all windows with a first frame in it, which is seen before any script
// has run. Other windows come when one is there; they have none.
import { readFileSync } from 'node:fs';

const place = '<div id="app">';

/** `file`: what is put into the page. */
export function addFirstFrame(file) {
  return {
    name: 'first-frame',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = String(bundle['index.html'].source);
        if (page.split(place).length !== 2) throw new Error(`index.html: not one ${place}`);
        const frame = readFileSync(file, 'utf8').trim();
        this.emitFile({
          type: 'asset',
          fileName: 'main.html',
          source: page.replace(place, () => `${frame}\n    ${place}`),
        });
      },
    },
  };
}
