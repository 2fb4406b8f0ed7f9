// Earlier messages of one's own, called back into the field one after the other to be sent again corrected, and the way back to what was
// there before. Pure: a step gives the next state, and what the field shows then.
import type { MessageBody, MessageId, MessageStyle } from '../../shared/domain/message';

/** What stands in the field, and how it looks. */
export interface Written {
  readonly text: string;
  readonly look: MessageStyle;
}

export interface Recall {
  readonly id: MessageId;
  /** As it was sent. */
  readonly text: string;
  readonly look?: MessageStyle;
  /** What was there before the first one. */
  readonly before: Written;
}

export interface SentMessage {
  readonly id: MessageId;
  readonly body: MessageBody;
}

/** @param sent one's own messages, oldest first */
export function recallOlder(
  recall: Recall | undefined,
  sent: readonly SentMessage[],
  now: Written,
): Recall | undefined {
  const end = recall ? sent.findIndex(({ id }) => id === recall.id) : sent.length;
  const older = sent[end - 1];
  return older ? of(older, recall?.before ?? now) : recall;
}

/** Undefined: past the newest one, to what was there before. */
export function recallNewer(recall: Recall, sent: readonly SentMessage[]): Recall | undefined {
  const index = sent.findIndex(({ id }) => id === recall.id);
  const newer = index < 0 ? undefined : sent[index + 1];
  return newer && of(newer, recall.before);
}

function of({ id, body: { text, style } }: SentMessage, before: Written): Recall {
  return { id, text, ...(style && { look: style }), before };
}
