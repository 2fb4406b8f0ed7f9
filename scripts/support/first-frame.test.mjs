import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addFirstFrame } from './first-frame.mjs';

let folder;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'parley-frame-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function build(page) {
  const file = join(folder, 'frame.html');
  writeFileSync(file, '<p>$& first</p>\n');
  const emitted = [];
  const { handler } = addFirstFrame(file).generateBundle;
  handler.call({ emitFile: (asset) => emitted.push(asset) }, {}, { 'index.html': { source: page } });
  return emitted;
}

const styles = '    <link rel="stylesheet" href="./a.css">\n    <link rel="stylesheet" href="./b.css">\n';
const app = '    <div id="app"></div>\n';

describe('addFirstFrame', () => {
  it('makes a page of its own, in which styles come behind the frame', () => {
    expect(build(`<head>\n    <title>A</title>\n${styles}</head>\n<body>\n${app}</body>`)).toEqual([
      {
        type: 'asset',
        fileName: 'main.html',
        source: `<head>\n    <title>A</title>\n</head>\n<body>\n    <p>$& first</p>\n${app}${styles}</body>`,
      },
    ]);
  });

  it.each([styles, `${app}${app}${styles}`, app, `<link media="all" rel="stylesheet">\n${app}${styles}`])(
    'refuses a page that it does not know: %j',
    (page) => expect(() => build(page)).toThrow('index.html'),
  );
});
