// Contacts, groups, presence, directory: straight to the engine.
import type { contactMethods } from '../../shared/ipc/contact-methods';
import type { Model } from '../../shared/domain/model';
import { noteDraftKey } from '../../shared/domain/undelivered';
import type { ContactFormat } from '../../shared/transfer/contact-files';
import type { MethodHandlers } from '../ipc';
import { afterList } from './after-list';
import type { AskForFile } from './history-handlers';
import type { HistoryService } from '../services/history-service';
import type { LastListService } from '../services/last-list';
import type { SubscriberAnswers } from '../services/subscriber-answers';
import type { TimedPresence } from '../services/timed-presence';
import type { UcEngine } from '../uc/engine';

export function contactHandlers(
  engine: UcEngine,
  timed: TimedPresence,
  answers: Pick<SubscriberAnswers, 'answer'>,
  lastList: Pick<LastListService, 'talks' | 'whenTold'>,
  drafts: Pick<HistoryService, 'draftSent'>,
  files: {
    readonly ask: AskForFile;
    /** Rejects with `file-not-written`. */
    readonly write: (file: string, format: ContactFormat, model: Model) => Promise<void>;
    /** In the system's own window of files. */
    readonly show: (file: string) => void;
  },
): Pick<MethodHandlers, keyof typeof contactMethods> {
  /** By the window that asked: it names no file itself. */
  const written = new Map<number, string>();
  const ofList = afterList(lastList);
  return {
    'self:set-availability': (availability) => timed.setAvailability(availability),
    'self:quiet-until': (at) => timed.quietUntil(at),
    async 'self:set-note'(text) {
      await timed.setNote(text);
      // The window that asked may show nothing of it any more, and would leave it half-written.
      await drafts.draftSent(noteDraftKey, text).catch(() => undefined);
    },
    'self:note-until': (at) => timed.keepNoteUntil(at ?? undefined),
    'directory:search': (text) => engine.searchDirectory(text),
    'presence:query': (uris) => engine.queryPresence(uris),
    'contact:add': ofList((contact) => engine.addContact(contact)),
    'contact:update': ofList((edit) => engine.updateContact(edit)),
    'contact:remove': ofList((uri) => engine.removeContact(uri)),
    'contact:set-access': ofList(({ uri, level }) => engine.setAccessLevel(uri, level)),
    'access:set': ofList(({ member: { type, value }, level }) =>
      engine.setAccess({ type, ...(value !== undefined && { value }) }, level),
    ),
    async 'contacts:last-talks'() {
      const talks = await lastList.talks();
      return talks ? JSON.stringify(talks) : null;
    },
    async 'contacts:export'({ format }, { senderId }) {
      const file = await files.ask(senderId, format === 'csv' ? 'contacts.csv' : 'contacts.vcf');
      if (file === undefined) return null;
      await lastList.whenTold();
      await files.write(file, format, engine.snapshot().model);
      written.set(senderId, file);
      return file;
    },
    'contacts:show-export'(_, { senderId }) {
      const file = written.get(senderId);
      if (file !== undefined) files.show(file);
      return file !== undefined;
    },
    'group:add': ofList((name) => engine.addGroup(name)),
    'group:rename': ofList(({ id, name }) => engine.renameGroup(id, name)),
    'group:remove': ofList((id) => engine.removeGroup(id)),
    'subscribers:answer': ({ uri, name, groupIds, level }) =>
      answers.answer({ uri, name, ...(groupIds && { groupIds }), ...(level && { level }) }),
  };
}
