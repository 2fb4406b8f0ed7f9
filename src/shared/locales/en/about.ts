// About Parley: versions, licences.
export default {
  title: 'About Parley',
  version: 'Version {version}',
  what: 'A messenger for Communicator Web Access.',
  runsOn: 'What it runs on',
  system: 'System',
  copy: 'Copy',
  copyHint: 'Copy all versions, for a report about an error',
  copied: 'Copied',
  licence: 'Licence',
  own: 'Parley may be used, changed and passed on under the MIT licence.',
  libraries: 'Libraries of others',
  librariesText:
    'Parley contains {count} library of others, under its own licence. | Parley contains {count} libraries of others, each under its own licence.',
  noLibraries: 'This build does not say which libraries are in it. The packages of Parley do.',
  librariesProblem:
    'The list of libraries could not be read. It is also in the file THIRD-PARTY-NOTICES.txt, in the folder of the program.',
  loading: 'Reading the list…',
  electron:
    'Electron and Chromium have licences of their own: they are in the files LICENSE.electron.txt and LICENSES.chromium.html, in the folder of the program.',
  licenceOf: 'Licence of {name}',
} as const;
