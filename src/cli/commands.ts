// The commands of `connect`: what each looks like, and what it asks of the engine. One table.
import * as v from 'valibot';
import type { UcEngine } from '../main/uc/engine';
import { checkedPersonUri } from '../main/uc/people/person-uri';
import { accessLevels, accessMemberTypes, type AccessLevel, type GroupId } from '../shared/domain/contact';
import { callActions } from '../shared/domain/conversation';
import { FailureError } from '../shared/domain/failure';
import type { MessageBody } from '../shared/domain/message';
import { chosenAvailabilities, machineActivities } from '../shared/domain/person';
import { searchEvent, type EventMapper } from './events';
import type { CliEvent } from './json-output';
import { settle } from './settle';

export interface CommandContext {
  readonly engine: UcEngine;
  readonly events: EventMapper;
  readonly write: (event: CliEvent) => void;
  /** Signs out; after it nothing tries to come back. */
  readonly end: () => Promise<void>;
}

/** What `done` carries besides the id. */
type Result = Readonly<Record<string, unknown>> | void;
type Run = (context: CommandContext) => Promise<Result>;

export interface RunnableCommand {
  readonly kind: 'run';
  readonly id: unknown;
  readonly run: Run;
  readonly ends: boolean;
  /** Commands of the same lane run one after another, in their order. Undefined: it depends on none. */
  readonly lane: string | undefined;
}

export type ReadCommand =
  | RunnableCommand
  /** `id` is known when the line was JSON all the same. */
  | { readonly kind: 'malformed'; readonly id?: unknown; readonly reason: string };

const Text = v.string();
const Name = v.pipe(v.string(), v.nonEmpty('must not be empty'));
const Conversation = { conversation: Name };
const Uris = v.pipe(v.array(Text), v.nonEmpty('must not be empty'));
const flag = v.optional(v.boolean(), false);
const Style = v.pipe(
  v.strictObject({
    font: v.optional(Name),
    bold: flag,
    italic: flag,
    underline: flag,
    strike: flag,
    color: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/iu, 'must be like #0000C0'), v.toLowerCase())),
    rightToLeft: v.optional(v.boolean()),
  }),
  v.transform(({ font, color, rightToLeft, ...style }) => ({
    ...style,
    ...(font !== undefined && { font }),
    ...(color !== undefined && { color }),
    ...(rightToLeft !== undefined && { rightToLeft }),
  })),
);
const Written = { text: Text, style: v.optional(Style) };

interface Command {
  readonly read: (input: unknown) => Pick<RunnableCommand, 'run' | 'lane'>;
}

type InputOf<T extends v.ObjectEntries> = v.InferOutput<v.StrictObjectSchema<T, undefined>>;

/** What acts on the same thing shares a lane. */
function command<const T extends v.ObjectEntries>(
  lane: string | undefined | ((input: InputOf<T>) => string),
  entries: T,
  run: (engine: UcEngine, input: InputOf<T>, context: CommandContext) => unknown,
): Command {
  const schema = v.strictObject(entries);
  return {
    read(input) {
      const given = v.parse(schema, input);
      return {
        run: async (context) => (await run(context.engine, given, context)) as Result,
        lane: typeof lane === 'function' ? lane(given) : lane,
      };
    },
  };
}

/** `none`: no level of their own. */
const Level = v.picklist([...accessLevels, 'none']);
const levelOf = (level: AccessLevel | 'none'): AccessLevel | null => (level === 'none' ? null : level);
const kindsOfPeople = accessMemberTypes.filter((type) => type !== 'uri');

const inConversation = ({ conversation }: { readonly conversation: string }): string => `conversation ${conversation}`;

/** One that says nothing but which conversation is meant. */
const plain = (kind: 'accept' | 'decline' | 'leave' | 'rejoin'): Command =>
  command(inConversation, Conversation, (engine, { conversation }) => engine.run({ kind, id: conversation }));

