import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { copyDictionaries } from './scripts/support/dictionaries.mjs';
import { addFirstFrame } from './scripts/support/first-frame.mjs';
import { plainLetters } from './scripts/support/plain-letters.mjs';
import { recordLibraries } from './scripts/support/record-libraries.mjs';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** What the main process reads by path, or has others read, lies beside it. */
const copyResources = {
  name: 'copy-resources',
  writeBundle({ dir = '' }: { dir?: string | undefined }): void {
    for (const folder of ['tray', 'icons', 'sounds']) {
      cpSync(at(`resources/${folder}`), resolve(dir, '../resources', folder), { recursive: true });
    }
  },
};

/** The texts of a language come together: one file to ask for in place of one a subject. English is in what is always there. */
const ofOneLanguage = (id: string): string | null => {
  const language = /[\\/]locales[\\/]([a-z]{2}(?:-\w+)?)[\\/][\w-]+\.ts$/u.exec(id)?.[1];
  return language === undefined || language === 'en' || id.endsWith('language.ts') ? null : `language-${language}`;
};

/** What the entry has run when it has its answers is read meanwhile, and its styles before anything is drawn. */
const readStartAtOnce: Plugin = {
  name: 'read-start-at-once',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {} }) {
      const start = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'start');
      if (start?.type !== 'chunk') return [];
      const link = (rel: string, file: string): HtmlTagDescriptor => ({
        tag: 'link',
        attrs: { rel, crossorigin: true, href: `./${file}` },
        injectTo: 'head',
      });
      const styles = [...(start.viteMetadata?.importedCss ?? [])].map((file) => link('stylesheet', file));
      return [link('modulepreload', start.fileName), ...styles];
    },
  },
};

// Everything is bundled into CommonJS: it runs in the shipped Electron and in the older one of development machines alike.
export default defineConfig({
  main: {
    plugins: [
      copyResources,
      copyDictionaries(import.meta.dirname),
      recordLibraries('main', import.meta.dirname),
      plainLetters(),
    ],
    build: {
      externalizeDeps: false,
      target: 'node20',
      rollupOptions: {
        input: {
          index: at('src/main/index.ts'),
          'decode-worker': at('src/main/uc/decoding/decode-worker.ts'),
          'history-worker': at('src/main/store/history/history-worker.ts'),
          'recording-worker': at('src/main/recording/recording-worker.ts'),
          'spelling-worker': at('src/main/spelling/spelling-worker.ts'),
          'embedded-server': at('src/server/demo-thread.ts'),
        },
        // Native: it cannot be bundled.
        external: ['libsql'],
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    plugins: [recordLibraries('preload', import.meta.dirname), plainLetters()],
    build: {
      externalizeDeps: false,
      target: 'node20',
      rollupOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [
      vue(),
      readStartAtOnce,
      addFirstFrame(at('src/renderer/ui/first-frame.html')),
      recordLibraries('renderer', import.meta.dirname),
      plainLetters(),
    ],
    build: {
      target: 'chrome130',
      rollupOptions: {
        input: { index: at('src/renderer/index.html') },
        output: {
          codeSplitting: {
            groups: [
              // Each with all that it needs: what asks first, and what the first view of a start is made of, in one file to be asked for.
              { name: 'first', test: /[\\/]renderer[\\/]first\.ts$/u, priority: 5 },
              { name: 'start', test: /[\\/]renderer[\\/]main\.ts$/u, priority: 4 },
              { name: ofOneLanguage, priority: 3 },
              { name: 'ui', test: /[\\/]node_modules[\\/]|[\\/]renderer[\\/]ui[\\/]/u, minShareCount: 2, priority: 2 },
              { name: 'shared', minShareCount: 3 },
            ],
          },
        },
      },
    },
  },
});
