// What stands in a document in Markdown: its headings and where its links lead. Pure.

const fence = /^(`{3,}|~{3,}).*?^\1$/gmsu;
const heading = /^#{1,6} (.+)$/gmu;
/** `[text](target)`, and `![text](target)`. */
const link = /\]\(([^\s)]+)\)/gu;
/** In the folders of the sources. */
const path = /`((?:src|test|e2e|bench|scripts|docs|resources|\.github)\/[\w./-]*)`/gu;
/** Without a folder: `session.ts`. */
const codeFile = /`([\w.-]+\.(?:ts|mts|mjs|vue))`/gu;

/** Without its examples. */
export const proseOf = (page) => page.replaceAll(fence, '');

/** The words of each heading, in order. */
export const headingsOf = (page) => [...proseOf(page).matchAll(heading)].map(([, text]) => text);

/** As GitHub makes it of the words of a heading. */
export const anchorOf = (text) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** What is named in passing, as in `src/main/index.ts`: files, and folders with or without the stroke at their end. */
export const pathsOf = (page) => [...proseOf(page).matchAll(path)].map(([, named]) => named);

/** The same of files of code without their folder. */
export const codeFilesOf = (page) => [...proseOf(page).matchAll(codeFile)].map(([, named]) => named);

/** The targets of links that stay in the repository: `[{ file, anchor }]`, `file` empty for the same document. */
export const linksOf = (page) =>
  [...proseOf(page).matchAll(link)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z][a-z\d+.-]*:/iu.test(target))
    .map((target) => {
      const [file, anchor] = target.split('#');
      return { file, anchor };
    });
