// Why something that was asked of the list is not so, in words that are true of a list: nothing was written here that could be kept.
import { useI18n } from 'vue-i18n';
import type { Failure, FailureCode } from '../../shared/domain/failure';
import { useFailureText } from '../failure-text';

/** Besides what the server says: what has happened meanwhile, and what somebody has stopped. */
export type ListReason = FailureCode | 'changed-since' | 'person-gone' | 'group-gone' | 'stopped';

/** What is said of these elsewhere is of a message, an address or a text. */
const ownWords = [
  'changed-since',
  'person-gone',
  'group-gone',
  'stopped',
  'not-connected',
  'not-signed-in',
  'not-allowed',
  'refused',
  'not-found',
  'unknown-outcome',
  'too-long',
  'too-many-people',
  'cancelled',
  'internal',
] as const satisfies readonly ListReason[];

export const isOwnReason = (reason: ListReason): reason is (typeof ownWords)[number] =>
  (ownWords as readonly ListReason[]).includes(reason);

/** Returns a function from a reason, or a failure, to the sentence. */
export function useListReason(): (reason: ListReason | Failure) => string {
  const { t } = useI18n({ useScope: 'global' });
  const failureText = useFailureText();
  return (reason) => {
    const code = typeof reason === 'string' ? reason : reason.code;
    return isOwnReason(code) ? t(`contacts.why.${code}`) : failureText(reason);
  };
}
