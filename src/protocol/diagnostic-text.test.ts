import { describe, expect, it } from 'vitest';
import { decodeEvents } from './events';
import { decodeReplies } from './replies';
import { diagnosticName, diagnosticText } from './diagnostic-text';

const long = 'x'.repeat(60_000);

describe('words for a developer', () => {
  it('are told as far as they are of use, and never cut in the middle of a character', () => {
    expect(diagnosticText('short')).toBe('short');
    expect(diagnosticText(long)).toHaveLength(500);
    expect(diagnosticText(diagnosticText(long))).toBe(diagnosticText(long));
    expect(diagnosticText(`${'x'.repeat(498)}${'💾'.repeat(9)}`)).toBe(`${'x'.repeat(498)}…`);
    expect(diagnosticName('\u{20BB7}'.repeat(9_000))).toBe('\u{20BB7}'.repeat(250));
  });

  it('are cut where they are read, in errors of either channel', () => {
    const sip = `<sipResponse code="480" reason="${long}" detail="${long}"><ms-diagnostics>${long}</ms-diagnostics></sipResponse>`;
    const error = `<error code="18201" reason="${long}" detail="${long}">${sip}<stackTrace>${long}</stackTrace></error>`;
    const older = `<requestFailed rid="2"><exception>${long}</exception><exceptionDetail>${long}</exceptionDetail></requestFailed>`;
    const { replies } = decodeReplies(
      `<cwaResponses><requestFailed rid="1">${error}</requestFailed>${older}</cwaResponses>`,
    );
    const { events } = decodeEvents(
      `<cwaEvents ackId="1"><requestFailed eid="1" rid="1">${error}</requestFailed><${long} eid="2"/></cwaEvents>`,
    );
    expect(replies).toHaveLength(2);
    expect(events).toHaveLength(2);
    for (const words of wordsIn([...replies, ...events])) expect(words.length).toBeLessThanOrEqual(500);
  });

  it('are not what people say', () => {
    const { events } = decodeEvents(
      `<cwaEvents ackId="1"><conference eid="1" confId="3"><messageReceived sender="sip:lee@example.com"><message><content>${long}</content></message></messageReceived></conference></cwaEvents>`,
    );
    expect(wordsIn(events)).toContain(long);
  });
});

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}
