// What administrators are handed follows the one list of keys: `vitest -u` writes it anew.
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { mergePolicy } from '../../src/main/policy/merge-policy';
import { policyKeyNames, policyKeys, type PolicyKey } from '../../src/main/policy/policy-keys';
import { policyWords } from './policy-words';
import { admx, adml, keyTable, mobileConfig } from './templates';

const root = resolve(import.meta.dirname, '../..');
const example = JSON.parse(readFileSync(resolve(root, 'resources/policy/policy.json'), 'utf8')) as Record<
  string,
  unknown
>;

describe('the templates of the group policy editor', () => {
  it('are those of the keys', async () => {
    await expect(admx()).toMatchFileSnapshot('../../resources/policy/parley.admx');
    await expect(adml()).toMatchFileSnapshot('../../resources/policy/en-US/parley.adml');
  });

  it('are XML in which everything that is named is there', () => {
    expect([XMLValidator.validate(admx()), XMLValidator.validate(adml())]).toEqual([true, true]);
    const named = (kind: string): string[] =>
      [...admx().matchAll(new RegExp(`\\$\\(${kind}\\.(\\w+)\\)`, 'gu'))].map(([, id]) => id ?? '').sort();
    const there = (element: string): string[] =>
      [...adml().matchAll(new RegExp(`<${element} id="(\\w+)"`, 'gu'))].map(([, id]) => id ?? '').sort();
    expect(named('string')).toEqual(there('string'));
    expect(named('presentation')).toEqual(there('presentation'));
    const elements = [...admx().matchAll(/ id="(\w+)"/gu)].map(([, id]) => id);
    expect([...adml().matchAll(/refId="(\w+)"/gu)].map(([, id]) => id)).toEqual(elements);
  });

  it('write what Parley takes', () => {
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name) => name === 'item',
    });
    const { policyDefinitions } = parser.parse(admx()) as {
      policyDefinitions: { policies: { policy: { valueName?: string; elements?: Record<string, Written> }[] } };
    };
    const written = policyDefinitions.policies.policy.flatMap(({ valueName, elements }): [string, unknown][] => {
      if (valueName !== undefined)
        return [
          [valueName, 1],
          [valueName, 0],
        ];
      return Object.entries(elements ?? {}).flatMap(([element, value]) =>
        samplesOf(element, value).map((sample): [string, unknown] => [value.valueName, sample]),
      );
    });
    expect(new Set(written.map(([name]) => name))).toEqual(new Set(policyKeyNames));
    for (const [name, value] of written) {
      const { refusedKeys } = mergePolicy([{ source: 'machine', kind: 'read', values: [[name, value]] }]);
      expect(refusedKeys.filter(({ problem }) => problem !== 'incomplete')).toEqual([]);
    }
  });

  it('have a word for every choice, and for no other', () => {
    for (const name of policyKeyNames) {
      const { choices = [] }: PolicyKey<unknown> = policyKeys[name];
      expect(Object.keys(policyWords[name].choices ?? {})).toEqual(choices);
    }
  });
});

interface Written {
  readonly valueName: string;
  readonly minValue?: string;
  readonly maxValue?: string;
  readonly item?: readonly { readonly value: { readonly string: string } }[];
}

/** Values that the editor can write for an element. */
function samplesOf(element: string, { minValue, maxValue, item = [], valueName }: Written): readonly unknown[] {
  switch (element) {
    case 'decimal':
      return [Number(minValue), Number(maxValue)];
    case 'enum':
      return item.map(({ value }) => value.string);
    case 'multiText':
      return [['im.example.com']];
    default:
      return [texts[valueName]];
  }
}

const texts: Readonly<Record<string, string>> = {
  'server.address': 'im.example.com',
  'updates.address': 'https://updates.example.com/parley',
  'proxy.address': 'proxy.example.com:3128',
  language: 'en',
};

describe('the examples', () => {
  it('hold as they are', () => {
    const policy = mergePolicy([{ source: 'file', kind: 'read', values: Object.entries(example) }]);
    expect(policy).toEqual({ values: example, refusedKeys: [], refusedSources: [] });
  });

  it('say the same on macOS', async () => {
    await expect(mobileConfig(example)).toMatchFileSnapshot('../../resources/policy/parley.mobileconfig');
  });
});

it('the documentation has the table of the keys', async () => {
  const path = resolve(root, 'docs/administration.md');
  const table = await format(keyTable(), { ...(await resolveConfig(path)), parser: 'markdown' });
  expect(readFileSync(path, 'utf8')).toContain(table.trim());
});
