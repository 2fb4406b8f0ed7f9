// A failure as a sentence: what happened, what was kept, what to do.
import { useI18n } from 'vue-i18n';
import { failureCodes, type Failure } from '../../shared/domain/failure';

/** Returns a function from a failure, or a code such as a message's `failure`, to the sentence. */
export function useFailureText(): (failure: Failure | string) => string {
  const { t } = useI18n();
  return (failure) => {
    const code = typeof failure === 'string' ? failure : failure.code;
    return t(`failures.${(failureCodes as readonly string[]).includes(code) ? code : 'internal'}`);
  };
}
