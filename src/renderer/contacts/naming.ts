import type { Group } from '../../shared/domain/contact';
import type { ContactEntry } from './contact-entries';

/** What GroupNameDialog.vue asks a name for: a new group, perhaps with somebody in it, or one that has a name. */
export type Naming =
  { readonly kind: 'new'; readonly member?: ContactEntry } | { readonly kind: 'rename'; readonly group: Group };
