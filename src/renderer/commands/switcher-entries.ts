// What the switcher offers: recent conversations while nothing is typed; then people, conversations and commands, the likeliest first.
// Pure.
import type { CommandId } from '../../shared/commands/commands';
import { withoutTurns } from '../../shared/direction-marks';
import type { Conversation, ConversationId } from '../../shared/domain/conversation';
import { foldText } from '../../shared/folding';
import { best } from '../contacts/best';
import { searchText, textMatcher } from '../contacts/search-text';
import type { Suggestion } from '../invitation/rank-people';

export interface TitledConversation {
  readonly conversation: Conversation;
  /** The names of the others. */
  readonly title: string;
}
export interface NamedCommand {
  readonly id: CommandId;
  readonly name: string;
}

export type Entry =
  | { readonly kind: 'person'; readonly key: string; readonly suggestion: Suggestion; readonly unread: number }
  | {
      readonly kind: 'conversation';
      readonly key: string;
      readonly id: ConversationId;
      readonly title: string;
      readonly subject: string;
      readonly conversation: Conversation;
    }
  | { readonly kind: 'command'; readonly key: string; readonly id: CommandId; readonly name: string };

export interface EntryGroup {
  readonly name: 'recent' | 'people' | 'directory' | 'commands';
  readonly entries: readonly Entry[];
}

export interface SwitcherChoice {
  /** In the order of the main window's list. */
  readonly conversations: readonly TitledConversation[];
  /** For what was typed, contacts before the directory. */
  readonly people: readonly Suggestion[];
  readonly commands: readonly NamedCommand[];
}

const most = { recent: 9, people: 8, conversations: 5, directory: 5 } as const;

export function switcherEntries(query: string, choice: SwitcherChoice): readonly EntryGroup[] {
  const isTyped = query.trim() !== '';
  const groups: EntryGroup[] = isTyped
    ? [
        { name: 'people', entries: [...peopleOf(choice, false), ...conversationsFor(query, choice)] },
        { name: 'directory', entries: peopleOf(choice, true) },
      ]
    : [{ name: 'recent', entries: choice.conversations.slice(0, most.recent).map(conversationEntry) }];
  return [...groups, { name: 'commands' as const, entries: commandsFor(query, choice.commands) }].filter(
    ({ entries }) => entries.length > 0,
  );
}

/** Of a talk with one person that person's entry tells, where there is one. */
function conversationsFor(query: string, { conversations, people }: SwitcherChoice): readonly Entry[] {
  const shown = new Set(people.map(({ uri }) => uri));
  const matches = textMatcher(query);
  const start = foldText(query.trim());
  const found = conversations
    .filter(({ conversation }) => !isWith(conversation, shown))
    .map((each, at) => ({ each, at, title: searchText(each.title) }))
    .filter(({ each: { title, conversation } }) => matches(searchText(title, conversation.subject)))
    .map(({ each, at, title }) => ({ each, at, match: title.plain.startsWith(start) ? 0 : matches(title) ? 1 : 2 }));
  return best(found, most.conversations, (a, b) => a.match - b.match || a.at - b.at).map(({ each }) =>
    conversationEntry(each),
  );
}

const isWith = ({ isConference, participants }: Conversation, people: ReadonlySet<string>): boolean =>
  !isConference && participants.length === 1 && people.has(participants[0]!.uri);

function conversationEntry({ conversation, title }: TitledConversation): Entry {
  const { id, subject } = conversation;
  return { kind: 'conversation', key: `conversation:${id}`, id, title, subject: withoutTurns(subject), conversation };
}

function peopleOf({ people, conversations }: SwitcherChoice, isDirectory: boolean): readonly Entry[] {
  return people
    .filter(({ source }) => (source === 'directory') === isDirectory)
    .slice(0, isDirectory ? most.directory : most.people)
    .map((suggestion) => {
      const here = new Set([suggestion.uri]);
      const unread = conversations
        .filter(({ conversation }) => isWith(conversation, here))
        .reduce((sum, { conversation }) => sum + conversation.unread, 0);
      return { kind: 'person', key: `person:${suggestion.uri}`, suggestion, unread };
    });
}

function commandsFor(query: string, commands: readonly NamedCommand[]): readonly Entry[] {
  const matches = textMatcher(query);
  const start = foldText(query.trim());
  const found = commands
    .map((command, at) => ({ command, at, text: searchText(command.name) }))
    .filter(({ text }) => matches(text))
    .map(({ command, at, text }) => ({ command, at, match: text.plain.startsWith(start) ? 0 : 1 }));
  return best(found, commands.length, (a, b) => a.match - b.match || a.at - b.at).map(({ command: { id, name } }) => ({
    kind: 'command',
    key: `command:${id}`,
    id,
    name,
  }));
}
