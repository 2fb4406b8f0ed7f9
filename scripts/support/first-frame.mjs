// Part of the build of the windows: the main window's page is that of all windows with a first frame in it, which is seen before any script
// has run or style sheet come: they stand behind it. Other windows come when one is there; they have none.
import { readFileSync } from 'node:fs';

const place = '<div id="app"></div>';
const sheet = /[ \t]*<link rel="stylesheet"[^>]*>\r?\n/gu;

/** `file`: what is put into the page. */
export function addFirstFrame(file) {
  return {
    name: 'first-frame',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = String(bundle['index.html'].source);
        const sheets = page.match(sheet) ?? [];
        if (page.split(place).length !== 2 || sheets.length === 0)
          throw new Error(`index.html: no ${place}, or no styles`);
        const drawn = `${readFileSync(file, 'utf8').trim()}\n    ${place}\n${sheets.join('').trimEnd()}`;
        const source = page.replaceAll(sheet, '').replace(place, () => drawn);
        if (source.split(place)[0].includes('rel="stylesheet"')) throw new Error('index.html: styles before the frame');
        this.emitFile({ type: 'asset', fileName: 'main.html', source });
      },
    },
  };
}
