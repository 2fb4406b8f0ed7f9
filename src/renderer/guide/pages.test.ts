import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guidePages, type GuidePageId } from '../../shared/guide';
import { messagesIn } from '../../shared/locales/catalogue';
import { openableLink } from '../../shared/links';
import { linesOf, parseBlocks, type Span } from './page-text';
import { pageOfLink, pagesOf, searchPages } from './pages';
import { whatsNew } from './whats-new';

const docs = resolve(import.meta.dirname, '../../../docs');
const files = readdirSync(docs).filter((name) => /^using(?:\.[\w-]+)?\.md$/u.test(name));
const read = (name: string): string => readFileSync(resolve(docs, name), 'utf8');
const english = pagesOf(read('using.md'));

describe.each(files)('docs/%s', (name) => {
  const pages = pagesOf(read(name));
  const spans: readonly Span[] = parseBlocks(read(name)).flatMap((block) =>
    block.kind === 'list' ? block.items.flat() : block.spans,
  );

  it('has every page of the guide, and something on each', () => {
    expect(pages.map(({ id }) => id)).toEqual(guidePages);
    for (const { title, blocks } of pages) expect(blocks.length, title).toBeGreaterThan(0);
  });

  it('has no page of a second name, and none that the program would not show', () => {
    const headings = parseBlocks(read(name)).filter((block) => block.kind === 'heading' && block.level === 2);
    expect(headings).toHaveLength(guidePages.length);
    expect(new Set(pages.map(({ title }) => title)).size).toBe(pages.length);
  });

  it('says nothing in a part of Markdown that the guide does not draw', () => {
    for (const span of spans.filter(({ kind }) => kind !== 'code')) {
      expect(span.text).not.toMatch(/\*\*|`|\]\(|^\||^>|^!\[|<[a-z/!]|\\/u);
    }
  });

  it('links to its own pages, and to what may be opened', () => {
    for (const span of spans) {
      if (span.kind !== 'link') continue;
      expect(pageOfLink(pages, span.to) ?? openableLink(span.to), span.to).toBeDefined();
    }
  });
});

const noWords = { fillers: '', known: () => '' };

describe('a search of the guide', () => {
  const ids = (query: string): readonly string[] => searchPages(english, query, noWords).pages.map(({ id }) => id);

  it('finds the pages where each word begins a word, in any order', () => {
    expect(ids('certif')).toContain('signing-in');
    expect(ids('conference lock')).toContain('conferences');
    expect(ids('lock conference')).toEqual(ids('conference lock'));
    expect(ids('onference')).toEqual([]);
    expect(ids('nosuchword')).toEqual([]);
    expect(ids('   ')).toEqual([]);
  });

  it('puts a page first whose title has the word, and shows where it stands', () => {
    expect(ids('shortcuts')[0]).toBe('shortcuts');
    const [first] = searchPages(english, 'fingerprint', noWords).pages;
    expect(first?.lines.length).toBeGreaterThan(0);
    for (const line of first?.lines ?? []) expect(line.toLowerCase()).toContain('fingerprint');
  });

  it('finds a word of Arabic with and without what is written together with it, its marks and the sign above an alef', () => {
    const arabic = pagesOf('## واحد\n\nافتح الإعدادات للكتابة وبالاسم وسُلّمت.\n');
    for (const word of ['الإعدادات', 'إعدادات', 'اعدا', 'كتابة', 'الكتابة', 'اسم', 'سلمت', 'سُلِّمت', 'افتح'])
      expect(searchPages(arabic, word, noWords).pages, word).toHaveLength(1);
    for (const word of ['دادات', 'لمت', 'الفتح']) expect(searchPages(arabic, word, noWords).pages, word).toEqual([]);
  });

  it.each<[string, string, GuidePageId]>([
    ['en', 'how do I mute', 'notifications'],
    ['en', 'delete old messages', 'history'],
    ['en', "can't sign in", 'trouble'],
    ['en', 'How do I sign in?', 'signing-in'],
    ['en', 'change my password', 'signing-in'],
    ['en', 'switch account', 'signing-in'],
    ['en', 'how to block someone', 'contacts'],
    ['en', 'add a colleague', 'contacts'],
    ['en', 'who can see my status', 'contacts'],
    ['en', 'make a group chat', 'conferences'],
    ['en', 'send a smiley', 'conversations'],
    ['en', 'dark mode', 'settings'],
    ['en', 'is my data safe?', 'privacy'],
    ['en', 'notifications do not come', 'trouble'],
    ['en', 'message did not arrive', 'trouble'],
    ['en', 'search old chats', 'history'],
    ['en', 'keyboard', 'shortcuts'],
    ['de', 'Wie stelle ich Parley stumm?', 'notifications'],
    ['de', 'alte Nachrichten löschen', 'history'],
    ['de', 'Ich kann mich nicht anmelden', 'trouble'],
    ['de', 'Wie melde ich mich an?', 'signing-in'],
    ['de', 'jemanden sperren', 'contacts'],
    ['de', 'dunkles Design', 'settings'],
    ['de', 'Schriftgröße ändern', 'settings'],
    ['de', 'Nachricht kommt nicht an', 'trouble'],
    ['de', 'Passwort vergessen', 'signing-in'],
    ['ar', 'كيف أكتم الصوت', 'notifications'],
    ['ar', 'حذف الرسائل القديمة', 'history'],
    ['ar', 'لا أستطيع تسجيل الدخول', 'trouble'],
    ['ar', 'كيف أحظر شخصا', 'contacts'],
    ['ar', 'الوضع الداكن', 'settings'],
    ['ar', 'نسيت كلمة المرور', 'signing-in'],
    ['en', 'logout', 'signing-in'],
    ['en', 'logoff', 'signing-in'],
    ['en', 'log in automatically', 'signing-in'],
    ['en', 'login automatically', 'signing-in'],
    ['en', 'start automatically', 'first-steps'],
    ['en', 'launch at startup', 'first-steps'],
    ['en', 'check for updates', 'settings'],
    ['en', 'afk', 'notifications'],
    ['en', 'photo', 'contacts'],
    ['en', 'profile picture', 'contacts'],
    ['en', 'avatar', 'contacts'],
    ['en', 'font size', 'settings'],
    ['en', 'delete history', 'history'],
    ['en', 'delete chats', 'history'],
    ['en', 'clear my messages', 'history'],
    ['en', 'bigger text', 'settings'],
    ['en', 'report a problem', 'trouble'],
    ['en', 'contact support', 'trouble'],
    ['en', 'vpn', 'trouble'],
    ['en', 'passcode', 'signing-in'],
    ['en', 'reset password', 'signing-in'],
    ['en', 'uninstall', 'first-steps'],
    ['en', 'read receipt', 'conversations'],
    ['en', 'gdpr', 'privacy'],
    ['en', 'video call', 'invitations'],
    ['en', 'attach a file', 'conversations'],
    ['de', 'ausloggen', 'signing-in'],
    ['de', 'abmelden', 'signing-in'],
    ['de', 'Passwort löschen', 'signing-in'],
    ['de', 'lautlos', 'notifications'],
    ['de', 'Sperrbildschirm', 'notifications'],
    ['de', 'Meldung', 'notifications'],
    ['de', 'Problem melden', 'trouble'],
    ['de', 'Einmalanmeldung', 'signing-in'],
    ['de', 'Windows Anmeldung', 'signing-in'],
    ['de', 'beim Starten', 'first-steps'],
    ['de', 'automatisch anmelden', 'signing-in'],
    ['de', 'Verlauf löschen', 'history'],
    ['de', 'Foto', 'contacts'],
    ['de', 'Profilbild', 'contacts'],
    ['de', 'nach Updates suchen', 'settings'],
    ['de', 'AFK', 'notifications'],
    ['de', 'Chats löschen', 'history'],
    ['de', 'DSGVO', 'privacy'],
    ['de', 'Datei anhängen', 'conversations'],
    ['de', 'Lesebestätigung', 'conversations'],
    ['de', 'deinstallieren', 'first-steps'],
    ['ar', 'كلمة السر', 'signing-in'],
    ['ar', 'خروج', 'signing-in'],
    ['ar', 'غائب', 'notifications'],
    ['ar', 'بعيد', 'notifications'],
    ['ar', 'حذف المحادثات', 'history'],
    ['ar', 'مساعدة', 'trouble'],
    ['ar', 'صورة', 'contacts'],
    ['ar', 'بدء التشغيل', 'first-steps'],
    ['ar', 'تحديثات', 'settings'],
    ['ar', 'إرفاق ملف', 'conversations'],
    ['ar', 'الدخول التلقائي', 'signing-in'],
    ['ar', 'تكبير الخط', 'settings'],
  ])('in %s answers “%s” with the page %s first', async (language, query, id) => {
    const messages = await messagesIn(language);
    const at = (...keys: readonly string[]): string =>
      keys.reduce<unknown>((found, key) => (found as Readonly<Record<string, unknown>>)[key], messages) as string;
    const pages = pagesOf(read(language === 'en' ? 'using.md' : `using.${language}.md`));
    const words = { fillers: at('ui', 'fillers'), known: (page: GuidePageId) => at('guide', 'words', page) };
    expect(searchPages(pages, query, words).pages[0]?.id).toBe(id);
  });

  it.each<[string, string, string]>([
    ['using.md', 'delete history', 'Delet'],
    ['using.de.md', 'Verlauf löschen', 'Lösch'],
    ['using.ar.md', 'حذف السجل', 'حذف'],
  ])('shows first, of %s for “%s”, what is not said of the whole page', (file, query, start) => {
    const history = searchPages(pagesOf(read(file)), query, noWords).pages.find(({ id }) => id === 'history');
    expect(history?.lines[0]).toContain(start);
  });

  it('marks what a question is about', () => {
    const words = { fillers: 'how do i', known: (id: GuidePageId) => (id === 'history' ? 'wipe' : '') };
    expect(searchPages(english, 'How do I wipe?', words)).toMatchObject({ pages: [{ id: 'history' }], words: 'wipe' });
  });

  it('follows a link only to a page that there is', () => {
    expect(pageOfLink(english, '#when-something-does-not-work')).toBe('trouble');
    expect(pageOfLink(english, '#nowhere')).toBeUndefined();
    expect(pageOfLink(english, 'https://example.com/#settings')).toBeUndefined();
  });
});

describe('what is new', () => {
  const changelog =
    '# Changelog\n\n## Unreleased\n\n- three\n\n## [1.2.0] - 2026-01-31\n\n- two\n\n## 1.1.0\n\n- one\n';
  const lines = (version: string) => whatsNew(changelog, version).blocks.flatMap(linesOf);

  it('is that of the running version, or what is not given out yet', () => {
    expect(lines('1.2.0')).toEqual(['two']);
    expect(lines('1.1.0')).toEqual(['one']);
    expect(lines('1.3.0')).toEqual(['three']);
    expect(whatsNew(changelog, '1.2.0').version).toBe('1.2.0');
    expect(whatsNew(changelog, '1.3.0').version).toBeUndefined();
  });

  it('is the newest where nothing waits, and nothing of an empty file', () => {
    expect(whatsNew('## Unreleased\n\n## 1.1.0\n\n- one\n', '9.9.9').blocks.flatMap(linesOf)).toEqual(['one']);
    expect(whatsNew('', '1.0.0')).toEqual({ version: undefined, blocks: [] });
  });

  it('is for everybody first in the changelog of this program, and for whom the rest is stands above it', () => {
    const { blocks } = whatsNew(readFileSync(resolve(docs, '../CHANGELOG.md'), 'utf8'), '0.1.0');
    const audiences = blocks.filter(({ kind }) => kind === 'heading').flatMap(linesOf);
    expect(audiences[0]).toBe('For everybody');
    const end = blocks.findIndex((block) => block.kind === 'heading' && linesOf(block)[0] === audiences[1]);
    const lines = blocks.slice(0, end).flatMap(linesOf);
    expect(lines.filter((line) => /parley-cli|\badministrators? (?:can|set)\b/iu.test(line))).toEqual([]);
    expect(blocks[0]?.kind).toBe('heading');
  });

  it('is in the changelog of this program, in a form that is drawn', () => {
    const { blocks } = whatsNew(readFileSync(resolve(docs, '../CHANGELOG.md'), 'utf8'), '0.1.0');
    expect(blocks.flatMap(linesOf).length).toBeGreaterThan(10);
  });
});
