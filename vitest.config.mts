import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const integration = '{src,test}/**/*.integration.test.ts';
const xmpp = '{src,test}/**/*.xmpp.test.ts';

export default defineConfig({
  plugins: [vue()],
  test: {
    // For a machine that does something else as well; nothing takes as long on one that is idle.
    testTimeout: 20_000,
    // Many wait more than they work; left alone, one processor would stay free.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,test}/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: [integration, xmpp],
        },
      },
      {
        extends: true,
        // These run the command line as a person does: built.
        test: {
          name: 'integration',
          include: [integration],
          globalSetup: 'scripts/support/build-command-line.mjs',
        },
      },
      {
        extends: true,
        // These talk to XMPP services that are started for them, where the machine has them. They strike the services, so one file has
        // them at a time. Some run the command line as a person does: built. Services that are killed and cut off on a machine that
        // does something else as well are late at times: which test needed a second try is said at the end (scripts/test.mjs).
        test: {
          name: 'xmpp',
          retry: process.env['CI'] ? 1 : 0,
          include: [xmpp],
          globalSetup: ['scripts/support/build-command-line.mjs', 'test/xmpp/start-services.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
});
