import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const integration = '{src,test}/**/*.integration.test.ts';

export default defineConfig({
  plugins: [vue()],
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['{src,test}/**/*.test.ts', 'scripts/**/*.test.mjs'], exclude: [integration] },
      },
      {
        extends: true,
        // These run the command line as a person does: built.
        test: {
          name: 'integration',
          include: [integration],
          globalSetup: 'scripts/support/build-command-line.mjs',
          testTimeout: 20_000,
        },
      },
    ],
  },
});
