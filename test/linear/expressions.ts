// Every regular expression in `src`, found where the compiler finds it, so that none can be forgotten.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import { parse } from 'vue/compiler-sfc';

export interface Expression {
  /** From the root of the project, with slashes. */
  readonly file: string;
  /** `/…/flags`, or what builds it. */
  readonly written: string;
  /** Undefined when it is put together while the program runs. */
  readonly value: RegExp | undefined;
}

export function expressionsOf(root: string): Expression[] {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|vue)$/u.test(entry.name) && !/\.(?:test|d)\.ts$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((path) => expressionsIn(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')));
}

export function expressionsIn(file: string, text: string): Expression[] {
  if (!file.endsWith('.vue')) return expressionsInCode(file, text);
  const { descriptor } = parse(text, { filename: file, sourceMap: false });
  const scripts = [descriptor.script, descriptor.scriptSetup].flatMap((script) => script?.content ?? []);
  const template = descriptor.template?.content ?? '';
  return [
    ...scripts.flatMap((script) => expressionsInCode(file, script)),
    // Not read as code: such a thing belongs into the script.
    ...[
      ...template.matchAll(/\b(?:match|matchAll|search|replace|replaceAll|split|RegExp)\(|\/\w*\.(?:test|exec)\(/gu),
    ].map(([written]) => ({ file, written: `in the template: ${written}`, value: undefined })),
  ];
}

function expressionsInCode(file: string, code: string): Expression[] {
  const source = ts.createSourceFile(`${file}.ts`, code, ts.ScriptTarget.Latest);
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push({ file, written: node.text, value: literal(node.text) });
    else if (isBuilt(node)) found.push({ file, written: node.getText(source), value: undefined });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function literal(written: string): RegExp {
  const end = written.lastIndexOf('/');
  return new RegExp(written.slice(1, end), written.slice(end + 1));
}

/** `new RegExp(…)`, `RegExp(…)`, and `match`, `matchAll` and `search` with a text, which they make an expression of. */
function isBuilt(node: ts.Node): boolean {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false;
  if (ts.isIdentifier(node.expression)) return node.expression.text === 'RegExp';
  if (!ts.isPropertyAccessExpression(node.expression)) return false;
  if (!['match', 'matchAll', 'search'].includes(node.expression.name.text)) return false;
  const [first] = node.arguments ?? [];
  return first !== undefined && (ts.isStringLiteralLike(first) || ts.isTemplateExpression(first));
}
