import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headingsOf, proseOf } from '../support/documents.mjs';
import { root } from '../support/run.mjs';
import { citedIn, citedInWords, findGaps, partsOf } from './parts.mjs';
import { rows } from './rows.mjs';

const page = readFileSync(resolve(root, 'docs/protocol.md'), 'utf8');
const parts = partsOf(page);

/** `design.md, "How data flows"`; the field notes are a chapter of the protocol. */
const quotation = /(?:\b([\w-]+\.md)|field notes), "([^"\n]+)"/gu;

/** The text of each file of code below these folders. */
const codeIn = (folders) =>
  folders.flatMap((folder) =>
    readdirSync(resolve(root, folder), { recursive: true })
      .filter((name) => /\.(?:m?ts|mjs|vue)$/u.test(name) && !name.startsWith('conformance/parts'))
      .map((name) => ({ file: `${folder}/${name}`, code: readFileSync(resolve(root, folder, name), 'utf8') })),
  );

describe('docs/protocol.md', () => {
  it('numbers its parts without a gap', () => {
    expect(findGaps(page)).toEqual([]);
    expect(parts.size).toBeGreaterThan(130);
  });

  it('has each part that it refers to itself', () => {
    expect(citedInWords(proseOf(page)).filter((number) => !parts.has(number))).toEqual([]);
  });

  it('has each part that the code cites', () => {
    const cited = codeIn(['src', 'test', 'e2e', 'bench', 'scripts']).flatMap(({ file, code }) =>
      citedIn(code).map((number) => ({ file, number })),
    );
    expect(cited.filter(({ number }) => !parts.has(number))).toEqual([]);
    expect(cited.length).toBeGreaterThan(500);
  });

  it('has each part that a row of the table follows, with the name of the element in it', () => {
    const missing = rows.filter(({ kind, part, name }) => {
      const text = textOf(part);
      return text === undefined || (kind !== 'Contradiction' && !text.includes(name));
    });
    expect(missing).toEqual([]);
  });

  it('shows each element of the table in an example', () => {
    const examples = [...page.matchAll(/^```xml.*?^```$/gmsu)].join('\n');
    const elements = rows.filter(({ kind }) => kind !== 'Contradiction').map(({ name }) => name.replaceAll('`', ''));
    expect(elements.filter((name) => !examples.includes(`<${name}`))).toEqual([]);
  });

  it('lists every source that it names', () => {
    const named = page.matchAll(/\[((?:bb|dd|ee|ff|gg|hh)\d+|[a-z\d]+-[a-z]+)\](?![:(])/gu);
    const listed = textOf('9') ?? '';
    expect([...new Set([...named].map(([whole]) => whole))].filter((whole) => !listed.includes(whole))).toEqual([]);
  });

  /** From the heading of a part to the next. */
  function textOf(part) {
    const [, text] = page.split(new RegExp(`^#{2,3} ${part.replace('.', '\\.')}\\.? `, 'mu'));
    return text?.split(/^#{2,3} /mu)[0];
  }
});

it('every heading that the code quotes is in its document', () => {
  const headings = (name) => headingsOf(readFileSync(resolve(root, 'docs', name), 'utf8'));
  const quoted = codeIn(['src', 'test', 'e2e', 'bench']).flatMap(({ file, code }) =>
    // A comment goes on in the next line.
    [...code.replaceAll(/\n\s*(?:\/\/|\*)/gu, '').matchAll(quotation)].map(([, name = 'protocol.md', words]) => ({
      file,
      name,
      words,
    })),
  );
  expect(quoted.filter(({ name, words }) => !headings(name).some((text) => text.includes(words)))).toEqual([]);
  expect(quoted.length).toBeGreaterThan(10);
});

describe('the parts of a page', () => {
  it('have the anchors of their headings', () => {
    const headings =
      '## 3. Requests\n\n### 3.14 `lock`\n\n### 7.30 `&&` in the address of a poll\n\n```\n## 9. No\n```\n';
    expect([...partsOf(headings)]).toEqual([
      ['3', '3-requests'],
      ['3.14', '314-lock'],
      ['7.30', '730--in-the-address-of-a-poll'],
    ]);
  });

  it.each([
    ['## 1. a\n### 1.1 b\n### 1.3 c', ['1.3']],
    ['## 1. a\n## 3. b', ['3']],
    ['## 1. a\n### 1.1 b\n### 1.1 c', ['1.1']],
    ['## 1. a\n### 2.1 b', ['2.1']],
    ['## 1. a\n### 1.1 b\n## 2. c\n### 2.1 d', []],
  ])('are told where one is missing or there twice: %j', (text, gaps) => {
    expect(findGaps(text)).toEqual(gaps);
  });
});

describe('a number in the code', () => {
  it.each([
    ['// Ends (protocol.md 3.7, 6.4).', ['3.7', '6.4']],
    ['/** 7.4: in either. */', ['7.4']],
    ['// The order of 4.1–4.7 counts', ['4.1', '4.7']],
    ['/**\n * As in 5.10.\n */', ['5.10']],
    ['// not documented (section 8)', ['8']],
    ['// Section 7: where', ['7']],
    ['/** The namespace (protocol.md 2). */', ['2']],
    ["it('7.9, 7.23 is answered', () => {})", ['7.9', '7.23']],
  ])('is a part: %s', (code, cited) => {
    expect(citedIn(code)).toEqual(cited);
  });

  it.each([
    'const share = 2.4;',
    '// TLS 1.0 is refused',
    '// as RFC 9110, 8.4 has it, and RFC 6265, section 5.2',
    '// Electron 41.2.1',
    "const url = 'http://127.0.0.1:4';",
    "const office = '2.14';",
  ])('is none: %s', (code) => {
    expect(citedIn(code)).toEqual([]);
  });
});
