// A connection test for somebody else's eyes: of each fact what is a number or one of a few words; the server is `server-1`. What a
// certificate, a proxy or a server says of itself is left out. Pure.
import type { ConnectionTestResult } from '../../shared/domain/diagnostics';
import { systemCode } from '../../shared/fault';

const problems = ['unknown-issuer', 'expired', 'not-yet-valid', 'wrong-name', 'revoked', 'changed', 'other'];

const number = (text: string): string | undefined => (/^\d{1,9}$/u.test(text) ? text : undefined);

/** A fact that has no line here is not told. */
const tellers: Readonly<Record<string, (text: string) => string | undefined>> = {
  addresses: (text) => String(text.split(',').length),
  port: number,
  milliseconds: number,
  status: number,
  version: (text) => (/^(?:TLSv1(?:\.[123])?|SSLv[23])$/u.test(text) ? text : undefined),
  problem: (text) => problems.find((problem) => problem === text),
  validTo(text) {
    const at = Date.parse(text);
    return Number.isNaN(at) ? undefined : new Date(at).toISOString().slice(0, 10);
  },
  detail: systemCode,
};

export function plainTest(results: readonly ConnectionTestResult[]): string {
  const steps = results.map(({ step, outcome, failure, facts }) => {
    const told = Object.entries(facts).flatMap(([name, text]) => {
      const value = tellers[name]?.(text);
      return value === undefined ? [] : [`${name}: ${value}\n`];
    });
    return `${step}: ${failure ?? outcome}\n${told.join('')}`;
  });
  return `server: server-1\n\n${steps.join('\n')}`;
}
