#!/usr/bin/python3
"""The settings of the desktop's portal (org.freedesktop.portal.Settings): the accent colour alone, steered by JSON lines."""

import dbus
import dbus.mainloop.glib
import dbus.service

from json_lines import serve

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
APPEARANCE = "org.freedesktop.appearance"
KEY = "accent-color"


def struct(color):
    return dbus.Struct([dbus.Double(part) for part in color], signature="ddd", variant_level=1)


class Portal(dbus.service.Object):
    color = None

    @dbus.service.method(SETTINGS, in_signature="ss", out_signature="v")
    def Read(self, namespace, key):
        if namespace != APPEARANCE or key != KEY or self.color is None:
            raise dbus.exceptions.DBusException("no such setting", name="org.freedesktop.portal.Error.NotFound")
        # A variant in a variant, as it is for ever.
        return dbus.Struct([dbus.Double(part) for part in self.color], signature="ddd", variant_level=2)

    @dbus.service.signal(SETTINGS, signature="ssv")
    def SettingChanged(self, namespace, key, value):
        pass

    def choose(self, color):
        self.color = color
        self.SettingChanged(APPEARANCE, KEY, struct(color))
        return True


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
portal = Portal(bus, PATH)
# Once everything is there: whoever waits for the name may call at once.
name = dbus.service.BusName(NAME, bus)
serve({"choose": portal.choose})
