// What goes out to clients, laid out as the servers of the time did (field notes): a client of 2011 lost the first poll of every session
// where no white space stood before the payload of a `state` category.
import { encodeEvents, type CwaEvents } from '../../../protocol/events';
import { encodeReplies, type CwaResponses } from '../../../protocol/replies';

export const replyDocument = (replies: CwaResponses): string => encodeReplies(replies, 'indented');

export const eventDocument = (events: CwaEvents): string => encodeEvents(events, 'indented');
