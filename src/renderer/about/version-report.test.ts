import { expect, it } from 'vitest';
import { versionReport } from './version-report';

it('names every part with its version, and the system', () => {
  const versions = { Parley: '0.1.0', Electron: '45.0.0', Chromium: '150.0.1.2', 'Node.js': '24.1.0' };
  expect(versionReport({ versions, system: 'linux 6.1.0 x64' })).toBe(
    'Parley 0.1.0\nElectron 45.0.0\nChromium 150.0.1.2\nNode.js 24.1.0\nlinux 6.1.0 x64\n',
  );
});