const commands: Readonly<Record<string, Command>> = {
  start: command(
    'new conversations',
    { to: v.array(Text), subject: v.optional(Text, ''), ...Written },
    async (engine, { to, subject, ...written }) => {
      const started = await engine.startConversation({ to, subject, body: bodyOf(written) });
      return { conversation: started.conversationId, message: started.messageId };
    },
  ),
  send: command(
    inConversation,
    { ...Conversation, subject: v.optional(Text), ...Written },
    async (engine, { conversation, subject, ...written }) => {
      const { messageId } = await engine.sendMessage(conversation, bodyOf(written), subject);
      return { message: messageId };
    },
  ),
  retry: command(inConversation, { ...Conversation, message: Name }, (engine, { conversation, message }) =>
    engine.run({ kind: 'retry', id: conversation, messageId: message }),
  ),
  accept: plain('accept'),
  decline: plain('decline'),
  leave: plain('leave'),
  rejoin: plain('rejoin'),
  invite: command(inConversation, { ...Conversation, to: Uris }, (engine, { conversation, to }) =>
    engine.run({ kind: 'invite', id: conversation, uris: to }),
  ),
  eject: command(inConversation, { ...Conversation, uri: Text }, (engine, { conversation, uri }) =>
    engine.run({ kind: 'eject', id: conversation, uri }),
  ),
  promote: command(inConversation, { ...Conversation, uri: Text }, (engine, { conversation, uri }) =>
    engine.run({ kind: 'promote', id: conversation, uri }),
  ),
  lock: command(inConversation, { ...Conversation, locked: v.boolean() }, (engine, { conversation, locked }) =>
    engine.run({ kind: 'lock', id: conversation, locked }),
  ),
  typing: command(inConversation, { ...Conversation, typing: v.boolean() }, (engine, { conversation, typing }) => {
    if (!engine.snapshot().model.conversations.has(conversation))
      throw new FailureError('not-found', 'no such conversation');
    return engine.run({ kind: 'typing', id: conversation, isTyping: typing });
  }),
  presence: command('availability', { availability: v.picklist(chosenAvailabilities) }, (engine, { availability }) =>
    engine.setAvailability(availability),
  ),
  activity: command('activity', { activity: v.picklist(machineActivities) }, (engine, { activity }) =>
    engine.setMachineActivity(activity),
  ),
  note: command('note', { text: Text }, (engine, { text }) => engine.setNote(text)),
  search: command(undefined, { text: Text }, async (engine, { text }, { write }) => {
    write(searchEvent(await engine.searchDirectory(text)));
  }),
  query: command('queries', { uris: Uris }, async (engine, { uris }, { events, write }) => {
    const asked = uris.map(checkedPersonUri);
    events.forgetPresence(asked);
    await engine.queryPresence(asked);
    // The snapshot tells first what the answer changed; then everybody asked about has an event.
    for (const event of events.untoldPresence(asked, engine.snapshot().model)) write(event);
  }),
  subscribe: command('subscriptions', { uris: Uris }, (engine, { uris }) => engine.subscribePresence(uris)),
  unsubscribe: command('subscriptions', { uris: Uris }, (engine, { uris }) => engine.unsubscribePresence(uris)),
  acknowledge: command('subscribers', { uris: Uris }, (engine, { uris }) => engine.acknowledgeSubscribers(uris)),
  'add-contact': command(
    'contact list',
    { uri: Text, name: v.optional(Text, ''), groups: v.optional(v.array(Name), []) },
    (engine, { uri, name, groups }) => engine.addContact({ uri, name, groupIds: groupIds(engine, groups) }),
  ),
  'update-contact': command(
    'contact list',
    { uri: Text, name: v.optional(Text), groups: v.optional(v.array(Name)), tag: v.optional(v.boolean()) },
    (engine, { uri, name, groups, tag }) =>
      engine.updateContact({
        uri,
        ...(name !== undefined && { name }),
        ...(groups !== undefined && { groupIds: groupIds(engine, groups) }),
        ...(tag !== undefined && { tag }),
      }),
  ),
  'remove-contact': command('contact list', { uri: Text }, (engine, { uri }) => engine.removeContact(uri)),
  'add-group': command('contact list', { name: Text }, async (engine, { name }) => {
    await engine.addGroup(name);
  }),
  'rename-group': command('contact list', { name: Name, to: Text }, (engine, { name, to }) =>
    engine.renameGroup(groupId(engine, name), to),
  ),
  'remove-group': command('contact list', { name: Name }, (engine, { name }) =>
    engine.removeGroup(groupId(engine, name)),
  ),
  access: command(
    ({ uri }) => `access ${uri.toLowerCase()}`,
    { uri: Text, level: Level },
    (engine, { uri, level }) => engine.setAccessLevel(uri, levelOf(level)),
  ),
  'access-kind': command(
    ({ kind, value }) => `access ${kind} ${value?.toLowerCase() ?? ''}`,
    { kind: v.picklist(kindsOfPeople), value: v.optional(Text), level: Level },
    (engine, { kind, value, level }) =>
      engine.setAccess({ type: kind, ...(value !== undefined && { value }) }, levelOf(level)),
  ),
  call: command(
    inConversation,
    { ...Conversation, action: v.picklist(callActions), to: v.optional(Text) },
    (engine, { conversation, action, to }) => engine.answerCall(conversation, action, to),
  ),
  info: command(
    inConversation,
    { ...Conversation, contentType: Name, text: Text },
    (engine, { conversation, contentType, text }) => engine.run({ kind: 'info', id: conversation, contentType, text }),
  ),
  'publish-raw': command('raw categories', { name: Text, namespace: Text, xml: Text }, (engine, category) =>
    engine.publishRaw(category),
  ),
  'sign-out': command(undefined, {}, signOut),
  quit: command(undefined, {}, signOut),
};
const endings: ReadonlySet<string> = new Set(['sign-out', 'quit']);

