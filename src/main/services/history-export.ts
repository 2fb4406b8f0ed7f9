// Writes a history to a file of the person's choice: in pieces, told as it goes on, and stopped on demand. What stood in the file
// before stays until the new one is whole.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FailureError } from '../../shared/domain/failure';
import type { HistoryExportFormat, HistoryExportProgress, HistoryListing } from '../../shared/domain/history';
import type { Message } from '../../shared/domain/message';
import { exportHistory, type ExportThread } from '../store/history/export-history';
import { beforeFirst } from '../store/history/history-queries';
import type { History } from '../store/history/history';
import { replaceFile } from '../store/private-file';

export interface HistoryExport {
  readonly history: History;
  readonly file: string;
  readonly format: HistoryExportFormat;
  /** Absent: all of them. */
  readonly conversationId?: string | undefined;
  readonly onProgress: (progress: HistoryExportProgress) => void;
  readonly signal: AbortSignal;
}

/** Conversations fetched at a time. */
const threadsAtOnce = 100;
/** Messages likewise: few enough that a search in between does not wait. */
const messagesAtOnce = 500;
/** A conversation with more happenings than this is told by its messages. */
const maxEvents = 10_000;

/** False: it was cancelled, and there is no file. Rejects with `file-not-written`. */
export async function writeExport(options: HistoryExport): Promise<boolean> {
  const { history, file, format, conversationId, onProgress, signal } = options;
  const total = await history.countMessages(conversationId);
  let written = 0;
  onProgress({ written, total });

  async function* messages(id: string): AsyncGenerator<Message> {
    for (let after: number | undefined = beforeFirst; after !== undefined;) {
      const page: Awaited<ReturnType<History['threadFrom']>> = await history.threadFrom(id, after, messagesAtOnce);
      yield* page.messages;
      written += page.messages.length;
      onProgress({ written, total });
      after = page.next;
    }
  }

  async function* threads(): AsyncGenerator<ExportThread> {
    const all = conversationId === undefined ? every(history) : [await history.conversation(conversationId)];
    for await (const conversation of all) {
      const events = await history.events({ conversationId: conversation.id }, maxEvents);
      yield { conversation, events, messages: messages(conversation.id) };
    }
  }

  try {
    const pieces = Readable.from(exportHistory(threads(), format));
    await replaceFile(file, (stream) => pipeline(pieces, stream, { signal }));
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw new FailureError('file-not-written', error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}

async function* every(history: History): AsyncGenerator<Awaited<ReturnType<History['conversation']>>> {
  let after: HistoryListing['after'];
  for (;;) {
    const page = await history.conversations({ limit: threadsAtOnce, ...(after && { after }) });
    yield* page;
    after = page.at(-1);
    if (page.length < threadsAtOnce) return;
  }
}
