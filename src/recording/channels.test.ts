import { describe, expect, it } from 'vitest';
import { channelOf, servicePathOf } from './channels';

describe('the paths of the service', () => {
  it.each([
    ['/cwa/MainCommandHandler.ashx', '/cwa/MainCommandHandler.ashx', 'command'],
    ['/im/Abc/cwa/AsyncDataChannel.ashx?Sid=1&AckID=2', '/cwa/AsyncDataChannel.ashx?Sid=1&AckID=2', 'data'],
    ['/im/forms/logon.html?a=/forms/logon.html', '/forms/logon.html?a=/forms/logon.html', 'sign-in'],
    ['/IM/IWA/Logon.html', '/IWA/Logon.html', 'sign-in'],
    ['/something/else', '/something/else', 'command'],
  ])('are %s wherever they lie', (path, own, channel) => {
    expect(servicePathOf(path)).toBe(own);
    expect(channelOf(path)).toBe(channel);
  });
});
