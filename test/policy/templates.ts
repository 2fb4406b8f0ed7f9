// The templates of the group policy editor, the examples, and the table of the documentation, made of the one list of keys. Pure.
import { registryKey } from '../../src/main/policy/windows-registry';
import { preferencesDomain } from '../../src/main/policy/managed-preferences';
import { policyKeyNames, policyKeys, type PolicyKey, type PolicyKeyName } from '../../src/main/policy/policy-keys';
import { policyWords } from './policy-words';

/** Ids of templates have no dots. */
const idOf = (name: PolicyKeyName): string => name.replaceAll('.', '_');
const keyOf = (name: PolicyKeyName): PolicyKey<unknown> => policyKeys[name];

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export function admx(): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="parley" namespace="Parley.Policies.Parley"/>
  </policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <supportedOn>
    <definitions>
      <definition name="SUPPORTED_PARLEY" displayName="$(string.SUPPORTED_PARLEY)"/>
    </definitions>
  </supportedOn>
  <categories>
    <category name="Parley" displayName="$(string.Parley)"/>
  </categories>
  <policies>
${policyKeyNames.map(policyElement).join('\n')}
  </policies>
</policyDefinitions>
`;
}

function policyElement(name: PolicyKeyName): string {
  const id = idOf(name);
  const isFlag = keyOf(name).kind === 'flag';
  const attributes = [
    `name="${id}"`,
    'class="Both"',
    `displayName="$(string.${id})"`,
    `explainText="$(string.${id}_explain)"`,
    ...(isFlag ? [] : [`presentation="$(presentation.${id})"`]),
    `key="${registryKey}"`,
    ...(isFlag ? [`valueName="${name}"`] : []),
  ];
  const body = isFlag
    ? '      <enabledValue><decimal value="1"/></enabledValue>\n      <disabledValue><decimal value="0"/></disabledValue>'
    : `      <elements>\n${valueElement(name)}\n      </elements>`;
  return `    <policy ${attributes.join(' ')}>
      <parentCategory ref="Parley"/>
      <supportedOn ref="SUPPORTED_PARLEY"/>
${body}
    </policy>`;
}

function valueElement(name: PolicyKeyName): string {
  const { kind, choices = [], range = [0, 0] } = keyOf(name);
  const attributes = `id="${idOf(name)}_value" valueName="${name}" required="true"`;
  switch (kind) {
    case 'flag':
      return '';
    case 'text':
      return `        <text ${attributes}/>`;
    case 'list':
      return `        <multiText ${attributes}/>`;
    case 'number':
      return `        <decimal ${attributes} minValue="${range[0]}" maxValue="${range[1]}"/>`;
    case 'choice': {
      const items = choices.map(
        (choice) =>
          `          <item displayName="$(string.${idOf(name)}_${choice})"><value><string>${choice}</string></value></item>`,
      );
      return `        <enum ${attributes}>\n${items.join('\n')}\n        </enum>`;
    }
  }
}

/** The editor has words of its own for the two values. */
const editorsWords = '(“Enabled” is true, “Disabled” is false.)';

export function adml(): string {
  const strings = policyKeyNames.flatMap((name) => {
    const { title, explain, choices = {} } = policyWords[name];
    const id = idOf(name);
    return [
      [id, title] as const,
      [`${id}_explain`, keyOf(name).kind === 'flag' ? `${explain} ${editorsWords}` : explain] as const,
      ...Object.entries(choices).map(([choice, text]) => [`${id}_${choice}`, text] as const),
    ];
  });
  const all = [['Parley', 'Parley'], ['SUPPORTED_PARLEY', 'Parley for Windows'], ...strings] as const;
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <displayName>Parley</displayName>
  <description>What an organisation sets for Parley</description>
  <resources>
    <stringTable>
${all.map(([id, text]) => `      <string id="${id}">${escaped(text)}</string>`).join('\n')}
    </stringTable>
    <presentationTable>
${policyKeyNames.flatMap(presentation).join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`;
}

function presentation(name: PolicyKeyName): string[] {
  const control = controlFor(name, `refId="${idOf(name)}_value"`, escaped(policyWords[name].title));
  return control === undefined ? [] : [`      <presentation id="${idOf(name)}">${control}</presentation>`];
}

function controlFor(name: PolicyKeyName, ref: string, label: string): string | undefined {
  switch (keyOf(name).kind) {
    case 'flag':
      return undefined;
    case 'text':
      return `<textBox ${ref}><label>${label}</label></textBox>`;
    case 'list':
      return `<multiTextBox ${ref}>${label}</multiTextBox>`;
    case 'number':
      return `<decimalTextBox ${ref} defaultValue="${keyOf(name).range?.[0] ?? 0}">${label}</decimalTextBox>`;
    case 'choice':
      return `<dropdownList ${ref} noSort="true">${label}</dropdownList>`;
  }
}

/** A configuration profile of macOS with these values. */
export function mobileConfig(values: Readonly<Record<string, unknown>>): string {
  const payload = {
    PayloadType: preferencesDomain,
    PayloadVersion: 1,
    PayloadIdentifier: `${preferencesDomain}.policy`,
    PayloadUUID: '7A0C2B7E-5C0B-4B57-9C7C-0B6D6E1F2A31',
    ...values,
  };
  const profile = {
    PayloadType: 'Configuration',
    PayloadVersion: 1,
    PayloadDisplayName: 'Parley',
    PayloadIdentifier: `${preferencesDomain}.profile`,
    PayloadUUID: 'C3B1F0D4-2E43-4A0D-8E0C-6B7B1B1D9E52',
    PayloadScope: 'System',
    PayloadContent: [payload],
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${propertyList(profile, '')}
</plist>
`;
}

function propertyList(value: unknown, indent: string): string {
  const deeper = `${indent}  `;
  if (Array.isArray(value))
    return `${indent}<array>\n${value.map((each) => propertyList(each, deeper)).join('\n')}\n${indent}</array>`;
  switch (typeof value) {
    case 'boolean':
      return `${indent}<${String(value)}/>`;
    case 'number':
      return `${indent}<integer>${value}</integer>`;
    case 'object': {
      const entries = Object.entries(value as object).map(
        ([key, each]) => `${deeper}<key>${key}</key>\n${propertyList(each, deeper)}`,
      );
      return `${indent}<dict>\n${entries.join('\n')}\n${indent}</dict>`;
    }
    default:
      return `${indent}<string>${escaped(String(value))}</string>`;
  }
}

/** Markdown. */
export function keyTable(): string {
  const rows = policyKeyNames.map((name) => `| \`${name}\` | ${valuesOf(name)} | ${policyWords[name].explain} |`);
  return ['| Key | Value | What it does |', '| --- | --- | --- |', ...rows].join('\n');
}

function valuesOf(name: PolicyKeyName): string {
  const { kind, choices = [], range = [] } = keyOf(name);
  switch (kind) {
    case 'flag':
      return '`true`, `false`';
    case 'number':
      return `whole number, ${range.join(' to ')}`;
    case 'choice':
      return choices.map((choice) => `\`${choice}\``).join(', ');
    case 'text':
      return 'text';
    case 'list':
      return 'list of texts';
  }
}
