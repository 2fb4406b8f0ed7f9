// npm run bench [name…]: runs the measurements in bench/ and prints their ratios.
import { readdirSync } from 'node:fs';
import { createServer } from 'vite';

const wanted = process.argv.slice(2);
const vite = await createServer({
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, ws: false },
  optimizeDeps: { noDiscovery: true },
  ssr: { external: ['libsql'] },
});
try {
  for (const file of readdirSync('bench').filter((name) => name.endsWith('.ts') && name !== 'measure.ts')) {
    const benches = Object.values(await vite.ssrLoadModule(`/bench/${file}`));
    for (const bench of benches) {
      if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
      console.log(`${bench.name}`);
      await bench.run((line) => console.log(`  ${line}`));
    }
  }
} finally {
  await vite.close();
}
