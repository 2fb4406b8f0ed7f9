#!/usr/bin/python3
"""A service of the desktop that hangs: it owns names and answers nothing, unless it is told to. Tells of every call it gets."""

import dbus
import dbus.lowlevel
import dbus.mainloop.glib

from json_lines import plain, serve, tell

dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
# A connection of its own for each owner, so that a name can change hands.
owners = {}
calls = []


def connect():
    bus = dbus.bus.BusConnection(dbus.bus.BusConnection.TYPE_SESSION)

    def on_message(_bus, message):
        if not isinstance(message, dbus.lowlevel.MethodCallMessage):
            return dbus.lowlevel.HANDLER_RESULT_NOT_YET_HANDLED
        calls.append((bus, message))
        tell(
            {
                "event": "call",
                "call": {
                    "number": len(calls) - 1,
                    "sender": message.get_sender(),
                    "member": message.get_member(),
                    "arguments": plain(message.get_args_list()),
                },
            }
        )
        return dbus.lowlevel.HANDLER_RESULT_HANDLED

    bus.add_message_filter(on_message)
    return bus


def own(name):
    """As a new owner; an earlier one loses the name."""
    bus = connect()
    flags = dbus.bus.NAME_FLAG_ALLOW_REPLACEMENT | dbus.bus.NAME_FLAG_REPLACE_EXISTING
    if bus.request_name(name, flags) != dbus.bus.REQUEST_NAME_REPLY_PRIMARY_OWNER:
        raise RuntimeError(name + " is not given away by who has it")
    owners[name] = bus
    return bus.get_unique_name()


def answer(number, signature, arguments):
    bus, message = calls[number]
    reply = dbus.lowlevel.MethodReturnMessage(message)
    reply.append(*arguments, signature=signature)
    bus.send_message(reply)


def signal(path, interface, member, signature, arguments, name=None, to=None):
    """`to`: sent to one connection alone, as anybody may; `name`: whose signal it is, none: a stranger's."""
    message = dbus.lowlevel.SignalMessage(path, interface, member)
    message.append(*arguments, signature=signature)
    if to:
        message.set_destination(to)
    bus = owners[name] if name else connect()
    bus.send_message(message)
    bus.flush()


serve({"own": own, "answer": answer, "signal": signal})
