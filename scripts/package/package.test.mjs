// The parts of packaging that can be wrong without anybody noticing. That a package can be installed is tried by
// e2e/installed.spec.ts.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectHelp, generalHelp, serveHelp } from '../../src/cli/help.ts';
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js';
import { readRelease } from '../../src/main/updates/release.ts';
import { updateFiles } from '../../src/main/updates/update-way.ts';
import { readStartWish } from '../../src/main/shell/start-wish.ts';
import { packAsar } from '../support/asar.mjs';
import { hasProgram, root } from '../support/run.mjs';
import { Stop } from '../support/stop.mjs';
import { appRun } from './appimage.mjs';
import { checkElectron } from './app.mjs';
import { findTroubles, listContents } from './contents.mjs';
import { debianVersion } from './deb.mjs';
import { writeFeeds } from './feed.mjs';
import { desktopEntry, pack } from './linux-tree.mjs';
import { bashCompletion, commandLineManual, optionsOf, windowManual, zshCompletion } from './manual.mjs';
import { schemes } from './link-schemes.mjs';
import { addLinks } from './msi-links.mjs';
import { fillFolder, outputFolder } from './output.mjs';
import { billOfMaterials } from './sbom.mjs';
import { targets, whyNot } from './targets.mjs';

const help = { general: generalHelp, serve: serveHelp, connect: connectHelp };

let folder;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'parley-package-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the contents of a package', () => {
  const inArchive = (file) => `resources/app.asar/${file}`;
  const good = [
    ...['LICENSE.txt', 'THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json', 'LICENSE.electron.txt', 'LICENSES.chromium.html'],
    ...['resources/cli/index.js', 'resources/app.asar'],
    ...['package.json', 'out/notices.json', 'out/main/index.js', 'out/preload/index.js'].map(inArchive),
    ...['out/renderer/index.html', 'out/renderer/main.html'].map(inArchive),
    'resources/app.asar.unpacked/node_modules/@libsql/linux-x64-gnu/index.node',
  ];
  const here = { platform: 'linux', arch: 'x64' };

  it('are as they should be', () => expect(findTroubles(good, here)).toEqual([]));
  it.each(good)('are not without %s', (file) => {
    const troubles = findTroubles(
      good.filter((each) => each !== file),
      here,
    );
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toMatch(/ is missing$/u);
  });
  it.each([
    'resources/app.asar/out/sources.sha256',
    'resources/app.asar/out/libraries/main.json',
    'resources/app.asar/out/cli/index.js',
    'resources/app.asar/out/main/index.js.map',
    'resources/app.asar/src/main/index.ts',
    'resources/default_app.asar',
    'download-tried',
    'resources/app.asar.unpacked/node_modules/@libsql/darwin-arm64/index.node',
    'resources/app.asar/node_modules/@libsql/linux-x64-musl/package.json',
  ])('are not with %s', (file) => {
    expect(findTroubles([...good, file], here)).toEqual([expect.stringContaining(file)]);
  });
  it('are those of its own system', () => {
    expect(findTroubles(good, { platform: 'win32', arch: 'x64' })).toEqual([
      "the history's database for win32-x64-msvc is missing",
      expect.stringContaining('is for another system than win32-x64-msvc'),
    ]);
  });
  it('are looked for in archives too', () => {
    mkdirSync(join(folder, 'resources'));
    writeFileSync(join(folder, 'resources/app.asar'), packAsar({ 'sources.sha256': 'x' }));
    expect(listContents(folder)).toEqual(['resources/app.asar', 'resources/app.asar/sources.sha256']);
  });
});

describe('a release', () => {
  const version = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')).devDependencies.electron;
  const official = { kind: 'package', version, folder: '/electron' };
  const release = { isForTesting: false };
  it('is made of the Electron of package.json', () => expect(() => checkElectron(official, release)).not.toThrow());
  it.each([
    ['the fallback', { ...official, kind: 'fallback', version: '33.2.1' }],
    ['the fallback, whatever it says of itself', { ...official, kind: 'fallback' }],
    ['one that the environment names', { ...official, kind: 'environment', version: '33.2.1' }],
    ['one that names no version', { ...official, version: '' }],
  ])('is not made of %s', (_, electron) => {
    expect(() => checkElectron(electron, release)).toThrow(
      /^A release is made of Electron [\d.]+, and the one at hand/u,
    );
    expect(() => checkElectron(electron, { isForTesting: true })).not.toThrow();
  });
});

