#!/usr/bin/python3
"""The desktop's notification service (org.freedesktop.Notifications), from python-dbusmock, told about and steered by JSON lines."""

import json
import subprocess
import sys
import time

import dbus
import dbus.mainloop.glib

from json_lines import plain, serve, tell

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
MOCK = "org.freedesktop.DBus.Mock"
CAPABILITIES = json.dumps({"capabilities": " ".join(sys.argv[1:])})

dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
last_id = 0


def on_call(method, arguments):
    """The mock numbers new notifications from 1, as the real services do, and keeps the number of one that is replaced."""
    global last_id
    if method == "CloseNotification":
        tell({"event": "close", "notification": plain(arguments[0])})
    if method != "Notify":
        return
    app, replaces, icon, title, body, actions, hints, timeout = arguments
    if not replaces:
        last_id += 1
    names = plain(actions)
    tell(
        {
            "event": "notify",
            "notification": {
                "id": plain(replaces) or last_id,
                "app": plain(app),
                "replaces": plain(replaces),
                "title": plain(title),
                "body": plain(body),
                "actions": dict(zip(names[::2], names[1::2])),
                "hints": plain(hints),
                "timeoutMs": plain(timeout),
            },
        }
    )


def emit(signal, signature, arguments):
    dbus.Interface(bus.get_object(NAME, PATH), MOCK).EmitSignal(NAME, signal, signature, arguments)
    return True


def inhibit(value):
    """As when the screen is shared, or the person wants no notifications: told as a property, as KDE does."""
    mocked = dbus.Interface(bus.get_object(NAME, PATH), MOCK)
    mocked.UpdateProperties(NAME, dbus.Dictionary({"Inhibited": dbus.Boolean(value)}, signature="sv"))
    return True


def wait_for_name():
    for _ in range(200):
        if bus.name_has_owner(NAME):
            return
        time.sleep(0.05)
    raise SystemExit("the notification service did not start")


# Before the name is there: whoever waits for it may call at once.
bus.add_signal_receiver(on_call, "MethodCalled", MOCK, NAME, PATH)
mock = subprocess.Popen(
    [sys.executable, "-B", "-m", "dbusmock", "--template", "notification_daemon", "-p", CAPABILITIES],
    stdout=subprocess.DEVNULL,
)
try:
    wait_for_name()
    if "inhibitions" in sys.argv:
        dbus.Interface(bus.get_object(NAME, PATH), MOCK).AddProperty(NAME, "Inhibited", dbus.Boolean(False))
    serve(
        {
            "action": lambda notification, action: emit(
                "ActionInvoked", "us", [dbus.UInt32(notification), action]
            ),
            "reply": lambda notification, text: emit(
                "NotificationReplied", "us", [dbus.UInt32(notification), text]
            ),
            "inhibit": inhibit,
            "close": lambda notification, reason: emit(
                "NotificationClosed", "uu", [dbus.UInt32(notification), dbus.UInt32(reason)]
            ),
        }
    )
finally:
    mock.terminate()
    mock.wait()
