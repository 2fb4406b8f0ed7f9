// Texts made to be slow for a regular expression: what one of its repetitions takes, very often, behind what leads there, and in the
// end something that it does not take. A reader that tries all ways, or begins anew at each place, shows itself on one of them.
import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** A text of about that many characters. */
export type Attack = (length: number) => string;

/** For what a class takes, beside the characters that the expression itself names. */
const ordinary = ['a', 'Z', '0', ' ', '\t', '-', '.', '_', 'é', '…', '\n', '\u{1F600}'];
/** Refused by nearly everything. */
const ends = ['', '\0', '\n', '\0\n'];
/** Fewer repetitions than that are no matter. */
const many = 40;
const maxSamples = 6;

export function attacksOn(expression: RegExp): Attack[] {
  const pattern = new RegExpParser().parseLiteral(String(expression)).pattern;
  const alphabet = [...new Set([...charactersIn(pattern), ...ordinary])];
  const samples = (node: AST.Element): string[] => samplesOf(node, alphabet, expression.flags);
  const attacks = new Map<string, Attack>();
  for (const { before, repeated, after } of repetitionsIn(pattern, samples)) {
    for (const sample of samples(repeated)) {
      for (const [head, part] of [
        [before, sample],
        ['', sample],
        ['', before + sample],
        ['', before + sample + after],
      ] as const) {
        for (const end of [...ends, after, `\0${after}`]) {
          attacks.set(JSON.stringify([head, part, end]), (length) => head + part.repeat(length / part.length) + end);
        }
      }
    }
  }
  return [...attacks.values()];
}

interface Repetition {
  /** The shortest way to it. */
  readonly before: string;
  readonly repeated: AST.Element;
  /** The shortest way on. */
  readonly after: string;
}

function repetitionsIn(pattern: AST.Pattern, samples: (node: AST.Element) => readonly string[]): Repetition[] {
  const found: Repetition[] = [];
  const shortest = (nodes: readonly AST.Element[]): string => nodes.map((node) => samples(node)[0] ?? '').join('');
  const visitAll = (alternatives: readonly AST.Alternative[], before: string, after: string): void => {
    for (const { elements } of alternatives) {
      for (const [at, node] of elements.entries()) {
        visit(node, before + shortest(elements.slice(0, at)), shortest(elements.slice(at + 1)) + after);
      }
    }
  };
  const visit = (node: AST.Element, before: string, after: string): void => {
    if (node.type === 'Quantifier') {
      if (node.max >= many) found.push({ before, repeated: node.element, after });
      visit(node.element, before, after);
    } else if ('alternatives' in node) visitAll(node.alternatives, before, after);
  };
  visitAll(pattern.alternatives, '', '');
  return found;
}

/** Texts that the node takes, the shortest first; none is empty but where all are. */
function samplesOf(node: AST.Element, alphabet: readonly string[], flags: string): string[] {
  switch (node.type) {
    case 'Character':
      return [String.fromCodePoint(node.value)];
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass': {
      const one = new RegExp(`^${node.raw}$`, flags.replace(/[gy]/gu, ''));
      return alphabet.filter((character) => one.test(character)).slice(0, maxSamples);
    }
    case 'CapturingGroup':
    case 'Group':
      return node.alternatives
        .flatMap(({ elements }) => sequences(elements, alphabet, flags))
        .filter((text) => text !== '')
        .slice(0, maxSamples);
    case 'Quantifier':
      if (node.min === 0) return [''];
      return samplesOf(node.element, alphabet, flags).map((text) => text.repeat(node.min));
    default:
      return [''];
  }
}

function sequences(elements: readonly AST.Element[], alphabet: readonly string[], flags: string): string[] {
  const each = elements.map((node) => {
    const inside = samplesOf(node, alphabet, flags);
    return inside.length > 0 ? inside : [''];
  });
  const count = Math.max(1, ...each.map((texts) => texts.length));
  return Array.from({ length: count }, (_, at) => each.map((texts) => texts[at % texts.length]).join(''));
}

function charactersIn(node: AST.Pattern): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null && 'type' in value) {
      const child = value as AST.Node;
      if (child.type === 'Character') found.push(String.fromCodePoint(child.value));
      else if (child.type === 'CharacterClassRange') found.push(String.fromCodePoint(child.min.value));
      else for (const [key, inner] of Object.entries(child)) if (key !== 'parent') visit(inner);
    }
  };
  visit(node);
  return found;
}
