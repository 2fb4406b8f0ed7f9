// `messageSendFailed` (protocol.md 4.8).
import type { ValueOf } from '../codec';
import { text } from '../form';
import { attribute, record } from '../record';

export type MessageSendFailed = ValueOf<typeof messageSendFailedCodec>;

export const messageSendFailedCodec = record('messageSendFailed', { messageId: attribute(text) });
