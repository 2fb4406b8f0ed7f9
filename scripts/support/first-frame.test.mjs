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

describe('addFirstFrame', () => {
  it('makes a page of its own, with the frame right before what is drawn later', () => {
    expect(build('<body>\n    <div id="app"></div>\n</body>')).toEqual([
      {
        type: 'asset',
        fileName: 'main.html',
        source: '<body>\n    <p>$& first</p>\n    <div id="app"></div>\n</body>',
      },
    ]);
  });

  it.each(['<body></body>', '<div id="app"></div><div id="app"></div>'])(
    'refuses a page that it does not know: %s',
    (page) => expect(() => build(page)).toThrow('index.html'),
  );
});