describe('npm run package', () => {
  it.each([[['--windows']], [['--only', 'snap']], [['--win', '--only', 'deb']]])('%j is wrong usage', (args) => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/package.mjs', ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain('Usage: npm run package');
  });
  it.each(targets.filter(({ platform }) => platform !== process.platform))(
    'says why $name is not made here',
    (target) => expect(whyNot(target)).toMatch(/^it is made on (?:Linux|Windows|macOS) only/u),
  );
  it('is content with what cannot be made here', () => {
    const other = process.platform === 'darwin' ? '--win' : '--mac';
    const { status, stdout } = spawnSync(process.execPath, ['scripts/package.mjs', other], {
      cwd: root,
      encoding: 'utf8',
    });
    expect({ status, lines: stdout.trim().split('\n') }).toEqual({
      status: 0,
      lines: [
        expect.stringContaining(': not made here, it is made on'),
        expect.stringContaining(': not made here, it is made on'),
        '',
        '0 packages made, 0 failed, 2 not made here',
      ],
    });
  });
});

describe('the folder of the packages', () => {
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  const sumOf = (text) => createHash('sha256').update(text).digest('hex');
  /** Makes files of these names, all with the same in them, and ends as `end` says. */
  const fill = (names, content, end = () => names) =>
    fillFolder(folder, ({ made }) => {
      for (const name of names) writeFileSync(join(made, name), content);
      return end();
    });

  it('keeps a good package until another one is whole', async () => {
    await fill(['parley.deb', 'latest.yml'], 'good');
    const sums = read('SHA256SUMS');
    const interrupted = fill(['parley.deb', 'latest.yml'], 'half', () => {
      throw new Stop('Interrupted.', 130);
    });
    await expect(interrupted).rejects.toThrow('Interrupted.');
    expect(readdirSync(folder).sort()).toEqual(['SHA256SUMS', 'latest.yml', 'parley.deb']);
    expect([read('parley.deb'), read('latest.yml'), read('SHA256SUMS')]).toEqual(['good', 'good', sums]);
  });
  it('gets nothing of a package that failed', async () => {
    await fill(['parley.deb', 'parley.rpm'], 'some', () => ['parley.deb']);
    expect(readdirSync(folder).sort()).toEqual(['SHA256SUMS', 'parley.deb']);
  });
  it.runIf(process.platform !== 'win32')('is clean again when making was interrupted', () => {
    const script = `const { fillFolder } = await import(${JSON.stringify(resolve(root, 'scripts/package/output.mjs'))});
      await fillFolder(${JSON.stringify(folder)}, () => {
        process.kill(process.pid, 'SIGTERM');
        return new Promise((done) => setTimeout(done, 10_000, []));
      });`;
    const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
    expect({ status, left: readdirSync(folder) }).toEqual({
      status: 143,
      left: [],
    });
  });
  it('has the sums of all packages in it, whenever they were made', async () => {
    await fill(['a.tar.gz', 'b.deb', 'c.rpm'], 'first');
    rmSync(join(folder, 'c.rpm'));
    await fill(['b.deb', 'd.AppImage'], 'second');
    const lines = [
      ['first', 'a.tar.gz'],
      ['second', 'b.deb'],
      ['second', 'd.AppImage'],
    ].map(([content, name]) => `${sumOf(content)}  ${name}\n`);
    expect(read('SHA256SUMS')).toBe(lines.join(''));
  });
  it('does not vouch for what was changed since', async () => {
    await fill(['a.deb'], 'first');
    writeFileSync(join(folder, 'a.deb'), 'changed');
    await fill(['b.rpm'], 'second');
    expect(read('SHA256SUMS')).toContain(`${sumOf('first')}  a.deb\n`);
  });

  it('is dist of the repository, or named from where one stands', () => {
    vi.stubEnv('INIT_CWD', folder);
    expect(outputFolder(undefined)).toBe(resolve(root, 'dist'));
    expect(outputFolder('here')).toBe(join(folder, 'here'));
    vi.unstubAllEnvs();
  });
  /** The command itself, for a package that can be made here. */
  const start = (output, options = {}) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['scripts/package.mjs', '--for-testing', '--only', 'tar.gz', `--output=${output}`],
      { cwd: root, encoding: 'utf8', ...options },
    );
    return { status, lines: stderr.trim().split('\n') };
  };
  it('has a name', () => {
    expect(start('')).toEqual({
      status: 2,
      lines: ['--output wants the name of a folder.'],
    });
  });
  describe.runIf(process.platform === 'linux')('on Linux', () => {
    it.each(['file', 'file/below'])('is no file: %s', (name) => {
      writeFileSync(join(folder, 'file'), 'precious');
      const output = join(folder, name);
      const line = `The packages cannot be put into ${output}: that is no folder.`;
      expect(start(output)).toEqual({ status: 2, lines: [line] });
      expect(read('file')).toBe('precious');
    });
    it('is one that can be written', () => {
      // The system's own, where nobody makes anything, not even root.
      const lines = ['Nothing can be written into /proc/self (ENOENT).'];
      expect(start('/proc/self')).toEqual({ status: 1, lines });
    });
  });
});

