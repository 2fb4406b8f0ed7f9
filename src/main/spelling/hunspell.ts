// Hunspell itself, compiled to WebAssembly: one program for all dictionaries of this thread.
import createHunspell from 'hunspell-wasm/wasm/hunspell.js';
import type { DictionaryText } from './dictionary-text';

/** What is used of the compiled program: addresses are numbers, strings are zero-terminated UTF-8. */
interface HunspellProgram {
  readonly FS: { writeFile(name: string, text: string): void; unlink(name: string): void };
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
  _Hunspell_create(aff: number, dic: number): number;
  _Hunspell_spell(handle: number, word: number): number;
  _Hunspell_suggest(handle: number, list: number, word: number): number;
  _Hunspell_free_list(handle: number, list: number, count: number): void;
}

export interface Dictionary {
  isRight(word: string): boolean;
  suggest(word: string): readonly string[];
}

/** `wasmBinary`: the compiled program. Answers a function that reads a dictionary. */
export async function loadHunspell(wasmBinary: Uint8Array): Promise<(text: DictionaryText) => Dictionary> {
  const program = await (createHunspell as (options: unknown) => Promise<HunspellProgram>)({ wasmBinary });

  function withText<T>(text: string, use: (address: number) => T): T {
    const bytes = new TextEncoder().encode(`${text}\0`);
    const address = program._malloc(bytes.length);
    try {
      program.HEAPU8.set(bytes, address);
      return use(address);
    } finally {
      program._free(address);
    }
  }

  function textAt(address: number): string {
    return new TextDecoder().decode(program.HEAPU8.subarray(address, program.HEAPU8.indexOf(0, address)));
  }

  return ({ aff, dic }) => {
    program.FS.writeFile('aff', aff);
    program.FS.writeFile('dic', dic);
    const handle = withText('aff', (one) => withText('dic', (other) => program._Hunspell_create(one, other)));
    program.FS.unlink('aff');
    program.FS.unlink('dic');
    if (handle === 0) throw new Error('not a dictionary');
    return {
      isRight: (word) => withText(word, (address) => program._Hunspell_spell(handle, address) !== 0),
      suggest(word) {
        const list = program._malloc(4);
        try {
          const count = withText(word, (address) => program._Hunspell_suggest(handle, list, address));
          if (count <= 0) return [];
          const first = program.HEAPU32[list / 4]!;
          const found = Array.from({ length: count }, (_, index) => textAt(program.HEAPU32[first / 4 + index]!));
          program._Hunspell_free_list(handle, list, count);
          return found;
        } finally {
          program._free(list);
        }
      },
    };
  };
}
