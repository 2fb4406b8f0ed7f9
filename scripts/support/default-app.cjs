// Stands in for the small app that Electron carries to start a project given on its command line; the runtime that comes out of
// a packaged program lacks it. Packed into resources/default_app.asar by electron-runtime.mjs, never into Parley.
const { app } = require('electron');
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const preloaded = [];
let project;
for (let index = 1; index < process.argv.length && project === undefined; index++) {
  const argument = process.argv[index];
  if (argument === '-r' || argument === '--require') preloaded.push(process.argv[++index]);
  else if (argument === '--version' || argument === '-v') {
    console.log(`v${process.versions.electron}`);
    process.exit(0);
  } else if (argument.startsWith('--app=')) project = argument.slice('--app='.length);
  else if (!argument.startsWith('-')) project = argument;
}
if (project === undefined) {
  console.error('Name the folder or the script to start.');
  process.exit(1);
}
// Playwright comes in this way.
if (preloaded.length > 0) Module._preloadModules(preloaded);

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
const folder = path.resolve(project);
const description = path.join(folder, 'package.json');
if (existsSync(description)) {
  const { name, productName, version, desktopName } = JSON.parse(readFileSync(description, 'utf8'));
  if (version) app.setVersion(version);
  app.name = productName ?? name ?? app.name;
  app.setDesktopName(desktopName ?? `${app.name}.desktop`);
  app.setAppPath(folder);
} else {
  app.setAppPath(path.dirname(Module._resolveFilename(folder, module, true)));
}
Module._load(folder, module, true);
