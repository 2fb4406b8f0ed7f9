// Part of the builds of the app: writes letters that are not ASCII as escapes. V8 keeps the text of a script as long as it runs, and takes two bytes
// for each letter of a text in which a single one has a number over 255, as an ellipsis has.

export function plainLetters() {
  return {
    name: 'plain-letters',
    // Last: what prints the script anew writes the letters themselves again.
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = inPlainLetters(file.code);
      },
    },
  };
}

/** As it is where that takes no more memory, such as where most letters are Arabic. */
export function inPlainLetters(code) {
  if (!/[\u0100-\uffff]/u.test(code)) return code;
  // It would show the escape itself.
  if (/String\.raw`[^`]*[^\0-\x7f]/.test(code)) throw new Error('a raw text with letters that are not plain');
  const plain = code.replace(/[^\0-\x7f]/g, (letter, at) => {
    const escape = `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
    if (!isEscaped(code, at)) return escape;
    // That would be the end of a line in a text, which is no letter at all.
    if (/[\u2028\u2029]/u.test(letter)) throw new Error('a line that goes on behind a separator of lines');
    return escape.slice(1);
  });
  return plain.length < 2 * code.length ? plain : code;
}

function isEscaped(code, at) {
  let before = at;
  while (code[before - 1] === '\\') before -= 1;
  return (at - before) % 2 === 1;
}
