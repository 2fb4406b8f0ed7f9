import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

const at = (path: string): string => resolve(import.meta.dirname, path);

// Everything is bundled into CommonJS: it runs in the shipped Electron and in the older one of development machines alike.
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      target: 'node18',
      rollupOptions: {
        input: { index: at('src/main/index.ts'), 'embedded-server': at('src/server/process.ts') },
        output: { format: 'cjs' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: 'node18',
      rollupOptions: { input: { index: at('src/preload/index.ts') }, output: { format: 'cjs' } },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [vue()],
    build: { target: 'chrome114', rollupOptions: { input: { index: at('src/renderer/index.html') } } },
  },
});
