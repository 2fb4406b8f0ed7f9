// The command line of `npm start`. What is not for it goes to the app.
import { fromWhereOneStands } from './command-line.mjs';
import { Stop } from './stop.mjs';

const usage = `npm start [-- OPTIONS]

  --yes            install missing system packages without a question
  --picture FILE   sign in to the demo, have a conversation, write a picture of the main window
                   to FILE (.png) and one of the conversation beside it (FILE-conversation.png)
  --verbose        show all that Parley and Chromium say
  --help           show this

Anything else goes to Parley.`;

/** `{ yes, verbose, picture, forApp }`; `picture` is a whole path or undefined. Throws `Stop`. */
export function readStartOptions(args, env = process.env) {
  const read = { yes: false, verbose: false, picture: undefined, forApp: [] };
  for (let at = 0; at < args.length; at++) {
    const [name, value] = splitOption(args[at]);
    if (name === '--help' || name === '-h') throw new Stop(usage, 0);
    else if (name === '--yes' || name === '-y') read.yes = true;
    else if (name === '--verbose') read.verbose = true;
    else if (name === '--picture') read.picture = pictureFile(value ?? args[++at], env);
    else if (args[at] !== '--' || at > 0) read.forApp.push(args[at]);
  }
  return read;
}

function splitOption(argument) {
  const at = argument.indexOf('=');
  return argument.startsWith('--') && at > 0 ? [argument.slice(0, at), argument.slice(at + 1)] : [argument];
}

function pictureFile(name, env) {
  if (!name?.toLowerCase().endsWith('.png')) throw new Stop(`--picture wants the name of a .png file.\n\n${usage}`, 2);
  return fromWhereOneStands(name, env);
}
