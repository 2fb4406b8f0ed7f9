// The last step of a build: out/notices.json names the libraries of others that are in it.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gatherLibraries, noticesJson } from './support/notices.mjs';
import { root } from './support/run.mjs';

writeFileSync(resolve(root, 'out/notices.json'), noticesJson(gatherLibraries(root)));