describe('the bill of materials', () => {
  const library = {
    name: '@vue/shared',
    version: '3.5.0',
    licence: 'MIT',
    integrity: 'sha512-//8=',
    text: 'You may.',
  };
  const either = {
    name: 'either',
    version: '1.0.0',
    licence: '(MIT OR Apache-2.0)',
    text: 'You may.',
  };
  const app = {
    name: 'parley',
    version: '0.1.0',
    license: 'MIT',
    description: 'A messenger',
  };
  const bill = (libraries) => JSON.parse(billOfMaterials({ app, electronVersion: '45.0.0', libraries }));

  it('names every part with its version, licence and sum', () => {
    expect(bill([library, either])).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { name: 'parley', version: '0.1.0' } },
      components: [
        {
          name: 'electron',
          version: '45.0.0',
          purl: 'pkg:npm/electron@45.0.0',
        },
        {
          group: '@vue',
          name: 'shared',
          purl: 'pkg:npm/%40vue/shared@3.5.0',
          licenses: [{ license: { id: 'MIT' } }],
          hashes: [{ alg: 'SHA-512', content: 'ffff' }],
        },
        { name: 'either', licenses: [{ expression: '(MIT OR Apache-2.0)' }] },
      ],
    });
  });
  it('is the same for the same parts, and another for others', () => {
    const { serialNumber } = bill([library]);
    expect(serialNumber).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u);
    expect(bill([library]).serialNumber).toBe(serialNumber);
    expect(bill([either]).serialNumber).not.toBe(serialNumber);
    expect(JSON.stringify(bill([library]))).not.toMatch(/timestamp/u);
  });
});

describe('the manual and the completions', () => {
  const options = [serveHelp, connectHelp].map((text) => text.match(/^ {2}--[a-z-]+/gmu).map((name) => name.trim()));
  const page = commandLineManual({
    help,
    version: '0.1.0',
    date: '2026-01-01',
  });
  const words = page.replaceAll('\\-', '-').replaceAll('\\e', '\\').replaceAll('\\&', '');

  it('know every option that --help tells of', () => {
    expect([serveHelp, connectHelp].map((text) => optionsOf(text).map(({ name }) => name))).toEqual(options);
    for (const [index, command] of ['serve', 'connect'].entries()) {
      const list = `${options[index].join(' ')} --help`;
      expect(bashCompletion(help)).toContain(`*:${command}) words='${list}'`);
      expect(zshCompletion(help)).toContain(`${command}) compadd -- ${list} ;;`);
    }
  });
  it('say all that --help says', () => {
    const plain = (text) => text.replaceAll(/\\f[BIR]/gu, '').replaceAll(/\s+/gu, ' ');
    for (const sentence of Object.values(help).flatMap((text) => text.split(/\s{2,}/u))) {
      expect(plain(words)).toContain(plain(sentence).trim());
    }
  });
  it('know what the window can be started with', () => {
    const about = { description: 'A messenger', version: '0.1.0', date: '2026-01-01' };
    const text = windowManual(about)
      .replaceAll('\\-', '-')
      .replaceAll(/\\f[BIR]/gu, '');
    for (const word of ['--hidden', ...schemes.map((scheme) => `${scheme}:`)]) expect(text).toContain(word);
    const [example] = /\S+@example\.com/u.exec(text);
    expect(readStartWish(['--hidden', example])).toEqual({ isHidden: true, people: ['sip:lee@example.com'] });
  });
  it.runIf(process.platform === 'linux')('complete in bash', () => {
    const script = `${bashCompletion(help)}
      COMP_WORDS=(parley-cli serve --tls); COMP_CWORD=2; _parley_cli; echo "\${COMPREPLY[@]}"
      COMP_WORDS=(parley-cli co); COMP_CWORD=1; _parley_cli; echo "\${COMPREPLY[@]}"`;
    expect(spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout).toBe('--tls-key --tls-cert\nconnect\n');
  });
});