/** One line of standard input. Never throws. */
export function readCommand(text: string): ReadCommand {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return { kind: 'malformed', reason: 'not JSON' };
  }
  if (typeof line !== 'object' || line === null || Array.isArray(line)) {
    return { kind: 'malformed', reason: 'not a JSON object' };
  }
  const { id, do: name, ...input } = line as { readonly id?: unknown; readonly do?: unknown };
  const found = typeof name === 'string' && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!found) return { kind: 'malformed', id, reason: 'no command that is known in "do"' };
  try {
    return { kind: 'run', id, ...found.read(input), ends: endings.has(name as string) };
  } catch (error) {
    if (!v.isValiError(error)) throw error;
    const [issue] = error.issues;
    return { kind: 'malformed', id, reason: `${name as string}: ${v.getDotPath(issue) ?? 'it'}: ${wordsOf(issue)}` };
  }
}

/** Without the value, which may be private. */
function wordsOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'regex' || issue.type === 'non_empty') return issue.message;
  if (issue.expected === 'never') return 'not a field of this command';
  return issue.received === 'undefined' ? 'missing' : `expected ${issue.expected ?? 'something else'}`;
}

async function signOut(engine: UcEngine, _input: unknown, { end }: CommandContext): Promise<void> {
  await settle(engine);
  await end();
}

function bodyOf({
  text,
  style,
}: {
  readonly text: string;
  readonly style?: v.InferOutput<typeof Style> | undefined;
}): MessageBody {
  return { text, ...(style && { style }) };
}

function groupIds(engine: UcEngine, names: readonly string[]): GroupId[] {
  return names.map((name) => groupId(engine, name));
}

/** Names are told apart without case by people and servers alike, but the very same spelling comes first. */
function groupId(engine: UcEngine, name: string): GroupId {
  const groups = [...engine.snapshot().model.groups.values()];
  const found =
    groups.find((group) => group.name === name) ??
    groups.find((group) => group.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new FailureError('not-found', 'no group of that name');
  return found.id;
}
