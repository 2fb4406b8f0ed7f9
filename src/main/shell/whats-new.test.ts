import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../shared/settings';
import { createNotices } from './notices';
import { tellWhatsNew } from './whats-new';

function start(version: string, told: string) {
  let settings: Settings = { ...defaultSettings, toldVersion: told };
  let writes = 0;
  const notices = createNotices(() => {});
  const tell = (): void =>
    tellWhatsNew({
      version,
      notices,
      settings: {
        get: () => settings,
        set(changes) {
          writes += 1;
          settings = { ...settings, ...changes };
        },
      },
    });
  tell();
  return { tell, notices, told: () => settings.toldVersion, writes: () => writes };
}

describe('what is new', () => {
  it('is told after an update, once', () => {
    const { tell, notices, told } = start('1.3.0', '1.2.0');
    expect(notices.list()).toEqual([{ code: 'updated', subject: '1.3.0', hasDetails: false }]);
    expect(told()).toBe('1.3.0');
    notices.dismiss('updated');
    tell();
    expect(notices.list()).toEqual([]);
  });

  it('is told to nobody who starts for the first time, and is then remembered', () => {
    const { notices, told } = start('1.3.0', '');
    expect(notices.list()).toEqual([]);
    expect(told()).toBe('1.3.0');
  });

  it('writes nothing where nothing is new', () => {
    expect(start('1.3.0', '1.3.0').writes()).toBe(0);
  });
});
