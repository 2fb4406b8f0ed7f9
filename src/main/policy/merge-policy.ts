// From what was read in each place to what holds. A value that makes no sense is refused and told, and the others hold. Pure.
import * as v from 'valibot';
import type { PolicyProblem, PolicySource, PolicySourceProblem } from '../../shared/managed';
import { isPolicyKey, policyKeys, type PolicyKey, type PolicyKeyName, type PolicyValues } from './policy-keys';

export type SourceReading = { readonly source: PolicySource } & (
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'read';
      readonly values: readonly (readonly [name: string, value: unknown])[];
      /** Names that stand there more than once. */
      readonly repeated?: readonly string[];
    }
  /** `place`: what a person is told of, such as a path. */
  | { readonly kind: 'refused'; readonly problem: PolicySourceProblem; readonly place: string }
);

export interface KeyRefusal {
  readonly source: PolicySource;
  /** As it was written. */
  readonly key: string;
  readonly problem: PolicyProblem;
}

export interface SourceRefusal {
  readonly source: PolicySource;
  readonly problem: PolicySourceProblem;
  readonly place: string;
}

export interface Policy {
  readonly values: PolicyValues;
  readonly refusedKeys: readonly KeyRefusal[];
  readonly refusedSources: readonly SourceRefusal[];
}

export const noPolicy: Policy = { values: {}, refusedKeys: [], refusedSources: [] };

/** Nobody looks at more, and a broken file may be full of them. */
const maxRefusals = 100;

/** What an earlier reading says of a key goes before a later one. */
export function mergePolicy(readings: readonly SourceReading[]): Policy {
  const values: Partial<Record<PolicyKeyName, unknown>> = {};
  const sources: Partial<Record<PolicyKeyName, PolicySource>> = {};
  const refusedKeys: KeyRefusal[] = [];
  const refusedSources: SourceRefusal[] = [];
  for (const reading of readings) {
    const { source } = reading;
    if (reading.kind === 'refused') refusedSources.push({ source, problem: reading.problem, place: reading.place });
    if (reading.kind !== 'read') continue;
    for (const [key, raw] of reading.values) {
      if (!isPolicyKey(key)) {
        refusedKeys.push({ source, key, problem: 'unknown-key' });
        continue;
      }
      // Which of them is meant, nobody can know.
      if (reading.repeated?.includes(key)) {
        refusedKeys.push({ source, key, problem: 'set-twice' });
        continue;
      }
      const { value, isWhole } = parse(policyKeys[key], raw);
      if (!isWhole) refusedKeys.push({ source, key, problem: policyKeys[key].problem });
      if (value === undefined || key in values) continue;
      values[key] = value;
      sources[key] = source;
    }
  }
  for (const key of incomplete(values as PolicyValues)) {
    refusedKeys.push({ source: sources[key] ?? 'machine', key, problem: 'incomplete' });
    delete values[key];
  }
  return { values: values as PolicyValues, refusedKeys: mostTelling(refusedKeys), refusedSources };
}

/** A key that should hold and does not matters more than any number of those that there are not. */
function mostTelling(refused: readonly KeyRefusal[]): readonly KeyRefusal[] {
  const own = refused.filter(({ key }) => isPolicyKey(key));
  const others = refused.filter(({ key }) => !isPolicyKey(key));
  return [...own, ...others].slice(0, maxRefusals);
}

/** What of a list makes sense holds: a list that allows little must not become one that allows everything. */
function parse(
  { kind, schema }: PolicyKey<unknown>,
  raw: unknown,
): { readonly value?: unknown; readonly isWhole: boolean } {
  if (kind !== 'list') {
    const parsed = v.safeParse(schema, raw);
    return parsed.success ? { value: parsed.output, isWhole: true } : { isWhole: false };
  }
  if (!Array.isArray(raw)) return { isWhole: false };
  const parsed = raw.map((entry) => v.safeParse(schema, entry));
  return {
    value: parsed.flatMap((entry) => (entry.success ? [entry.output] : [])),
    isWhole: parsed.every(({ success }) => success),
  };
}

/** A fixed proxy has an address, and no other has one. */
function incomplete(values: PolicyValues): readonly PolicyKeyName[] {
  const isFixed = values['proxy.mode'] === 'fixed';
  const hasAddress = values['proxy.address'] !== undefined;
  if (isFixed === hasAddress) return [];
  return [isFixed ? 'proxy.mode' : 'proxy.address'];
}
