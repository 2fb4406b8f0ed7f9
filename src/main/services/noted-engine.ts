// The engine with somebody who writes down what a person, or Parley for them, asks of it: each as the command of the command line that asks
// the same, before it is carried out. What asks nothing of the server is not written down, and signing in is no command.
import type { AccessLevel, AccessMember, GroupId } from '../../shared/domain/contact';
import type { MessageBody } from '../../shared/domain/message';
import type { ContactEdit, UcEngine } from '../uc/engine';

export type Command = { readonly do: string } & Readonly<Record<string, unknown>>;

type Conversing = Parameters<UcEngine['run']>[0];

export function notedEngine(engine: UcEngine, note: (command: Command) => void): UcEngine {
  const model = (): ReturnType<UcEngine['snapshot']>['model'] => engine.snapshot().model;
  const nameOf = (id: GroupId): string | undefined => model().groups.get(id)?.name;
  const namesOf = (ids: readonly GroupId[]): string[] => ids.flatMap((id) => nameOf(id) ?? []);

  function groupsOf({ uri, groupIds, into = [], outOf = [] }: ContactEdit): readonly string[] | undefined {
    if (groupIds) return namesOf(groupIds);
    if (into.length + outOf.length === 0) return undefined;
    const now = model().contacts.get(uri)?.groupIds ?? [];
    return namesOf([...new Set([...now.filter((id) => !outOf.includes(id)), ...into])]);
  }

  return {
    ...engine,
    signOut() {
      if (model().connection.kind !== 'signed-out') note({ do: 'sign-out' });
      return engine.signOut();
    },
    startConversation(request) {
      const { to, subject, body } = request;
      note({ do: 'start', to: [...to], subject, ...written(body) });
      return engine.startConversation(request);
    },
    sendMessage(conversation, body, subject) {
      note({ do: 'send', conversation, ...(subject !== undefined && { subject }), ...written(body) });
      return engine.sendMessage(conversation, body, subject);
    },
    run(command) {
      const asked = conversing(command);
      if (asked) note(asked);
      return engine.run(command);
    },
    answerCall(conversation, action, to) {
      note({ do: 'call', conversation, action, ...(to !== undefined && { to }) });
      return engine.answerCall(conversation, action, to);
    },
    setAvailability(availability, by) {
      note({ do: 'presence', availability });
      return engine.setAvailability(availability, by);
    },
    setMachineActivity(activity) {
      // Otherwise nothing is asked.
      if (model().connection.kind === 'online') note({ do: 'activity', activity });
      return engine.setMachineActivity(activity);
    },
    setNote(text) {
      note({ do: 'note', text });
      return engine.setNote(text);
    },
    publishRaw(category) {
      note({ do: 'publish-raw', ...category });
      return engine.publishRaw(category);
    },
    searchDirectory(text) {
      note({ do: 'search', text });
      return engine.searchDirectory(text);
    },
    queryPresence(uris) {
      note({ do: 'query', uris: [...uris] });
      return engine.queryPresence(uris);
    },
    subscribePresence(uris) {
      note({ do: 'subscribe', uris: [...uris] });
      return engine.subscribePresence(uris);
    },
    unsubscribePresence(uris) {
      note({ do: 'unsubscribe', uris: [...uris] });
      return engine.unsubscribePresence(uris);
    },
    addContact(contact) {
      const { uri, name, groupIds } = contact;
      note({ do: 'add-contact', uri, name, groups: namesOf(groupIds) });
      return engine.addContact(contact);
    },
    updateContact(edit) {
      const { uri, name, tag } = edit;
      const groups = groupsOf(edit);
      note({
        do: 'update-contact',
        uri,
        ...(name !== undefined && { name }),
        ...(groups && { groups }),
        ...(tag !== undefined && { tag }),
      });
      return engine.updateContact(edit);
    },
    removeContact(uri) {
      note({ do: 'remove-contact', uri });
      return engine.removeContact(uri);
    },
    addGroup(name) {
      note({ do: 'add-group', name });
      return engine.addGroup(name);
    },
    renameGroup(id, to) {
      const name = nameOf(id);
      if (name !== undefined) note({ do: 'rename-group', name, to });
      return engine.renameGroup(id, to);
    },
    removeGroup(id) {
      const name = nameOf(id);
      if (name !== undefined) note({ do: 'remove-group', name });
      return engine.removeGroup(id);
    },
    setAccessLevel(uri, level) {
      note(access({ type: 'uri', value: uri }, level));
      return engine.setAccessLevel(uri, level);
    },
    setAccess(member, level) {
      note(access(member, level));
      return engine.setAccess(member, level);
    },
    acknowledgeSubscribers(uris) {
      note({ do: 'acknowledge', uris: [...uris] });
      return engine.acknowledgeSubscribers(uris);
    },
  };
}

function written({ text, style }: MessageBody): Readonly<Record<string, unknown>> {
  return { text, ...(style && { style }) };
}

function access({ type, value }: AccessMember, level: AccessLevel | null): Command {
  const said = { ...(value !== undefined && { value }), level: level ?? 'none' };
  return type === 'uri' ? { do: 'access', uri: value, level: said.level } : { do: 'access-kind', kind: type, ...said };
}

function conversing(command: Conversing): Command | undefined {
  const { kind, id: conversation } = command;
  switch (kind) {
    case 'accept':
    case 'decline':
    case 'leave':
    case 'rejoin':
      return { do: kind, conversation };
    case 'close':
      return { do: 'leave', conversation };
    case 'invite':
      return { do: kind, conversation, to: [...command.uris] };
    case 'eject':
    case 'promote':
      return { do: kind, conversation, uri: command.uri };
    case 'lock':
      return { do: kind, conversation, locked: command.locked };
    case 'info':
      return { do: kind, conversation, contentType: command.contentType, text: command.text };
    case 'retry':
      return { do: kind, conversation, message: command.messageId };
    case 'typing':
      return { do: kind, conversation, typing: command.isTyping };
    case 'discard':
    case 'markRead':
    case 'forget':
    case 'pin':
      return undefined;
  }
}
