import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { recordLibraries } from './scripts/support/record-libraries.mjs';

// The command line: one CommonJS file for plain Node.
export default defineConfig({
  plugins: [recordLibraries('cli', import.meta.dirname)],
  build: {
    ssr: resolve(import.meta.dirname, 'src/cli/index.ts'),
    outDir: 'out/cli',
    target: 'node20',
    minify: false,
    rollupOptions: {
      external: [...builtinModules, /^node:/],
      output: { format: 'cjs', entryFileNames: 'index.js' },
    },
  },
  ssr: { noExternal: true },
});
