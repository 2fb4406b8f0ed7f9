// Contacts, groups, presence, directory: straight to the engine.
import type { contactMethods } from '../../shared/ipc/contact-methods';
import type { MethodHandlers } from '../ipc';
import type { UcEngine } from '../uc/engine';

export function contactHandlers(engine: UcEngine): Pick<MethodHandlers, keyof typeof contactMethods> {
  return {
    'self:set-availability': (availability) => engine.setAvailability(availability),
    'self:set-note': (text) => engine.setNote(text),
    'directory:search': (text) => engine.searchDirectory(text),
    'presence:query': (uris) => engine.queryPresence(uris),
    'contact:add': (contact) => engine.addContact(contact),
    'contact:update': (edit) => engine.updateContact(edit),
    'contact:remove': (uri) => engine.removeContact(uri),
    'contact:set-access': ({ uri, level }) => engine.setAccessLevel(uri, level),
    'access:set': ({ member: { type, value }, level }) =>
      engine.setAccess({ type, ...(value !== undefined && { value }) }, level ?? undefined),
    'group:add': (name) => engine.addGroup(name),
    'group:rename': ({ id, name }) => engine.renameGroup(id, name),
    'group:remove': (id) => engine.removeGroup(id),
    'subscribers:acknowledge': (uris) => engine.acknowledgeSubscribers(uris),
    'subscribers:acknowledge-all': () => engine.acknowledgeSubscribers([...engine.snapshot().model.subscribers.keys()]),
  };
}
