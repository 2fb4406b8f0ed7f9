// The files of the guide, as they were when Parley was built: docs/using.md, and docs/using.LANGUAGE.md where it is translated.

const files = import.meta.glob<string>('../../../docs/using*.md', { query: '?raw', import: 'default' });

export interface GuideFile {
  readonly language: string;
  readonly markdown: string;
}

/** @param language as BCP 47; English where the guide is not translated */
export async function guideIn(language: string): Promise<GuideFile> {
  for (const tag of [language, language.split('-')[0]!]) {
    const read = files[`../../../docs/using.${tag}.md`];
    if (read) return { language: tag, markdown: await read() };
  }
  return { language: 'en', markdown: await files['../../../docs/using.md']!() };
}

/** In English alone. */
export async function changelog(): Promise<string> {
  return (await import('../../../CHANGELOG.md?raw')).default;
}
