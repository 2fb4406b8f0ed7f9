// A failure as a sentence: what happened, what was kept, what to do.
import { useI18n } from 'vue-i18n';
import { failureCodes, type Failure } from '../shared/domain/failure';

/** The key of the sentence. */
export function failureKey(failure: Failure | string): string {
  const { code, proxy, stoppedAt } = typeof failure === 'string' ? { code: failure } : failure;
  if (code === 'proxy-asks' && proxy) return `sign-in.proxy.${proxy.hasSeenRequest ? 'asksInClear' : 'asksBefore'}`;
  if (code === 'unreachable' && stoppedAt === 'proxy') return 'sign-in.proxy.unreached';
  return `failures.${(failureCodes as readonly string[]).includes(code) ? code : 'internal'}`;
}

/** Returns a function from a failure, or a code such as a message's `failure`, to the sentence. */
export function useFailureText(): (failure: Failure | string) => string {
  const { t } = useI18n();
  return (failure) => t(failureKey(failure));
}