describe.runIf(process.platform !== 'win32')('the starter of the command line', () => {
  /** A computer with these programs, and with a `node` that says this version. */
  function start(version, args = []) {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    for (const name of ['dirname', 'readlink', 'sh']) {
      symlinkSync(
        spawnSync('sh', ['-c', `command -v ${name}`], {
          encoding: 'utf8',
        }).stdout.trim(),
        join(bin, name),
      );
    }
    const node = '#!/bin/sh\nif [ "$1" = --version ]; then echo VERSION; else echo "ran: $*"; fi\n';
    if (version !== undefined)
      writeFileSync(join(bin, 'node'), node.replace('VERSION', version), {
        mode: 0o755,
      });
    // As it is called: by a link from elsewhere.
    symlinkSync(resolve(root, 'scripts/package/files/parley-cli'), join(folder, 'parley-cli'));
    return spawnSync('sh', [join(folder, 'parley-cli'), ...args], {
      encoding: 'utf8',
      env: { PATH: bin },
    });
  }
  it('hands everything to Node as it is', () => {
    const { stdout, status } = start('v20.19.0', ['serve', '--log', 'a b']);
    expect(stdout).toMatch(/^ran: \/.*\/cli\/index\.js serve --log a b\n$/u);
    expect(status).toBe(0);
  });
  it.each(['v22.0.0', 'v100.1.0'])('takes Node %s', (version) => expect(start(version).status).toBe(0));
  it.each([
    [undefined, "there is no program 'node' here"],
    ['v18.20.4', "'node' here is v18.20.4"],
    ['v20.18.9', "'node' here is v20.18.9"],
  ])('says what is wrong with %s', (version, words) => {
    const { stderr, status } = start(version);
    expect(stderr).toContain('parley-cli: it needs Node.js 20.19 or newer');
    expect(stderr).toContain(words);
    expect(status).toBe(127);
  });
});

it('no package is started without its sandbox', () => {
  expect(appRun).toMatch(/\nexec "\$here\/usr\/lib\/parley\/parley" "\$@"\n$/u);
  expect(desktopEntry({ productName: 'Parley', synopsis: 'Messenger' })).toContain('\nExec=parley %U\n');
});

