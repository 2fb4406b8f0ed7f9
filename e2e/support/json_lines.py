"""Commands as JSON lines on stdin, answers and events as JSON lines on stdout, on top of a GLib main loop."""

import json
import os
import sys

import dbus
from gi.repository import GLib


def plain(value):
    """A D-Bus value as JSON knows it; bytes (images) by their length alone."""
    if isinstance(value, dbus.Boolean):
        return bool(value)
    if isinstance(value, (dbus.Array, dbus.Struct, list, tuple)):
        if isinstance(value, dbus.Array) and value.signature == "y":
            return {"bytes": len(value)}
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    return str(value)


def tell(line):
    print(json.dumps(line), flush=True)


def serve(commands):
    """Runs `commands[name](**arguments)` for each line `{"id", "do": name, ...}`; ends with stdin."""
    loop = GLib.MainLoop()
    begun = b""

    def carry_out(line):
        request = json.loads(line)
        number = request.pop("id")
        try:
            tell({"id": number, "result": plain(commands[request.pop("do")](**request))})
        except Exception as error:  # The test that asked is told; the service goes on.
            tell({"id": number, "error": str(error)})

    def answer(stream, _condition):
        nonlocal begun
        # Past the stream's own buffer: the loop would not wake again for a line that waits in it.
        read = os.read(stream.fileno(), 65536)
        if not read:
            loop.quit()
            return False
        *lines, begun = (begun + read).split(b"\n")
        for line in lines:
            carry_out(line)
        return True

    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, answer)
    tell({"event": "ready"})
    loop.run()
