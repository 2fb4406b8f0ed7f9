// The bill of materials of a package, in CycloneDX 1.6. The same parts make the same file: it has no time, and its serial number is
// made from what is in it.
import { createHash } from 'node:crypto';

/** `libraries` as `gatherLibraries` has them. Of Electron the version is known, of Chromium and Node inside it what it says. */
export function billOfMaterials({ app, electronVersion, libraries }) {
  const electron = {
    type: 'framework',
    'bom-ref': purl('electron', electronVersion),
    name: 'electron',
    version: electronVersion,
    licenses: [{ license: { id: 'MIT' } }],
    purl: purl('electron', electronVersion),
  };
  const components = [electron, ...libraries.map(component)];
  const self = {
    type: 'application',
    'bom-ref': purl(app.name, app.version),
    name: app.name,
    version: app.version,
    description: app.description,
    licenses: [{ license: { id: app.license } }],
    purl: purl(app.name, app.version),
  };
  const content = {
    metadata: { component: self },
    components,
    dependencies: [
      { ref: self['bom-ref'], dependsOn: components.map((each) => each['bom-ref']) },
      ...components.map((each) => ({ ref: each['bom-ref'] })),
    ],
  };
  const head = { bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: serialNumber(content), version: 1 };
  return `${JSON.stringify({ ...head, ...content }, null, 2)}\n`;
}

function component({ name, version, licence, homepage, integrity }) {
  const [group, plain] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const hash = /^sha512-(.+)$/u.exec(integrity ?? '')?.[1];
  return {
    type: 'library',
    'bom-ref': purl(name, version),
    ...(group && { group }),
    name: plain,
    version,
    // One licence by its name; "(MIT OR Apache-2.0)" is an expression.
    licenses: [/^[\w.+-]+$/u.test(licence) ? { license: { id: licence } } : { expression: licence }],
    ...(hash && { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] }),
    purl: purl(name, version),
    ...(homepage && { externalReferences: [{ type: 'website', url: homepage }] }),
  };
}

function purl(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** A UUID of version 8: made of a hash in a way of one's own. */
function serialNumber(content) {
  const bytes = createHash('sha256').update(JSON.stringify(content)).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x80;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const [, ...parts] = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/u.exec(bytes.toString('hex'));
  return `urn:uuid:${parts.join('-')}`;
}
