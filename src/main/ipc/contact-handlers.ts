// Contacts, groups, presence, directory: straight to the engine.
import type { contactMethods } from '../../shared/ipc/contact-methods';
import type { Model } from '../../shared/domain/model';
import type { ContactFormat } from '../../shared/transfer/contact-files';
import type { MethodHandlers } from '../ipc';
import type { AskForFile } from './history-handlers';
import type { TimedPresence } from '../services/timed-presence';
import type { UcEngine } from '../uc/engine';

export function contactHandlers(
  engine: UcEngine,
  timed: TimedPresence,
  files: {
    readonly ask: AskForFile;
    /** Rejects with `file-not-written`. */
    readonly write: (file: string, format: ContactFormat, model: Model) => Promise<void>;
  },
): Pick<MethodHandlers, keyof typeof contactMethods> {
  return {
    'self:set-availability': (availability) => timed.setAvailability(availability),
    'self:quiet-until': (at) => timed.quietUntil(at),
    'self:set-note': (text) => timed.setNote(text),
    'self:note-until': (at) => timed.keepNoteUntil(at ?? undefined),
    'directory:search': (text) => engine.searchDirectory(text),
    'presence:query': (uris) => engine.queryPresence(uris),
    'contact:add': (contact) => engine.addContact(contact),
    'contact:update': (edit) => engine.updateContact(edit),
    'contact:remove': (uri) => engine.removeContact(uri),
    'contact:set-access': ({ uri, level }) => engine.setAccessLevel(uri, level),
    'access:set': ({ member: { type, value }, level }) =>
      engine.setAccess({ type, ...(value !== undefined && { value }) }, level),
    async 'contacts:export'({ format }, { senderId }) {
      const file = await files.ask(senderId, format === 'csv' ? 'contacts.csv' : 'contacts.vcf');
      if (file === undefined) return false;
      await files.write(file, format, engine.snapshot().model);
      return true;
    },
    'group:add': (name) => engine.addGroup(name),
    'group:rename': ({ id, name }) => engine.renameGroup(id, name),
    'group:remove': (id) => engine.removeGroup(id),
    'subscribers:acknowledge': (uris) => engine.acknowledgeSubscribers(uris),
    'subscribers:acknowledge-all': () => engine.acknowledgeSubscribers([...engine.snapshot().model.subscribers.keys()]),
  };
}
