// No regular expression of ours may cost more than in proportion to what it reads: one that does stops the program for seconds when a
// stranger wants it to. Each is attacked, whatever it sees today. `npm run lint` looks at them too, and knows other kinds of them.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { expressionsIn, expressionsOf } from './expressions';
import { weaknessOfExpression } from './weakness';

const expressions = expressionsOf(fileURLToPath(new URL('../..', import.meta.url)));

/**
 * Put together while the program runs, so that they cannot be attacked here: how many there are, where functions.test.ts has the worst
 * inputs of what uses them. A literal is better.
 */
const built: Readonly<Record<string, number>> = {
  'src/main/diagnostics/hide-known.ts': 1,
  'src/main/diagnostics/mask-private.ts': 2,
  'src/main/uc/http/node/ntlm.ts': 1,
  'src/main/uc/channels/poll-answer.ts': 1,
  'src/protocol/xml-names.ts': 3,
  'src/recording/mask/word-mask.ts': 1,
  'src/renderer/message/links.ts': 1,
};

/** For what is slow: the others are over in no time. */
const timeoutMs = 60_000;

describe('every regular expression is linear', () => {
  const literals = expressions.filter(({ value }) => value !== undefined);
  it.each(literals.map((each) => [each.file, each.written, each.value] as const))(
    '%s %s',
    (_file, _written, value) => {
      expect(value && weaknessOfExpression(value)).toBeUndefined();
    },
    timeoutMs,
  );

  it('and what is put together at run time is counted', () => {
    const counts: Record<string, number> = {};
    for (const { file, value } of expressions) if (!value) counts[file] = (counts[file] ?? 0) + 1;
    expect(counts).toEqual(built);
  });
});

describe('the search for expressions', () => {
  it('finds them wherever they stand', () => {
    const script = "const a = b / c / d; f(/x+/u); g(new RegExp(`${h}`)); 'i'.match('j'); k.search(/l/); // /m/";
    expect(expressionsIn('a.ts', script).map(({ written }) => written)).toEqual([
      '/x+/u',
      'new RegExp(`${h}`)',
      "'i'.match('j')",
      '/l/',
    ]);
    const component = `<script setup lang="ts">const a = /b/u;</script><template><p>{{ c.replace(/d/, '') }}</p></template>`;
    expect(expressionsIn('a.vue', component).map(({ written, value }) => [written, value === undefined])).toEqual([
      ['/b/u', false],
      ['in the template: replace(', true],
    ]);
  });
});

describe('the attacks', () => {
  it.each([
    /(?:a+)+$/u,
    /\s+$/u,
    /[\w.-]+@/gu,
    /^([^:\s]+):\s*(.*)$/u,
    /<!--.*?-->/gsu,
    /<user\b[^>]*>/gu,
    /(?<=a.*)b/u,
  ])(
    'show that %s is not',
    (expression) => {
      expect(weaknessOfExpression(expression)).toContain('times what a tenth does');
    },
    timeoutMs,
  );
});
