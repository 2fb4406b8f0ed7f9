// Circles of files that import each other, types included: what stands in one can be understood, tested and moved only as a whole.
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import ts from 'typescript';

/**
 * @param files absolute paths of TypeScript and Vue files
 * @returns each circle as its files, by their names from `root`; none is empty
 */
export function findCircles(files, root) {
  const known = new Set(files);
  const imports = new Map(files.map((file) => [file, importsOf(file, known)]));
  return circlesOf(imports).map((circle) => circle.map((file) => relative(root, file).replaceAll('\\', '/')).sort());
}

function importsOf(file, known) {
  const text = readFileSync(file, 'utf8');
  const code = file.endsWith('.vue')
    ? [...text.matchAll(/<script\b[^>]*>(.*?)<\/script>/gsu)].map(([, part]) => part).join('\n')
    : text;
  return ts
    .preProcessFile(code)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => resolve(dirname(file), name))
    .flatMap((path) => [path, `${path}.ts`, `${path}/index.ts`].filter((candidate) => known.has(candidate)));
}

/** Tarjan's strongly connected components, those of more than one and of what imports itself. */
export function circlesOf(graph) {
  const state = new Map();
  const stack = [];
  const circles = [];
  function visit(node) {
    const own = { index: state.size, low: state.size, isOpen: true };
    state.set(node, own);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      const other = state.get(next);
      if (other === undefined) own.low = Math.min(own.low, visit(next).low);
      else if (other.isOpen) own.low = Math.min(own.low, other.index);
    }
    if (own.low !== own.index) return own;
    const circle = stack.splice(stack.indexOf(node));
    for (const member of circle) state.get(member).isOpen = false;
    if (circle.length > 1 || graph.get(node).includes(node)) circles.push(circle);
    return own;
  }
  for (const node of graph.keys()) if (!state.has(node)) visit(node);
  return circles;
}
