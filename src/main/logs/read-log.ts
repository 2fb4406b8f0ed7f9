// A file of a log, by its place. Pure.
import { readAdiumHtml, readAdiumXml } from './adium-log';
import type { LogContent, LogPlace } from './chat-log';
import { readPidginHtml, readPidginText } from './pidgin-log';

/** Longer ones are read by nobody. */
export const maxLogBytes = 16 * 1024 * 1024;

export function readLog(source: string, { format, startedAt }: LogPlace): LogContent {
  switch (format) {
    case 'pidgin-html':
      return readPidginHtml(source, startedAt);
    case 'pidgin-text':
      return readPidginText(source, startedAt);
    case 'adium-xml':
      return readAdiumXml(source);
    case 'adium-html':
      return readAdiumHtml(source, startedAt);
  }
}
