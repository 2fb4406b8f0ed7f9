// npm run pictures: every view of the built app, in every look, as pictures in a folder; an embedded server and invented people
// behind it. The pictures themselves are taken in a process of its own, with an Electron, a display and a session bus.
import { electronEnv, findElectron } from './electron-runtime.mjs';
import { buildWhatChanged } from './support/build.mjs';
import { fromWhereOneStands, readCommandLine } from './support/command-line.mjs';
import { checkVirtualDisplay, onVirtualDesktop } from './support/linux-desktop.mjs';
import { root, run } from './support/run.mjs';
import { withSources } from './support/sources.mjs';
import { runMain, Stop } from './support/stop.mjs';

const usage = 'npm run pictures [-- --output FOLDER] [--only VIEW]…';

await runMain(async () => {
  const { values } = readCommandLine(usage, {
    output: { type: 'string', default: 'out/pictures' },
    only: { type: 'string', multiple: true },
  });
  const folder = values.output === 'out/pictures' ? `${root}/out/pictures` : fromWhereOneStands(values.output);
  return withSources(async (load) => {
    const { takePictures, viewNames } = await load('/e2e/pictures/take.ts');
    const only = values.only ?? viewNames;
    const unknown = only.find((name) => !viewNames.includes(name));
    if (unknown !== undefined) throw new Stop(`There is no view "${unknown}", but ${viewNames.join(', ')}.`, 2);
    if (!process.env.ELECTRON_EXEC_PATH) return takeWithApp(folder, only);
    const failures = await takePictures(folder, only, (line) => console.log(line));
    for (const failure of failures) console.error(`No picture of ${failure}`);
    return failures.length > 0 ? 1 : 0;
  });
});

async function takeWithApp(folder, only) {
  checkVirtualDisplay();
  const env = electronEnv(await findElectron());
  await buildWhatChanged(env);
  const script = [process.execPath, `${root}/scripts/pictures.mjs`, '--output', folder];
  const [command, ...args] = onVirtualDesktop([...script, ...only.flatMap((name) => ['--only', name])]);
  const { code } = await run(command, args, { env, talks: true });
  return code;
}
