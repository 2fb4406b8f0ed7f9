// The package of Fedora, Red Hat, SUSE and their kin, by rpmbuild.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/run.mjs';
import { Stop } from '../support/stop.mjs';
import { home, icons, makeTree } from './linux-tree.mjs';

const requires = ['gtk3', 'nss', 'alsa-lib', 'mesa-libgbm', 'at-spi2-core', 'cups-libs', 'libnotify', 'libsecret'];
/** The same of SUSE, where they have other names. */
const names = {
  'alsa-lib': '(alsa-lib or libasound2)',
  'mesa-libgbm': '(mesa-libgbm or libgbm1)',
  nss: '(nss or mozilla-nss)',
  gtk3: '(gtk3 or libgtk-3-0)',
  'cups-libs': '(cups-libs or libcups2)',
  libnotify: '(libnotify or libnotify4)',
  libsecret: '(libsecret or libsecret-1-0)',
};

export async function makeRpm({ app, work, folder, about, arch, isForTesting }) {
  const top = join(work, 'rpm');
  const tree = join(top, 'tree');
  mkdirSync(tree, { recursive: true });
  makeTree(tree, { app, family: 'redhat', about }).finish();
  const spec = join(top, 'parley.spec');
  writeFileSync(spec, specification(about, tree, isForTesting));
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(about.date.getTime() / 1000) };
  const define = (name, value) => ['--define', `${name} ${value}`];
  const { code, output } = await run(
    'rpmbuild',
    [
      '-bb',
      ...['--target', arch],
      ...define('_topdir', top),
      ...define('_rpmdir', folder),
      ...define('_build_name_fmt', '%%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm'),
      spec,
    ],
    { env },
  );
  if (code !== 0) throw new Stop(`rpmbuild failed:\n${output.trim().split('\n').slice(-15).join('\n')}`);
  return `parley-${rpmVersion(about.version)}-1.${arch}.rpm`;
}

const rpmVersion = (version) => version.replace('-', '~');

function specification(about, tree, isForTesting) {
  return `# Nothing is built or changed here, and what is inside it needs and gives to nobody else.
%global debug_package %{nil}
%global __os_install_post %{nil}
%global _build_id_links none
%global _buildhost localhost
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _binary_payload ${isForTesting ? 'w1.gzdio' : 'w6.xzdio'}
AutoReqProv: no
Name: parley
Version: ${rpmVersion(about.version)}
Release: 1
Summary: ${about.synopsis}
License: MIT
URL: ${about.homepage}
Vendor: ${about.author.name}
Packager: ${about.author.name} <${about.author.email}>
${requires.map((name) => `Requires: ${names[name] ?? name}`).join('\n')}
Recommends: nodejs >= 20.19
Recommends: xdg-utils

%description
${about.description}.

%install
cp -a "${tree.replaceAll('%', '%%')}"/. "%{buildroot}"/

%files
%defattr(-,root,root)
%attr(4755,root,root) ${home}/chrome-sandbox
${home}
/usr/bin/parley
/usr/bin/parley-cli
/usr/share/applications/parley.desktop
${icons()
  .map(([path]) => path)
  .join('\n')}
%doc /usr/share/man/man1/parley.1.gz
%doc /usr/share/man/man1/parley-cli.1.gz
/usr/share/bash-completion/completions/parley-cli
/usr/share/zsh/site-functions/_parley-cli
%doc /usr/share/doc/parley
`;
}
