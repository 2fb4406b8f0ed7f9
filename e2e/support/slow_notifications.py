#!/usr/bin/python3
"""A notification service that answers whether it was asked to show nothing only when it is told to: with what held when it was asked."""

import dbus
import dbus.mainloop.glib
import dbus.service

from json_lines import plain, serve, tell

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
PROPERTIES = "org.freedesktop.DBus.Properties"


class Service(dbus.service.Object):
    def __init__(self, bus):
        super().__init__(dbus.service.BusName(NAME, bus), PATH)
        self.inhibited = False
        self.last_id = 0
        self.questions = []

    @dbus.service.method(NAME, out_signature="as")
    def GetCapabilities(self):
        return ["actions", "body", "inhibitions"]

    @dbus.service.method(NAME, in_signature="susssasa{sv}i", out_signature="u")
    def Notify(self, app, replaces, icon, title, body, actions, hints, timeout):
        if not replaces:
            self.last_id += 1
        shown = {"id": plain(replaces) or self.last_id, "title": plain(title), "body": plain(body)}
        tell({"event": "notify", "notification": shown})
        return dbus.UInt32(shown["id"])

    @dbus.service.method(NAME, in_signature="u")
    def CloseNotification(self, notification):
        tell({"event": "close", "notification": plain(notification)})

    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v", async_callbacks=("answer", "fail"))
    def Get(self, interface, name, answer, fail):
        value = self.inhibited
        self.questions.append(lambda: answer(dbus.Boolean(value)))

    @dbus.service.signal(PROPERTIES, signature="sa{sv}as")
    def PropertiesChanged(self, interface, changed, invalidated):
        pass

    def inhibit(self, value):
        self.inhibited = value
        self.PropertiesChanged(NAME, {"Inhibited": dbus.Boolean(value)}, [])
        return True

    def answer(self):
        """How many were answered: a test asks until there was one."""
        waiting, self.questions = self.questions, []
        for question in waiting:
            question()
        return len(waiting)

    def asked(self):
        return len(self.questions)


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
service = Service(dbus.SessionBus())
serve({"inhibit": service.inhibit, "answer": service.answer, "asked": service.asked})
