// People and groups moved from where they stand, by keys or by the hand; whoever has moved somebody goes on from where they are then.
import { shallowRef, watch, type Ref } from 'vue';
import type { Group } from '../../shared/domain/contact';
import { uriOf, withOther, type ListRow } from './contact-rows';
import { useContactsStore } from './contacts-store';
import { groupBeside, groupIdOf } from './drop-target';
import { usePeopleActions } from './people-actions';
import type { Taken } from './people-change';

export interface MovingOptions {
  readonly rows: Readonly<Ref<readonly ListRow[]>>;
  /** The index of the active row, or -1. */
  readonly active: Readonly<Ref<number>>;
  readonly takenWith: (row: ListRow | undefined) => readonly Taken[];
  /** Up or down among the groups. */
  readonly stepGroup: (row: ListRow, by: 1 | -1) => void;
  /** The row of who was moved is there. */
  readonly onFollowed: (index: number) => void;
}

export function useMoving({ rows, active, takenWith, stepGroup, onFollowed }: MovingOptions) {
  const contacts = useContactsStore();
  const actions = usePeopleActions();
  /** A row that is to be the active one as soon as it is there, and the one before it has gone. */
  const follow = shallowRef<string>();

  /** A group among the groups, people to the group above or below. */
  function step(row: ListRow | undefined, by: 1 | -1): void {
    if (row?.kind === 'section') {
      if (row.group) stepGroup(row, by);
      return;
    }
    if (row?.kind !== 'contact') return;
    const from = groupIdOf(row.section);
    const to = from === undefined ? undefined : groupBeside(withOther(contacts.groups), from, by);
    if (to) void moveInto(to, takenWith(row), 'move', row);
  }

  async function moveInto(
    group: Group,
    people: readonly Taken[],
    kind: 'move' | 'copy',
    row: ListRow | undefined,
  ): Promise<void> {
    const uri = uriOf(row);
    if (kind === 'move' && uri !== undefined) follow.value = `group-${group.id}/${uri}`;
    await actions.run({ kind, to: group.id }, people);
  }

  watch(
    rows,
    () => {
      const next = rows.value.findIndex(({ key }) => key === follow.value);
      if (follow.value === undefined || active.value >= 0 || next < 0) return;
      follow.value = undefined;
      onFollowed(next);
    },
    { flush: 'post' },
  );

  return {
    step,
    moveInto,
    /** Somebody has gone to another row themselves. */
    stopFollowing: () => (follow.value = undefined),
  };
}
