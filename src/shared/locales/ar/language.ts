// What there is to say about these texts themselves.
import type { LanguageFacts } from '../language-facts';

export default { madeBy: 'machine', isRead: false } satisfies LanguageFacts;
