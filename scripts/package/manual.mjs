// The manual pages and the completions of shells, made of what the command line says about itself: they cannot disagree with it.

import { schemes } from './link-schemes.mjs';

/**
 * `help`: what `--help` says, as `src/cli/help.ts` has it, `general` and for each command.
 * `date`: as YYYY-MM-DD.
 */
export function commandLineManual({ help, version, date }) {
  const { general, ...commands } = help;
  return [
    `.TH PARLEY\\-CLI 1 ${date} "Parley ${version}" "User Commands"`,
    // Neither stretched nor hyphenated: there is much in it that is copied.
    '.ad l',
    '.nh',
    '.SH NAME',
    'parley\\-cli \\- messenger for Communicator Web Access without a window',
    '.SH SYNOPSIS',
    ...Object.keys(commands).flatMap((name) => [`.B parley\\-cli ${name}`, '[\\fIOPTION\\fR]...', '.br']),
    '.B parley\\-cli',
    '\\-\\-help | \\-\\-version',
    '.SH DESCRIPTION',
    ...helpBody(general),
    '.PP',
    'It runs in the Node.js of the computer, 20.19 or newer; without one it ends with code 127.',
    ...Object.entries(commands).flatMap(([name, text]) => [
      `.SH "THE COMMAND ${escape(name).toUpperCase()}"`,
      ...helpBody(text),
    ]),
    '.SH SEE ALSO',
    '.BR parley (1)',
    '',
  ].join('\n');
}

export function windowManual({ description, version, date }) {
  return [
    `.TH PARLEY 1 ${date} "Parley ${version}" "User Commands"`,
    '.SH NAME',
    'parley \\- messenger for Communicator Web Access',
    '.SH SYNOPSIS',
    '.B parley',
    '[\\fB\\-\\-hidden\\fR] [\\fILINK\\fR]...',
    '.SH DESCRIPTION',
    `${escape(description)}.`,
    'A second start shows the window of the first.',
    '.SH OPTIONS',
    ...optionEntry({
      name: '--hidden',
      words: 'Starts in the tray, without a window, unless a person is needed.',
    }),
    ...['.TP', '.I LINK'],
    'Opens the invitation to one person, such as sip:lee@example.com, and sends nothing. It begins with',
    `${listWords(schemes.map((scheme) => `\\fB${scheme}:\\fR`))}.`,
    '.PP',
    'It takes no options that would open it to others or take its sandbox away, and says so.',
    '.SH ENVIRONMENT',
    '.TP',
    '.B PARLEY_USER_DATA',
    'Names the folder of the profile; one that is given here is apart from all others.',
    '.SH FILES',
    '.TP',
    '.I ~/.config/Parley',
    'The profile: settings, what is remembered, and the encrypted history. It is for its owner alone.',
    '.TP',
    '.I /etc/parley/policy.json',
    'What the administrator of the computer has settled; an example is /usr/share/doc/parley/examples/policy.json.',
    '.SH SEE ALSO',
    '.BR parley\\-cli (1)',
    '',
  ].join('\n');
}

/** Paragraphs as they are, options as a list, and what is indented otherwise letter by letter. */
function helpBody(text) {
  const blocks = text.trimEnd().split(/\n{2,}/u);
  return blocks.flatMap((block) => {
    const lines = block.split('\n');
    if (!lines[0].startsWith('  ')) return ['.PP', ...lines.map(escape)];
    if (/^ {2}--/u.test(lines[0])) return optionsOf(block).flatMap(optionEntry);
    return ['.PP', '.nf', ...lines.map(escape), '.fi'];
  });
}

function listWords(words) {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function optionEntry({ name, value, words }) {
  return ['.TP', `\\fB${escape(name)}\\fR${value ? ` \\fI${escape(value)}\\fR` : ''}`, escape(words)];
}

/** `{ name, value?, words }` of each option that a help text lists, in its order. */
export function optionsOf(text) {
  const found = [];
  for (const line of text.split('\n')) {
    const [, name, value, words] = /^ {2}(--[a-z-]+)(?: (\S+))? +(\S.*)$/u.exec(line) ?? [];
    if (name !== undefined) found.push({ name, value, words });
    // What goes on below it is indented further.
    else if (found.length > 0 && /^ {10}/u.test(line)) found.at(-1).words += ` ${line.trim()}`;
  }
  return found;
}

export function bashCompletion(help) {
  const { general: _, ...commands } = help;
  const cases = Object.entries(commands).map(
    ([name, text]) => `    ${name}) words='${[...new Set(longOptions(text)), '--help'].join(' ')}' ;;`,
  );
  return `# bash completion for parley-cli
_parley_cli() {
  local words
  case \${COMP_WORDS[COMP_CWORD - 1]} in
    --people | --tls-key | --tls-cert | --log | --ca)
      COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"))
      return
      ;;
  esac
  case \${COMP_CWORD}:\${COMP_WORDS[1]} in
    1:*) words='${Object.keys(commands).join(' ')} --help --version' ;;
${cases.map((line) => line.replace(/^ {4}(\w+)\)/u, '    *:$1)')).join('\n')}
    *) words='' ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o filenames -F _parley_cli parley-cli
`;
}

export function zshCompletion(help) {
  const { general: _, ...commands } = help;
  const cases = Object.entries(commands).map(
    ([name, text]) => `  ${name}) compadd -- ${[...new Set(longOptions(text)), '--help'].join(' ')} ;;`,
  );
  return `#compdef parley-cli
if (( CURRENT == 2 )); then
  compadd -- ${Object.keys(commands).join(' ')} --help --version
  return
fi
case $words[CURRENT-1] in
  --people|--tls-key|--tls-cert|--log|--ca) _files; return ;;
esac
case $words[2] in
${cases.join('\n')}
esac
`;
}

function longOptions(text) {
  return optionsOf(text).map(({ name }) => name);
}

/** For roff: a dash that can be copied, and nothing at the start of a line that is a command. */
function escape(line) {
  const plain = line.replaceAll('\\', '\\e').replaceAll('-', '\\-');
  return /^[.']/u.test(plain) ? `\\&${plain}` : plain;
}
