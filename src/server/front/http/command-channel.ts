// POST /cwa/MainCommandHandler.ashx (protocol.md 1.6): a document of requests comes in, a document of replies goes out.
import { decodeRequests } from '../../../protocol/requests';
import { ProtocolError } from '../../../protocol/protocol-error';
import { invalidFormat } from '../../base/errors';
import { runBatch, type BatchContext } from '../batch';
import { replyDocument } from './documents';

/** The body of the answer: always a document, and always with HTTP 200 (field notes). */
export function answerCommand(context: BatchContext, body: string): string {
  try {
    return replyDocument(runBatch(context, decodeRequests(body)));
  } catch (error) {
    // Clients of the time wrote `<` and `&` as they were typed: that is no reason to fall over.
    if (!(error instanceof ProtocolError)) throw error;
    const refusal = {
      kind: 'requestInvalid',
      error: invalidFormat(`The document cannot be read: ${error.code}.`),
    } as const;
    return replyDocument({ requestProcessed: 0, unexpectedElement: 0, replies: [refusal] });
  }
}
