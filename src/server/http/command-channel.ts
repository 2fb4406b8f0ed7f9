// POST /cwa/MainCommandHandler.ashx (protocol.md 1.6).
import { encodeReplies } from '../../protocol/replies';
import { decodeRequests, type DecodedRequests } from '../../protocol/requests';
import { parseXml } from '../../protocol/xml';
import { ProtocolError } from '../../protocol/protocol-error';
import { invalidFormat } from '../errors';
import { runBatch, type BatchContext } from '../sessions/batch';
import { findUnknownNames } from '../sessions/strictness';

/** The body of the answer: always a document, and always with HTTP 200 (field notes). */
export function answerCommand(context: BatchContext, body: string): string {
  try {
    return encodeReplies(runBatch(context, readStrictly(body)));
  } catch (error) {
    // Clients of the time wrote `<` and `&` as they were typed: that is no reason to fall over.
    if (!(error instanceof ProtocolError)) throw error;
    const refusal = {
      kind: 'requestInvalid',
      error: invalidFormat(`The document cannot be read: ${error.code}.`),
    } as const;
    return encodeReplies({ requestProcessed: 0, unexpectedElement: 0, replies: [refusal] });
  }
}

/** 7.19: a request with names that the API does not define is invalid; the others of the document are not. */
function readStrictly(body: string): DecodedRequests {
  const decoded = decodeRequests(body);
  const unknown = findUnknownNames(parseXml(body));
  const requests = decoded.requests.map((request, index) => {
    const reason = unknown[index];
    if (reason === undefined || request.kind === 'invalid') return request;
    return { kind: 'invalid', ...('rid' in request && { rid: request.rid }), reason } as const;
  });
  return { ...decoded, requests };
}
