// node scripts/guards/build-part.mjs main|preload|renderer: one part of the app alone, as `electron-vite build` makes it.
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';

const { config } = await resolveConfig({}, 'build', 'production');
await build({ ...config[process.argv[2]], configFile: false });
