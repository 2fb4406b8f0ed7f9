import { describe, expect, it } from 'vitest';
import { FaultSpecError, parseFault } from './parse-fault';

describe('parseFault', () => {
  it.each([
    ['drop-response:0.1', { kind: 'drop-response', rate: 0.1 }],
    ['drop-request:1', { kind: 'drop-request', rate: 1 }],
    ['http-500:0.05', { kind: 'http-500', rate: 0.05 }],
    ['truncate:.05', { kind: 'truncate', rate: 0.05 }],
    ['garbage:0', { kind: 'garbage', rate: 0 }],
    ['duplicate-events:0.1', { kind: 'duplicate-events', rate: 0.1 }],
    ['expire-ticket:0.02', { kind: 'expire-ticket', rate: 0.02 }],
    ['lose-session:0.01', { kind: 'lose-session', rate: 0.01 }],
    ['reorder:0.1', { kind: 'reorder', rate: 0.1 }],
    ['delay:0-2000', { kind: 'delay', minMs: 0, maxMs: 2000 }],
    ['delay:50', { kind: 'delay', minMs: 50, maxMs: 50 }],
    ['restart:30000', { kind: 'restart', everyMs: 30_000 }],
  ])('reads %s', (spec, fault) => {
    expect(parseFault(spec)).toEqual(fault);
  });

  it.each([
    '',
    'drop-response',
    'drop-response:',
    'drop-response:2',
    'drop-response:-0.1',
    'drop-response:1e-2',
    'drop-response:0.1:0.2',
    'no-such-fault:0.1',
    'delay:2000-0',
    'delay:1-2-3',
    'delay:fast',
    'restart:0',
    'restart:99999999999',
    'toString:0.1',
  ])('refuses %j', (spec) => {
    expect(() => parseFault(spec)).toThrow(FaultSpecError);
  });

  it.each([
    ['explode:1', 'unknown fault: explode (known: drop-request, drop-response, '],
    ['delay', 'not a fault: delay (like delay:0-2000)'],
    ['drop-response:2', 'not a rate from 0 to 1: drop-response:2'],
    ['restart:50', 'not a number of milliseconds from 100 to 2147483647: restart:50'],
    ['delay:9-1', 'not a delay like 0-2000: delay:9-1'],
  ])('says what is wrong with %j', (spec, words) => {
    expect(() => parseFault(spec)).toThrow(words);
  });
});
