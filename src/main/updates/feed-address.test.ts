import { describe, expect, it } from 'vitest';
import { feedAddress, feedVariable } from './feed-address';

const address = 'https://updates.example.com/parley';
const loopback = { [feedVariable]: 'http://127.0.0.1:8080/feed' };

describe('the address of updates', () => {
  it('is nowhere before an administrator names one', () => {
    expect(feedAddress({ values: {}, isPackaged: true, env: {} })).toBeUndefined();
    expect(feedAddress({ values: { 'updates.enabled': true }, isPackaged: true, env: {} })).toBeUndefined();
  });

  it('is the folder that the administrator names, without what is no part of it', () => {
    const values = { 'updates.address': `${address}?channel=1#top` };
    expect(feedAddress({ values, isPackaged: true, env: {} })?.href).toBe(`${address}/`);
    const folder = { 'updates.address': `${address}/` };
    expect(feedAddress({ values: folder, isPackaged: true, env: {} })?.href).toBe(`${address}/`);
  });

  it('counts for nothing when the administrator wants no updates', () => {
    const values = { 'updates.address': address, 'updates.enabled': false };
    expect(feedAddress({ values, isPackaged: true, env: {} })).toBeUndefined();
    expect(feedAddress({ values, isPackaged: false, env: loopback })).toBeUndefined();
  });

  it('is no variable for the installed program', () => {
    expect(feedAddress({ values: {}, isPackaged: true, env: loopback })).toBeUndefined();
  });

  it('is for a program that is not installed what a variable names on this computer, and nothing else', () => {
    expect(feedAddress({ values: {}, isPackaged: false, env: loopback })?.href).toBe('http://127.0.0.1:8080/feed/');
    expect(feedAddress({ values: { 'updates.address': address }, isPackaged: false, env: {} })).toBeUndefined();
    for (const other of ['http://updates.example.com', 'http://127.0.0.1.example.com', address, 'file:///etc', 'no']) {
      expect(feedAddress({ values: {}, isPackaged: false, env: { [feedVariable]: other } })).toBeUndefined();
    }
  });
});
