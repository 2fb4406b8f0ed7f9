// electron-builder's hook for the MSI, which knows nothing of links: the same entries of the registry that the other installer makes
// (resources/installer.nsh), gone again when it is removed.
import { readFileSync, writeFileSync } from 'node:fs';
import { schemes } from './link-schemes.mjs';

const program = '[APPLICATIONFOLDER]Parley.exe';
const capabilities = 'Software\\Parley\\Capabilities';
const end = '</ComponentGroup>';

export default function addLinksToProject(projectFile) {
  writeFileSync(projectFile, addLinks(readFileSync(projectFile, 'utf8')));
}

/** `project`: in the language of WiX. */
export function addLinks(project) {
  const parts = project.split(end);
  if (parts.length !== 2) throw new Error('The project of the MSI has another form than its links were made for.');
  return parts.join(`${component}${end}`);
}

// HKMU: the computer's registry, or that of the person for whom alone it is installed. One value has to be what the component is known by.
const component = `
      <Component Id="Links" Guid="0febf911-5ee8-4971-8b23-8f44b6e99478">
        ${[
          ...['Parley.Link', 'parley'].flatMap(describeLink),
          value(capabilities, 'ApplicationName', 'Parley'),
          value(capabilities, 'ApplicationDescription', 'Messenger for Communicator Web Access'),
          ...schemes.map((scheme) => value(`${capabilities}\\URLAssociations`, scheme, 'Parley.Link')),
          value('Software\\RegisteredApplications', 'Parley', capabilities, ' KeyPath="yes"'),
        ].join('\n        ')}
      </Component>
    `;

function describeLink(name) {
  const key = `Software\\Classes\\${name}`;
  return [
    value(key, '', 'URL:Parley'),
    value(key, 'URL Protocol', ''),
    value(`${key}\\DefaultIcon`, '', `&quot;${program}&quot;,0`),
    value(`${key}\\shell\\open\\command`, '', `&quot;${program}&quot; &quot;%1&quot;`),
  ];
}

function value(key, name, text, more = '') {
  const named = name === '' ? '' : ` Name="${name}"`;
  return `<RegistryValue Root="HKMU" Key="${key}"${named} Type="string" Value="${text}"${more}/>`;
}
