// What the linter holds: the borders between the folders (README.md, "Layout"), promises that nobody waits for, unions that a
// `switch` forgets, decisions by the words of an error, calls that a long list breaks. How code looks is Prettier's.
import prettier from 'eslint-config-prettier';
import regexp from 'eslint-plugin-regexp';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';
import { bordersRule } from './scripts/support/borders.mjs';
import { decidedByWordsRule } from './scripts/support/decided-by-words.mjs';
import { spreadListsRule } from './scripts/support/spread-lists.mjs';

const parley = {
  rules: { borders: bordersRule, 'decided-by-words': decidedByWordsRule, 'spread-lists': spreadListsRule },
};
const code = ['**/*.{ts,vue}'];
const scripts = ['**/*.{mjs,cjs}'];

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'coverage/', 'test-results/', 'playwright-report/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.recommended,
  { files: ['**/*.vue'], extends: [vue.configs['flat/recommended']] },
  {
    files: code,
    languageOptions: {
      parserOptions: {
        parser: tseslint.parser,
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.vue'],
    rules: {
      // One word is enough for what is ours alone (`Button`); they are never used in templates as plain HTML.
      'vue/multi-word-component-names': 'off',
      // The sanitiser stands before the one place that needs it.
      'vue/no-v-html': 'error',
      // Slow, and the type checker sees it.
      'vue/no-ref-as-operand': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
    },
  },
  {
    files: [...code, ...scripts],
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  // CommonJS has no other way.
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    // test/linear attacks them; this tells where one is written.
    files: ['src/**/*.{ts,vue}'],
    ignores: ['**/*.test.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    plugins: { parley },
    rules: { 'parley/borders': 'error' },
  },
  {
    // Time, chance and numbers come in with the input, or the same input would not give the same output once more.
    files: [
      'src/main/uc/{account-state,reduce-account,reduced,warnings,ids}.ts',
      'src/main/uc/{conversations,calls,contacts,presence,people}/**/*.ts',
      'src/main/uc/session/session.ts',
    ],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'performance',
        'crypto',
        'process',
        'setTimeout',
        'setInterval',
        'setImmediate',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random' },
        { object: 'Date', property: 'now' },
      ],
      'no-restricted-syntax': ['error', "NewExpression[callee.name='Date'][arguments.length=0]"],
    },
  },
  {
    // Tests read what they have had written, and know how long it is.
    files: ['src/**/*.{ts,vue}'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    plugins: { parley },
    rules: { 'parley/decided-by-words': 'error', 'parley/spread-lists': 'error' },
  },
  prettier,
);
