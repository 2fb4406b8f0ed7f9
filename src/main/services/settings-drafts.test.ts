import { expect, it } from 'vitest';
import { emptySettingsDrafts } from '../../shared/settings-drafts';
import { createSettingsDrafts } from './settings-drafts';

it('keeps what is half-typed, and hands nothing of it from the owner to a guest, or back', () => {
  let isGuest = false;
  const drafts = createSettingsDrafts(() => isGuest);
  expect(drafts.get()).toEqual(emptySettingsDrafts);
  const typed = { proxy: 'proxy.example.com:31', isProxyWanted: true };
  drafts.keep(typed);
  expect(drafts.get()).toEqual(typed);
  isGuest = true;
  expect(drafts.get()).toEqual(emptySettingsDrafts);
  drafts.keep({ proxy: 'guest.example.com', isProxyWanted: true });
  isGuest = false;
  expect(drafts.get()).toEqual(emptySettingsDrafts);
});
