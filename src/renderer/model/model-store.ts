// The read copy of the domain state in this window (design.md, "How data flows"). Filled by IPC alone; views are computed.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { ConversationId } from '../../shared/domain/conversation';
import type { Message } from '../../shared/domain/message';
import { withLastList } from '../../shared/domain/last-list';
import { emptyModel, type Model, type SnapshotSlice } from '../../shared/domain/model';
import type { PersonUri } from '../../shared/domain/person';
import type { WithParticipants } from '../../shared/domain/person-name';
import type { ThreadEvent } from '../../shared/domain/thread-event';
import { invoke, listen } from '../bridge';
import { useLastList } from './last-list';
import { openModelFeed, type ModelFeed } from './model-feed';
import { displayName, displayNameIn, personView, type PersonView } from './person-view';

/** A renewed ticket or a lost poll takes less. */
const calmMs = 1_500;
/** A session that has not told the list by now does not, or is asked for it again (`uc/contacts/awaited-list.ts`). */
const listPatienceMs = 15_000;
const noMessages: readonly Message[] = [];
const noEvents: readonly ThreadEvent[] = [];

export const useModelStore = defineStore('model', () => {
  /** Replaced as a whole; never changed in place, never made deeply reactive. */
  const told = shallowRef<Model>(emptyModel);
  const { list: lastList, open: openLastList } = useLastList(told);
  const model = computed(() => withLastList(told.value, lastList.value));
  const isOpen = ref(false);
  let feed: ModelFeed | undefined;

  const connection = computed(() => model.value.connection);
  const self = computed(() => model.value.self);
  const policy = computed(() => model.value.policy);
  const isOnline = computed(() => model.value.connection.kind === 'online');
  /** As a person should see it: a connection that is back in a moment was never gone. */
  const isLost = ref(false);
  let lostTimer: ReturnType<typeof setTimeout> | undefined;
  watch(
    connection,
    (now) => {
      const isUrgent = now.kind === 'signed-out' || (now.kind === 'reconnecting' && now.asks !== undefined);
      if (now.kind === 'online' || isUrgent) {
        clearTimeout(lostTimer);
        lostTimer = undefined;
        isLost.value = isUrgent;
      } else {
        lostTimer ??= setTimeout(() => (isLost.value = true), calmMs);
      }
    },
    { immediate: true, flush: 'sync' },
  );
  /** The list of an earlier session still stands for the one that is to come; of one that is there in a moment nobody need know. */
  const isListOld = ref(false);
  let oldTimer: ReturnType<typeof setTimeout> | undefined;
  watch(
    () => model.value.outdated.has('contacts'),
    (isOld) => {
      clearTimeout(oldTimer);
      if (isOld) oldTimer = setTimeout(() => (isListOld.value = true), calmMs);
      else isListOld.value = false;
    },
    { flush: 'sync' },
  );
  /** There was a session for long enough, and none has told the list since. */
  const isListMissing = ref(false);
  let missingTimer: ReturnType<typeof setTimeout> | undefined;
  watch(
    () => (model.value.outdated.has('contacts') ? isOnline.value : undefined),
    (isOwed) => {
      if (isOwed) missingTimer ??= setTimeout(() => (isListMissing.value = true), listPatienceMs);
      if (isOwed !== undefined) return;
      clearTimeout(missingTimer);
      missingTimer = undefined;
      isListMissing.value = false;
    },
    { flush: 'sync' },
  );
  /** What is shown of people is what was known last. */
  const isStale = computed(() => isLost.value || isListOld.value);
  /** The list that is shown is that of the last run: nothing was told in this one. */
  const isFromLastRun = computed(() => model.value !== told.value);
  const isSigningIn = computed(
    () => isFromLastRun.value && (connection.value.kind === 'signed-out' || connection.value.kind === 'connecting'),
  );
  /** And nobody is about to be signed in at the start: between two attempts of that, what is under way goes on. */
  const isSignedOut = computed(() => connection.value.kind === 'signed-out' && !isSigningIn.value);
  const contacts = computed(() => model.value.contacts);
  const groups = computed(() => model.value.groups);
  const people = computed(() => model.value.people);
  const conversations = computed(() => model.value.conversations);
  const calls = computed(() => model.value.calls);

  /** Takes the snapshot and follows the changes; once a window. */
  async function open(): Promise<void> {
    feed ??= openModelFeed(
      {
        snapshotSlice: async (isFirst) => JSON.parse(await invoke('model:snapshot', { isFirst })) as SnapshotSlice,
        onChanges: (listener) => listen('model:changes', listener),
      },
      (next) => (told.value = next),
    );
    await feed.opened;
    isOpen.value = true;
  }

  /** Everything to show of a person; `heard` is a name from elsewhere, such as the list of participants. */
  function person(uri: PersonUri, heard?: string): PersonView {
    return personView(model.value, uri, heard);
  }

  function nameOf(uri: PersonUri, heard?: string): string {
    return displayName(model.value, uri, heard);
  }

  /** Of somebody in a conversation, live or in the history. */
  function nameIn(conversation: WithParticipants, uri: PersonUri): string {
    return displayNameIn(model.value, conversation, uri);
  }

  /** Everybody in it. */
  function namesIn({ participants }: WithParticipants): string[] {
    return participants.map(({ uri, name }) => nameOf(uri, name));
  }

  function messagesOf(id: ConversationId): readonly Message[] {
    return model.value.messages.get(id) ?? noMessages;
  }

  /** What happened in a thread besides messages. */
  function eventsOf(id: ConversationId): readonly ThreadEvent[] {
    return model.value.events.get(id) ?? noEvents;
  }

  return {
    model,
    isOpen,
    connection,
    self,
    policy,
    isOnline,
    isLost,
    isStale,
    isListMissing,
    isFromLastRun,
    isSigningIn,
    isSignedOut,
    contacts,
    groups,
    people,
    conversations,
    calls,
    open,
    openLastList,
    person,
    nameOf,
    nameIn,
    namesIn,
    messagesOf,
    eventsOf,
  };
});
