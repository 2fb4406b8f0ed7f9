// No list is spread into arguments: an ESLint rule. A function takes about 120,000 of them, and lists are as long as a server, a file or
// a history makes them; one more, and what was heard is lost to a `RangeError`. What stands in the sentence itself, and a tuple, are as
// long as they are written.
import ts from 'typescript';

/** Of arrays: what takes any number of arguments. */
const ofLists = new Set(['push', 'unshift', 'splice', 'concat']);
/** The same of whole objects. */
const ofObjects = {
  Math: new Set(['max', 'min', 'hypot']),
  String: new Set(['fromCharCode', 'fromCodePoint']),
  Object: new Set(['assign']),
  Array: new Set(['of']),
};

export const spreadListsRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { list: 'A long list breaks `{{name}}(...)`: a loop, `flatMap` or `reduce` takes any length.' },
  },
  create(context) {
    const services = context.sourceCode.parserServices;

    /** Without types it is taken to be as long as can be. */
    function isBounded({ argument }) {
      if (argument.type === 'ArrayExpression') {
        return argument.elements.every((element) => element?.type !== 'SpreadElement' || isBounded(element));
      }
      if (!services?.program) return false;
      const type = services.getTypeAtLocation(argument);
      const parts = type.isUnion() ? type.types : [type];
      return parts.every(isFixedTuple);
    }

    /** `[string, ...string[]]` is a tuple as well, of any length. */
    function isFixedTuple(type) {
      const checker = services.program.getTypeChecker();
      return checker.isTupleType(type) && (type.target.combinedFlags & ts.ElementFlags.Variable) === 0;
    }

    return {
      CallExpression({ callee, arguments: given }) {
        if (callee.type !== 'MemberExpression' || callee.computed) return;
        const { name } = callee.property;
        const ofObject = callee.object.type === 'Identifier' ? ofObjects[callee.object.name] : undefined;
        if (!ofLists.has(name) && !ofObject?.has(name)) return;
        const spread = given.find((each) => each.type === 'SpreadElement' && !isBounded(each));
        if (spread) context.report({ node: spread, messageId: 'list', data: { name } });
      },
    };
  },
};
