import { describe, expect, it } from 'vitest';
import { sessionBusSockets } from './session-bus-address';

const runtime = { XDG_RUNTIME_DIR: '/run/user/1000' };

describe('sessionBusSockets', () => {
  it.each([
    ['unix:path=/run/user/1000/bus', ['/run/user/1000/bus']],
    ['unix:path=/tmp/dbus-abc,guid=4a0f35f8', ['/tmp/dbus-abc']],
    ['unix:guid=4a0f35f8,path=/tmp/a%20b%2cc', ['/tmp/a b,c']],
    ['unix:abstract=/tmp/dbus-abc,guid=1', ['\0/tmp/dbus-abc']],
    ['unix:runtime=yes', ['/run/user/1000/bus']],
    ['tcp:host=localhost,port=4;unix:path=/tmp/one;unix:path=/tmp/two', ['/tmp/one', '/tmp/two']],
  ])('reads %s', (address, sockets) => {
    expect(sessionBusSockets({ ...runtime, DBUS_SESSION_BUS_ADDRESS: address })).toEqual(sockets);
  });

  it('takes the usual place where nothing that can be used is named', () => {
    expect(sessionBusSockets(runtime)).toEqual(['/run/user/1000/bus']);
    for (const odd of ['', 'autolaunch:', 'unix:', 'unix:path=%zz', 'nonsense', ';;', 'unixexec:path=/bin/sh']) {
      expect(sessionBusSockets({ ...runtime, DBUS_SESSION_BUS_ADDRESS: odd })).toEqual(['/run/user/1000/bus']);
    }
  });

  it('finds none where there is none', () => {
    expect(sessionBusSockets({})).toEqual([]);
  });
});
