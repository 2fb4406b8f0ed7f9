#!/usr/bin/python3
"""The desktop's tray: a StatusNotifierWatcher that tells of the icons that come, and clicks on them and on their menus."""

import dbus
import dbus.mainloop.glib
import dbus.service

from json_lines import serve, tell

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
PROPERTIES = "org.freedesktop.DBus.Properties"


class Watcher(dbus.service.Object):
    def __init__(self):
        super().__init__(bus, "/StatusNotifierWatcher")
        self.items = []
        self.has_host = True
        self.takes_items = True

    @dbus.service.method(WATCHER, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender=None):
        if not self.takes_items:
            tell({"event": "refused"})
            return
        # Some name their bus address, some the path of their object.
        owner = sender if service.startswith("/") else str(service)
        path = str(service) if service.startswith("/") else "/StatusNotifierItem"
        self.items.append(owner + path)
        self.StatusNotifierItemRegistered(owner + path)
        tell({"event": "item", "item": {"owner": owner, "path": path}})

    @dbus.service.method(WATCHER, in_signature="s")
    def RegisterStatusNotifierHost(self, service):
        self.StatusNotifierHostRegistered()

    @dbus.service.signal(WATCHER, signature="s")
    def StatusNotifierItemRegistered(self, item):
        pass

    @dbus.service.signal(WATCHER)
    def StatusNotifierHostRegistered(self):
        pass

    @dbus.service.signal(WATCHER)
    def StatusNotifierHostUnregistered(self):
        pass

    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return self.GetAll(interface)[name]

    @dbus.service.method(PROPERTIES, in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return {
            "IsStatusNotifierHostRegistered": dbus.Boolean(self.has_host),
            "ProtocolVersion": dbus.Int32(0),
            "RegisteredStatusNotifierItems": dbus.Array(self.items, signature="s"),
        }


def properties(owner, path):
    return dbus.Interface(bus.get_object(owner, path), PROPERTIES).GetAll(ITEM)


def menu_of(owner, path):
    return dbus.Interface(bus.get_object(owner, properties(owner, path)["Menu"]), MENU)


def entry(node):
    """An entry of the menu: its properties as the protocol names them, and its children."""
    number, about, children = node
    return {"id": number, **about, "children": [entry(child) for child in children]}


def menu(owner, path):
    _revision, root = menu_of(owner, path).GetLayout(dbus.Int32(0), dbus.Int32(-1), dbus.Array([], signature="s"))
    return entry(root)["children"]


def choose(owner, path, entry):
    menu_of(owner, path).Event(dbus.Int32(entry), "clicked", dbus.Int32(0, variant_level=1), dbus.UInt32(0))
    return True


def activate(owner, path):
    dbus.Interface(bus.get_object(owner, path), ITEM).Activate(dbus.Int32(0), dbus.Int32(0))
    return True


def host(there):
    watcher.has_host = there
    watcher.StatusNotifierHostRegistered() if there else watcher.StatusNotifierHostUnregistered()
    return True


def take(items):
    watcher.takes_items = items
    return True


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
name = dbus.service.BusName(WATCHER, bus)
watcher = Watcher()
serve({"properties": properties, "menu": menu, "choose": choose, "activate": activate, "host": host, "take": take})
