// Where `npm start -- --picture` leaves its pictures, and whether it can: tried before anything is started, and without a trace.
import { closeSync, mkdirSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Stop } from './stop.mjs';

/** That of the main window and that of the conversation. */
export const picturesAt = (file) => [file, file.replace(/\.png$/iu, '-conversation.png')];

/** Throws a `Stop` in one sentence where one of them could not be written. */
export function tryPictures(file) {
  for (const each of picturesAt(file)) {
    try {
      tryToWrite(each);
    } catch (error) {
      // Like "EACCES: permission denied, open '/a.png'".
      const reason = error.code === undefined ? error.message : error.message.replace(/^\w+: |, \w+ '.*$/gsu, '');
      throw new Stop(`No picture can be written to ${each}: ${reason}.`, 2);
    }
  }
}

function tryToWrite(file) {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory()) throw new Error('it is a folder');
  // Opening a pipe would wait for its other end.
  if (there && !there.isFile()) throw new Error('it is not a file');
  const made = mkdirSync(dirname(file), { recursive: true });
  try {
    // Leaves what is in it.
    closeSync(openSync(file, 'a'));
    if (!there) rmSync(file);
  } finally {
    if (made !== undefined) rmSync(made, { recursive: true });
  }
}

export function writePictures(file, pictures) {
  mkdirSync(dirname(file), { recursive: true });
  picturesAt(file).forEach((each, index) => writeFileSync(each, pictures[index]));
}
