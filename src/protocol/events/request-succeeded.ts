// `requestSucceeded` on the data channel (protocol.md 4.5).
import { event } from '../event';
import { text } from '../form';
import { attribute } from '../record';

export const requestSucceededCodec = event('requestSucceeded', { rid: attribute(text).or('') });