describe('the entry of the desktop', () => {
  const entry = desktopEntry({ productName: 'Parley', synopsis: 'Messenger' });
  const config = readFileSync(resolve(root, 'electron-builder.yml'), 'utf8');
  const [, list] = /^protocols:\n(?:.*\n)*?\s+schemes: \[(.*)\]$/mu.exec(config) ?? [];
  const schemes = list?.split(', ');

  it('has the links that the other systems have', () => {
    const [, types] = /^MimeType=(.*)$/mu.exec(entry) ?? [];
    expect(types).toBe(schemes.map((scheme) => `x-scheme-handler/${scheme};`).join(''));
    expect(schemes).toEqual(['sip', 'sips', 'im', 'parley']);
  });
  it('has those that the installers of Windows enter', () => {
    const script = readFileSync(resolve(root, 'resources/installer.nsh'), 'utf8');
    const project = addLinks('<ComponentGroup></ComponentGroup>');
    const inScript = [...script.matchAll(/^ {2}!insertmacro answerTo "(.*)"$/gmu)].map(([, scheme]) => scheme);
    const inProject = [...project.matchAll(/URLAssociations" Name="(.*?)"/gu)].map(([, scheme]) => scheme);
    expect([inScript, inProject]).toEqual([schemes, schemes]);
  });
  it.each(schemes)('hands over %s links as Parley reads them', (scheme) => {
    const [, program, field] = /^Exec=(\S+) (\S+)$/mu.exec(entry);
    expect([program, field]).toEqual(['parley', '%U']);
    expect(readStartWish([`${scheme}:lee@example.com`]).people).toEqual(['sip:lee@example.com']);
  });
});

describe('the feed', () => {
  const packages = ['parley-0.2.0-linux-x64.AppImage', 'parley-0.2.0-win-x64.exe', 'parley-0.2.0-mac-arm64.zip'];
  const about = {
    version: '0.2.0',
    date: new Date('2026-11-29T00:00:00Z'),
    updateFiles,
  };
  const write = (names, arch) => {
    names.forEach((name) => writeFileSync(join(folder, name), `all of ${name}`));
    return writeFeeds(names, { folder, about, arch });
  };

  it.each([
    ['appimage', 'latest-linux.yml'],
    ['nsis', 'latest.yml'],
    ['squirrel', 'latest-mac.yml'],
  ])('tells an installed Parley (%s) of its package', (way, name) => {
    expect(write(packages, 'x64')).toContain(name);
    const parsed = parseUpdateInfo(
      readFileSync(join(folder, name), 'utf8'),
      name,
      new URL('https://updates.example.com'),
    );
    const { version, files } = readRelease(
      parsed,
      new URL('https://updates.example.com/parley/'),
      updateFiles[way].extension,
    );
    const [file] = files;
    const at = decodeURIComponent(file.url.pathname.replace('/parley/', ''));
    const bytes = readFileSync(join(folder, at));
    expect({ version, size: file.size, sum: file.sha512 }).toEqual({
      version: '0.2.0',
      size: bytes.length,
      sum: createHash('sha512').update(bytes).digest('base64'),
    });
  });
  it('says for which processor it is where the system has several', () => {
    expect(write(['parley-0.2.0-linux-arm64.AppImage'], 'arm64')).toEqual(['latest-linux-arm64.yml']);
  });
  it('is not there for what its system replaces', () => {
    expect(write(['parley_0.2.0-1_amd64.deb', 'parley-0.2.0-win-x64.msi'], 'x64')).toEqual([]);
  });
});

describe('the links of Windows', () => {
  it.skipIf(!hasProgram('makensis'))('are entered in the language of its installer', () => {
    const script = [
      '!define APP_EXECUTABLE_FILENAME "Parley.exe"',
      `!include "${resolve(root, 'resources/installer.nsh')}"`,
      `OutFile "${join(folder, 'links.exe')}"`,
      'Section\nWriteUninstaller "$INSTDIR\\uninstall.exe"\n!insertmacro customInstall\nSectionEnd',
      'Section un.Links\n!insertmacro customUnInstall\nSectionEnd',
    ];
    writeFileSync(join(folder, 'links.nsi'), script.join('\n'));
    const { status, stdout } = spawnSync('makensis', ['-V2', '-WX', join(folder, 'links.nsi')], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
  it('find their place in what electron-builder makes the MSI of', () => {
    const template = readFileSync(resolve(root, 'node_modules/app-builder-lib/templates/msi/template.xml'), 'utf8');
    const added = addLinks(template).replace(template.split('</ComponentGroup>')[0], '');
    expect(added).toMatch(/^\s*<Component Id="Links" /u);
    expect(XMLValidator.validate(`<x>${added.split('</ComponentGroup>')[0]}</x>`)).toBe(true);
    expect(() => addLinks('<Product></Product>')).toThrow();
  });
});

it('what is for testing sorts before what it tests', () => {
  expect(debianVersion('0.1.0-testing')).toBe('0.1.0~testing-1');
  expect(debianVersion('0.1.0')).toBe('0.1.0-1');
});

it('what is packed says neither when nor where', () => {
  expect(pack('words').subarray(0, 10).toString('hex')).toBe('1f8b0800000000000203');
});
