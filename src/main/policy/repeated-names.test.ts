import fc from 'fast-check';
import { expect, it } from 'vitest';
import { repeatedNames } from './repeated-names';

it.each([
  ['{}', []],
  ['{"a": 1, "b": 2}', []],
  ['{"a": 1, "b": 2, "a": 3, "a": 4}', ['a']],
  ['{"a" : 1, "\\u0061"\n: 1}', ['a']],
  ['{"b": {"a": 1, "a": 2}, "a": [{"a": 1}]}', []],
  ['{"a": "\\"a\\": {", "b": ["a", "a"]}', []],
  ['{"": 1, "": 2, "__proto__": 1, "__proto__": 2}', ['', '__proto__']],
])('finds in %s %j', (json, names) => expect(repeatedNames(json)).toEqual(names));

it('finds what was repeated, whatever it is called and whatever stands between', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.jsonValue()), { maxLength: 10 }), (entries) => {
      const json = `{${entries.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value, null, 2)}`).join()}}`;
      const names = entries.map(([name]) => name);
      const expected = new Set(names.filter((name, at) => names.indexOf(name) !== at));
      expect(new Set(repeatedNames(json))).toEqual(expected);
    }),
  );
});
