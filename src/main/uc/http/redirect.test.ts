import { describe, expect, it } from 'vitest';
import type { Redirect } from '../../../shared/domain/failure';
import { redirected } from './redirect';

const page = 'https://im.example.com/ocs/forms/logon.html';
const told = (url: string, location: string | undefined): Redirect | undefined =>
  redirected(302, url, location).redirect;

describe('redirected', () => {
  it.each([
    [page, 'https://new.example.com/', 'https://new.example.com', true],
    [page, 'https://new.example.com/forms/logon.html?lang=en#top', 'https://new.example.com', true],
    [page, '//new.example.com/ocs/forms/logon.html', 'https://new.example.com/ocs', true],
    [page, 'https://new.example.com:8443/x/../ocs/', 'https://new.example.com:8443/ocs', true],
    [page, 'https://IM.example.com:8443/ocs/forms/logon.html', 'https://im.example.com:8443/ocs', false],
    [page, '/forms/logon.html', 'https://im.example.com', false],
    [page, '../../other/forms/logon.html', 'https://im.example.com/other', false],
    // An address that signing in would shorten once more is told as one of its pages.
    [page, '/cwa/forms/logon.html', 'https://im.example.com/cwa/cwa/', false],
    ['http://im.example.com/forms/logon.html', page, 'https://im.example.com/ocs', false],
    ['http://localhost:5000/iwa/logon.html', 'http://localhost:6000/', 'http://localhost:6000', false],
  ])('names the server that %s leads to by %s', (url, location, to, isOtherHost) => {
    expect(told(url, location)).toEqual({ to, isOtherHost, isStepDown: false });
  });

  it('names an address without encryption as one that nobody is led to from an encrypted one', () => {
    const to = 'http://im.example.com/ocs';
    expect(told(page, `${to}/forms/logon.html`)).toEqual({ to, isOtherHost: false, isStepDown: true });
    expect(told(page, 'http://new.example.com')).toMatchObject({ isOtherHost: true, isStepDown: true });
  });

  it.each([
    '?again=1',
    '#top',
    '/ocs/',
    '/OCS/forms/logon.html',
    '/ocs/cwa/client/main.aspx',
    'https://im.example.com:443/ocs/error.aspx',
  ])('names nothing new for another page of the same server: %s', (location) => {
    expect(told(page, location)).toEqual({ isOtherHost: false, isStepDown: false });
  });

  it.each([
    'https://dana:secret@new.example.com/',
    'https://new.example.com%2f@evil.example.com/',
    'javascript:alert(1)',
    'mailto:dana@example.com',
    'https://new.example.com/ocs%5c..%5cadmin',
    `https://new.example.com/${'x'.repeat(300)}/forms/logon.html`,
  ])('offers nothing of an address that is none to sign in at: %s', (location) => {
    expect(told(page, location)).toMatchObject({ isOtherHost: true });
    expect(told(page, location)).not.toHaveProperty('to');
  });

  it.each([undefined, 'http://[', 'https://'])('knows of nothing where no address is named: %s', (location) => {
    expect(redirected(302, page, location)).toMatchObject({ code: 'redirected', detail: 'status 302' });
    expect(told(page, location)).toBeUndefined();
  });
});
