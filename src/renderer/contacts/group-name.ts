// Which names a group may have. Pure.
import { defaultGroupName } from '../../shared/domain/contact';
import { groupName, isSameGroupName, isVisibleName } from '../../shared/group-name';
import { maxGroupNameLength } from '../../shared/ipc/values';

export type NameProblem =
  { readonly code: 'empty' | 'stands-for-other' | 'taken' } | { readonly code: 'too-long'; readonly by: number };

/** `taken`: what the other groups are called. */
export function problemOfName(name: string, taken: readonly string[]): NameProblem | undefined {
  const wanted = groupName(name);
  if (!isVisibleName(wanted)) return { code: 'empty' };
  const by = wanted.length - maxGroupNameLength;
  if (by > 0) return { code: 'too-long', by };
  if (wanted === defaultGroupName) return { code: 'stands-for-other' };
  return taken.some((each) => isSameGroupName(each, wanted)) ? { code: 'taken' } : undefined;
}
