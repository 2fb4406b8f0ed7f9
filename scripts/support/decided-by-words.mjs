// Nothing is decided by words: an ESLint rule. What an error or a failure says is for people and logs; a comparison with it, or a search
// in it, breaks when somebody puts it better. What has to be decided by stands in a field of its own. Where the words are all that
// another program gives, the one line that reads them says so in a comment.
import ts from 'typescript';

const wordsNames = new Set(['message', 'detail', 'reason']);
const comparisons = new Set(['===', '!==', '==', '!=', '<', '<=', '>', '>=']);
/** Of texts: what they are called on. */
const searches = new Set([
  'includes',
  'startsWith',
  'endsWith',
  'indexOf',
  'lastIndexOf',
  'search',
  'match',
  'matchAll',
  'localeCompare',
]);
/** Of lists, sets, maps and patterns: what they are given. Whoever looks for the place of words wants to leave them out. */
const lookups = new Set(['has', 'get', 'includes', 'test', 'exec']);

export const decidedByWordsRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { words: 'Nothing is decided by words: `{{name}}` may be worded otherwise tomorrow.' },
  },
  create(context) {
    const { sourceCode } = context;
    const services = sourceCode.parserServices;

    /** Values of a few fixed kinds are no words, and neither is an object of that name. Without types it is taken to be words. */
    function isText(node) {
      if (!services?.program) return true;
      const type = services.getTypeAtLocation(node);
      const parts = type.isUnion() ? type.types : [type];
      return parts.some(({ flags }) => (flags & (ts.TypeFlags.String | ts.TypeFlags.Any)) !== 0);
    }

    /** The name under which the words were read; undefined for everything else. */
    function wordsIn(node) {
      switch (node?.type) {
        case 'MemberExpression': {
          const name = node.computed ? node.property.value : node.property.name;
          return wordsNames.has(name) && isText(node) ? name : undefined;
        }
        case 'ChainExpression':
        case 'TSAsExpression':
        case 'TSNonNullExpression':
          return wordsIn(node.expression);
        case 'LogicalExpression':
          return node.operator === '&&' ? wordsIn(node.right) : (wordsIn(node.left) ?? wordsIn(node.right));
        case 'ConditionalExpression':
          return wordsIn(node.consequent) ?? wordsIn(node.alternate);
        case 'TemplateLiteral':
          return node.expressions.map(wordsIn).find(Boolean);
        case 'CallExpression':
          return wordsInCall(node);
        case 'Identifier':
          return wordsInVariable(node);
        default:
          return undefined;
      }
    }

    /** `message.toLowerCase()`, `String(detail)` */
    function wordsInCall({ callee, arguments: [first] }) {
      if (callee.type === 'Identifier' && callee.name === 'String') return wordsIn(first);
      return callee.type === 'MemberExpression' && textsOfTexts.has(callee.property.name)
        ? wordsIn(callee.object)
        : undefined;
    }

    /** `const { message } = error`, `const text = error.message` */
    function wordsInVariable(node) {
      const definition = variableOf(node)?.defs[0];
      if (definition?.type === 'Parameter' || definition?.type === 'Variable') {
        const property = definition.name.parent;
        const isTaken = property?.type === 'Property' && property.parent.type === 'ObjectPattern';
        const isDefaulted = property?.type === 'AssignmentPattern' && property.parent.type === 'Property';
        const key = isTaken ? property.key : isDefaulted ? property.parent.key : undefined;
        if (key) return wordsNames.has(key.name) && isText(node) ? key.name : undefined;
      }
      const declarator = definition?.node;
      const isPlain = declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier';
      return isPlain && declarator.parent.kind === 'const' ? wordsIn(declarator.init) : undefined;
    }

    function variableOf(node) {
      for (let scope = sourceCode.getScope(node); scope; scope = scope.upper) {
        const variable = scope.set.get(node.name);
        if (variable) return variable;
      }
      return undefined;
    }

    function report(node, name) {
      if (name) context.report({ node, messageId: 'words', data: { name } });
    }

    return {
      BinaryExpression(node) {
        if (!comparisons.has(node.operator) || [node.left, node.right].some(isAbsent)) return;
        report(node, wordsIn(node.left) ?? wordsIn(node.right));
      },
      SwitchStatement(node) {
        report(node.discriminant, wordsIn(node.discriminant));
      },
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== 'MemberExpression') return;
        const name = callee.property.name;
        report(
          node,
          (searches.has(name) ? wordsIn(callee.object) : undefined) ??
            (lookups.has(name) ? node.arguments.map(wordsIn).find(Boolean) : undefined),
        );
      },
      /** `table[error.message]` */
      MemberExpression(node) {
        if (node.computed) report(node, wordsIn(node.property));
      },
    };
  },
};

const textsOfTexts = new Set([
  'toLowerCase',
  'toUpperCase',
  'trim',
  'trimStart',
  'trimEnd',
  'normalize',
  'slice',
  'toString',
]);

/** That there are words at all is no matter of words. */
function isAbsent(node) {
  return (
    (node.type === 'Literal' && (node.value === null || node.value === '')) ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}
