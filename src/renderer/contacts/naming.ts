import type { Group } from '../../shared/domain/contact';
import type { Taken } from './people-change';

/** What GroupNameDialog.vue asks a name for: a new group, perhaps with somebody in it, or one that has a name. */
export type Naming =
  | {
      readonly kind: 'new';
      readonly members?: readonly Taken[];
      /** Whether they leave the group that they were in. */
      readonly moves?: boolean;
    }
  | { readonly kind: 'rename'; readonly group: Group };
