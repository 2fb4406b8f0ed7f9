// That nothing is decided by words, shown by linting sentences that do.
import { ESLint } from 'eslint';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import tseslint from 'typescript-eslint';
import { decidedByWordsRule } from './decided-by-words.mjs';

// Types are those of a project: the smallest there is.
const folder = mkdtempSync(join(tmpdir(), 'parley-words-'));
const file = join(folder, 'words.ts');
writeFileSync(file, '');
writeFileSync(
  join(folder, 'tsconfig.json'),
  JSON.stringify({ compilerOptions: { strict: true, lib: ['es2022'], types: [] }, files: ['words.ts'] }),
);
afterAll(() => rmSync(folder, { recursive: true }));

function linter(parserOptions) {
  return new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.ts'],
        languageOptions: { parser: tseslint.parser, parserOptions },
        plugins: { parley: { rules: { 'decided-by-words': decidedByWordsRule } } },
        rules: { 'parley/decided-by-words': 'error' },
      },
    ],
  });
}
const plain = linter({});
const typed = linter({ projectService: true, tsconfigRootDir: folder });

async function complaints(eslint, code) {
  const [result] = await eslint.lintText(code, { filePath: file });
  return result.messages.map(({ message }) => message);
}

const said = (name) => `Nothing is decided by words: \`${name}\` may be worded otherwise tomorrow.`;

describe('words are not decided by', () => {
  it.each([
    [`if (error.message === 'gone') stop();`, 'message'],
    [`if ('gone' !== failure.detail) stop();`, 'detail'],
    [`if (failure?.detail === 'gone') stop();`, 'detail'],
    [`const unknown = requests.filter((request) => request.reason === unknownRequest);`, 'reason'],
    [`if (failure['detail'] === 'gone') stop();`, 'detail'],
    [`if (error.message.includes('gone')) stop();`, 'message'],
    [`if (error.detail?.startsWith('gone')) stop();`, 'detail'],
    [`if ((failure.detail ?? '').endsWith('gone')) stop();`, 'detail'],
    [`if (error.message.toLowerCase().trim() === 'gone') stop();`, 'message'],
    [`if (error.message.search(/gone/) >= 0) stop();`, 'message'],
    [`if (/^status 2/.test(failure.detail ?? '')) stop();`, 'detail'],
    [`const name = /ERR_[A-Z]+/u.exec(error.message)?.[0];`, 'message'],
    [`const name = error.message.match(/ERR/u);`, 'message'],
    [`if (/gone/.test(\`\${error.message}\`)) stop();`, 'message'],
    [`if (/gone/.test(String(failure.detail))) stop();`, 'detail'],
    [`if (known.has(error.message)) stop();`, 'message'],
    [`const code = codes.get(failure.detail!);`, 'detail'],
    [`const code = codes[error.message];`, 'message'],
    [`if (['gone'].includes(error.message)) stop();`, 'message'],
    [`switch (failure.detail) { default: stop(); }`, 'detail'],
    [`const { message } = error; if (message === 'gone') stop();`, 'message'],
    [`const { detail: words = '' } = failure; if (words.includes('gone')) stop();`, 'detail'],
    [`const text = (error as Error).message; if (/gone/.test(text)) stop();`, 'message'],
    [`function isGone({ message }: Error) { return message.startsWith('gone'); }`, 'message'],
    [`const isGone = ({ detail }) => detail === 'gone';`, 'detail'],
  ])('%s', async (code, name) => {
    expect(await complaints(plain, code)).toEqual([said(name)]);
  });
});

describe('words may be', () => {
  it.each([
    ['told', `log(error.message); const text = \`\${failure.detail}\`;`],
    ['there or not', `if (failure.detail !== undefined && error.message !== '') log(failure.detail ? 1 : 2);`],
    ['left out', `const at = stack.indexOf(error.message); const rest = stack.slice(at + error.message.length);`],
    ['what something else is called', `if (message === 'gone' || failure.code === 'gone') stop();`],
    ['in the name of a field', `if (detail.code === 'gone' || message.kind.includes('gone')) stop();`],
  ])('%s', async (_, code) => {
    expect(await complaints(plain, code)).toEqual([]);
  });
});

describe('with types', () => {
  it('only texts are words, and of those none that is one of a few', async () => {
    const code = `
      declare const sent: { readonly message: { readonly id: string }; readonly detail: 1 | 2 };
      declare const other: typeof sent;
      declare const notice: { readonly detail: 'gone' | 'late' | undefined };
      export const same = sent.message === other.message;
      export const second = sent.detail === 2;
      export const late = notice.detail === 'late';
    `;
    expect(await complaints(typed, code)).toEqual([]);
    expect(await complaints(plain, code)).toHaveLength(3);
  });

  it('a text that may be absent is one', async () => {
    const code = `
      export const isGone = (failure: { readonly detail?: string }): boolean => failure.detail === 'gone';
      export const isLate = ({ message }: Error): boolean => message === 'late';
    `;
    expect(await complaints(typed, code)).toEqual([said('detail'), said('message')]);
  });
});
