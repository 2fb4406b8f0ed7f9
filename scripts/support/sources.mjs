// TypeScript of this repository for scripts that run it without a build.
import { createServer } from 'vite';
import { root } from './run.mjs';

/** `use` gets a function that loads a module by its path from the root of the repository (`/src/…`). */
export async function withSources(use) {
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true, ws: false },
    optimizeDeps: { noDiscovery: true },
    ssr: { external: ['libsql'] },
  });
  try {
    return await use((path) => vite.ssrLoadModule(path));
  } finally {
    await vite.close();
  }
}
