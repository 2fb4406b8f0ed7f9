import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import { english, messagesIn } from '../../shared/locales/catalogue';
import { SettingsSchema, defaultSettings, type Settings } from '../../shared/settings';
import { nothingManaged } from '../../shared/managed';
import { settingsSections } from '../../shared/settings-sections';
import { byItselfLacks } from '../../shared/sign-in-by-itself';
import { findByWords } from '../search/find-by-words';
import { findableSetting, optionsOf, settingsTable, type Facts, type Speech } from './settings-table';

/** The text of a key, or of its first form. */
const speech: Speech = {
  t: (key) => {
    const text = key
      .split('.')
      .reduce<unknown>((tree, name) => (tree as Readonly<Record<string, unknown>> | undefined)?.[name], english);
    if (typeof text !== 'string') throw new Error(`there is no text ${key}`);
    return text;
  },
  n: String,
  clock: (minute) => `${Math.floor(minute / 60)}:${minute % 60}`,
};
const textsOf = (id: string): readonly string[] =>
  [`settings.rows.${id}.label`, `settings.rows.${id}.hint`, `settings-words.${id}`].map((key) => speech.t(key));

/** What the program keeps for itself, what stands where it is used, and what the sign-in form asks for. */
const elsewhere: readonly (keyof Settings)[] = [
  'server',
  'user',
  'rememberPassword',
  'noteUntil',
  'quietUntil',
  'quietHoursSkippedUntil',
  'collapsedGroups',
  'groupOrder',
  'collapsedSections',
  'collapsedRecents',
  'removedRecents',
  'ofAccounts',
  'messageStyles',
  'recentEmoji',
  'emojiTone',
  'toldOfTray',
  'toldVersion',
];

describe('the table of settings', () => {
  it('has every setting once, but for those that are set elsewhere', () => {
    const shown = settingsTable.map(({ id }) => id).filter((id) => id in SettingsSchema.entries);
    expect([...shown, ...elsewhere].sort()).toEqual(Object.keys(SettingsSchema.entries).sort());
  });

  it('has something in every section, together and in their order', () => {
    const inOrder = settingsTable.map(({ section }) => section);
    expect(inOrder.filter((section, at) => section !== inOrder[at - 1])).toEqual(settingsSections);
  });

  it.each(settingsTable)('says what $id is called, what it does and how else it is called', ({ id }) => {
    for (const text of textsOf(id)) expect(text).toMatch(/\S/u);
  });

  it.each(settingsTable)('has a word for each choice of $id, the one that is set now among them', ({ id, control }) => {
    if (control.kind !== 'choice') return;
    const current = defaultSettings[id as keyof Settings] as string | number;
    const options = optionsOf(id, control, current, speech);
    expect(options.map(({ value }) => value)).toContain(String(current));
    for (const { label } of options) expect(label).toMatch(/\S/u);
  });

  it('knows why it would do nothing to sign in at the start, in words', () => {
    const settings: Settings = { ...defaultSettings, server: 'im.example.com', user: 'dana' };
    const able: Facts = { settings, managed: nothingManaged, canRemember: true, hasPassword: true, isGuest: false };
    const lackOf = (id: string, part: Partial<Facts>) =>
      settingsTable.find((each) => each.id === id)?.whyNot?.({ ...able, ...part });
    expect(lackOf('signInAtStart', {})).toBeUndefined();
    expect(lackOf('signInAtStart', { canRemember: false })).toBe('no-key-store');
    expect(lackOf('signInAtStart', { hasPassword: false })).toBe('no-password');
    expect(lackOf('signInAtStart', { settings: defaultSettings })).toBe('no-account');
    expect(lackOf('signInAtStart', { settings: { ...settings, signInMethod: 'sso' } })).toBe('asks-always');
    const managed = { ...nothingManaged, isPublicComputer: true };
    expect(lackOf('signInAtStart', { managed })).toBe('public-computer');
    expect(lackOf('signInAtStart', { isGuest: true })).toBe('guest');
    expect(lackOf('startAtLogin', { isGuest: true })).toBe('guest');
    expect(lackOf('startAtLogin', {})).toBeUndefined();
    for (const lack of [...byItselfLacks, 'guest']) expect(speech.t(`settings.whyNot.${lack}`)).toMatch(/\S/u);
  });

  it('keeps a number that somebody wrote into the file by hand', () => {
    const idle = settingsTable.find(({ id }) => id === 'idleAfterMinutes')!;
    if (idle.control.kind !== 'choice') throw new Error('it is a choice');
    expect(optionsOf(idle.id, idle.control, 7, speech).map(({ value }) => value)).toContain('7');
  });
});

/** In a language, as the window makes it ready. */
async function findIn(language: string) {
  const messages = await messagesIn(language);
  const { t } = createI18n({ legacy: false, locale: language, messages: { [language]: messages } }).global;
  const speak = (key: string, named: Readonly<Record<string, unknown>> = {}, count = 0): string => t(key, named, count);
  const findable = settingsTable.map((each) => findableSetting(each, { ...speech, t: speak }));
  const find = (query: string): readonly string[] =>
    findByWords(findable, query, speak('ui.fillers')).ids.map(({ id }) => id);
  return { findable, find };
}

describe.each(['en', 'de', 'ar'])('a search in the settings in %s', (language) => {
  it('finds every setting by its own name, first', async () => {
    const { findable, find } = await findIn(language);
    for (const { id, name } of findable) expect(find(name)[0], name).toBe(id.id);
  });

  it('finds no setting by a word that it is not known by', async () => {
    const { find } = await findIn(language);
    for (const query of ['  ', '.', ': -', 'zebra', 'وحيد القرن']) expect(find(query)).toEqual([]);
  });
});

describe('a search in the settings', () => {
  it.each([
    ['en', 'theme', 'theme'],
    ['en', 'DARK', 'theme'],
    ['en', 'dark mode', 'theme'],
    ['en', 'mode dark', 'theme'],
    ['en', 'retention', 'keepHistoryDays'],
    ['en', 'encr', 'historyLock'],
    ['en', 'ssl', 'servers'],
    ['en', 'autostart', 'startAtLogin'],
    ['en', 'smileys', 'showEmoticonsAsEmoji'],
    ['en', '  hotkeys ', 'shortcuts'],
    ['en', 'backup', 'exportHistory'],
    ['en', 'update', 'aboutParley'],
    ['en', 'username', 'account'],
    ['en', 'forget password', 'account'],
    ['en', 'public computer', 'account'],
    ['en', 'shared computer', 'account'],
    ['en', 'second account', 'profiles'],
    ['en', 'german', 'language'],
    ['en', 'arabic', 'language'],
    ['en', 'عربي', 'language'],
    ['en', 'englisch', 'language'],
    ['en', 'change the language', 'language'],
    ['en', 'startup', 'signInAtStart'],
    ['en', 'boot', 'signInAtStart'],
    ['en', 'start with windows', 'startAtLogin'],
    ['en', 'ring longer', 'ringSeconds'],
    ['en', 'ringtone', 'playSounds'],
    ['en', 'silence at night', 'quietHours'],
    ['en', 'tray', 'notifyOfMessages'],
    ['en', 'clear', 'keepHistoryDays'],
    ['en', 'turn off sounds', 'playSounds'],
    ['en', 'how do I change the theme?', 'theme'],
    ['en', 'pasword', 'signInMethod'],
    ['en', 'notifcations', 'notifyOfMessages'],
    ['en', 'noitfications', 'notifyOfMessages'],
    ['de', 'Verlauf loeschen', 'keepHistoryDays'],
    ['de', 'Kennwort vergessen', 'account'],
    ['de', 'öffentlicher Computer', 'account'],
    ['de', 'zweites Konto', 'profiles'],
    ['de', 'arabisch', 'language'],
    ['de', 'länger klingeln', 'ringSeconds'],
    ['de', 'Wie schalte ich die Töne aus?', 'playSounds'],
    ['de', 'mit Windows starten', 'startAtLogin'],
    ['de', 'Benachrichtigugen', 'notifyOfMessages'],
    ['ar', 'كمبيوتر عام', 'account'],
    ['ar', 'حساب ثان', 'profiles'],
    ['ar', 'الألمانية', 'language'],
    ['ar', 'كيف أغير اللغة', 'language'],
    ['de', 'dunkel', 'theme'],
    ['de', 'dunkles Design', 'theme'],
    ['de', 'Nachtmodus', 'theme'],
    ['de', 'Schriftgröße', 'textSize'],
    ['de', 'Schriftart', 'messageStyle'],
    ['de', 'Passwort', 'signInMethod'],
    ['de', 'Benutzername', 'account'],
    ['de', 'abmelden', 'account'],
    ['de', 'Konto wechseln', 'profiles'],
    ['de', 'Autostart', 'startAtLogin'],
    ['de', 'Popup', 'notifyOfMessages'],
    ['de', 'Mitteilungen', 'notifyOfMessages'],
    ['de', 'Vorschau', 'showMessageInNotifications'],
    ['de', 'Klingelton', 'playSounds'],
    ['de', 'stumm', 'playSounds'],
    ['de', 'nicht stören', 'quietHours'],
    ['de', 'Ruhezeit Wochenende', 'quietHoursDays'],
    ['de', 'Bildschirm teilen', 'holdBackInFullScreen'],
    ['de', 'Abwesenheit', 'awayAfterMinutes'],
    ['de', 'Tabs', 'conversationsIn'],
    ['de', 'Smileys', 'showEmoticonsAsEmoji'],
    ['de', 'offline ausblenden', 'hideOffline'],
    ['de', 'Chatverlauf löschen', 'keepHistoryDays'],
    ['de', 'verschlüsselt', 'historyLock'],
    ['de', 'Backup', 'exportHistory'],
    ['de', 'Pidgin', 'importHistory'],
    ['de', 'Proxyserver', 'proxy'],
    ['de', 'Zertifikat', 'servers'],
    ['de', 'Rechtschreibprüfung', 'spellCheckLanguages'],
    ['de', 'Tastenkombination', 'shortcuts'],
    ['de', 'Standardeinstellungen', 'usualSettings'],
    ['de', 'zurücksetzen', 'usualSettings'],
    ['de', 'Logdatei', 'logFile'],
    ['de', 'Update', 'aboutParley'],
    ['ar', 'الوضع الداكن', 'theme'],
    ['ar', 'الوضع الليلي', 'theme'],
    ['ar', 'حجم الخط', 'textSize'],
    ['ar', 'كلمة المرور', 'signInMethod'],
    ['ar', 'اسم المستخدم', 'account'],
    ['ar', 'تسجيل الخروج', 'account'],
    ['ar', 'تبديل الحساب', 'profiles'],
    ['ar', 'التشغيل التلقائي', 'startAtLogin'],
    ['ar', 'الإشعارات', 'notifyOfMessages'],
    ['ar', 'الاشعارات', 'notifyOfMessages'],
    ['ar', 'معاينة الرسالة', 'showMessageInNotifications'],
    ['ar', 'الصوت', 'playSounds'],
    ['ar', 'كتم', 'playSounds'],
    ['ar', 'عدم الإزعاج', 'quietHours'],
    ['ar', 'ملء الشاشة', 'holdBackInFullScreen'],
    ['ar', 'قفل الشاشة', 'lockCountsAsIdle'],
    ['ar', 'الخط العريض', 'messageStyle'],
    ['ar', 'الرموز التعبيرية', 'showEmoticonsAsEmoji'],
    ['ar', 'مسح السجل', 'keepHistoryDays'],
    ['ar', 'التشفير', 'historyLock'],
    ['ar', 'نسخة احتياطية', 'exportHistory'],
    ['ar', 'استيراد', 'importHistory'],
    ['ar', 'البروكسي', 'proxy'],
    ['ar', 'الشهادة', 'servers'],
    ['ar', 'لغة', 'language'],
    ['ar', 'التدقيق الإملائي', 'spellCheckLanguages'],
    ['ar', 'اختصارات', 'shortcuts'],
    ['ar', 'إعادة الضبط', 'usualSettings'],
    ['ar', 'التحديثات', 'aboutParley'],
    ['en', 'logout', 'account'],
    ['en', 'log off', 'account'],
    ['en', 'logoff', 'account'],
    ['en', 'signout', 'account'],
    ['en', 'log in automatically', 'signInAtStart'],
    ['en', 'login automatically', 'signInAtStart'],
    ['en', 'automatic sign in', 'signInAtStart'],
    ['en', 'start automatically', 'startAtLogin'],
    ['en', 'launch at startup', 'startAtLogin'],
    ['en', 'open at login', 'startAtLogin'],
    ['en', 'run in background', 'startAtLogin'],
    ['en', 'check for updates', 'aboutParley'],
    ['en', 'upgrade', 'aboutParley'],
    ['en', 'afk', 'awayAfterMinutes'],
    ['en', 'absence', 'awayAfterMinutes'],
    ['en', 'delete history', 'keepHistoryDays'],
    ['en', 'delete chats', 'keepHistoryDays'],
    ['en', 'erase messages', 'keepHistoryDays'],
    ['en', 'font size', 'textSize'],
    ['en', 'big letters', 'textSize'],
    ['en', 'passcode', 'signInMethod'],
    ['en', 'saved password', 'rememberedPasswords'],
    ['en', 'delete password', 'rememberedPasswords'],
    ['en', 'screensaver', 'lockCountsAsIdle'],
    ['en', 'lock screen', 'lockCountsAsIdle'],
    ['en', 'report a problem', 'diagnosticsFile'],
    ['en', 'help', 'diagnosticsFile'],
    ['en', 'turn off notifications', 'notifyOfMessages'],
    ['en', 'noise', 'playSounds'],
    ['en', 'vibrate', 'playSounds'],
    ['en', 'download chats', 'exportHistory'],
    ['en', 'autocorrect', 'spellCheckLanguages'],
    ['en', 'spelling', 'spellCheckLanguages'],
    ['en', 'vpn', 'proxy'],
    ['en', 'high contrast', 'theme'],
    ['en', 'blinking', 'motion'],
    ['en', 'translate', 'language'],
    ['en', 'key bindings', 'shortcuts'],
    ['en', 'factory settings', 'usualSettings'],
    ['en', 'add account', 'profiles'],
    ['de', 'ausloggen', 'account'],
    ['de', 'Logout', 'account'],
    ['de', 'Passwort löschen', 'rememberedPasswords'],
    ['de', 'Kennwort löschen', 'rememberedPasswords'],
    ['de', 'gespeicherte Passwörter', 'rememberedPasswords'],
    ['de', 'exportieren', 'exportHistory'],
    ['de', 'Chats herunterladen', 'exportHistory'],
    ['de', 'lautlos', 'playSounds'],
    ['de', 'lautlos', 'quietHours'],
    ['de', 'stummschalten', 'playSounds'],
    ['de', 'Ton aus', 'playSounds'],
    ['de', 'Sperrbildschirm', 'lockCountsAsIdle'],
    ['de', 'Bildschirmsperre', 'lockCountsAsIdle'],
    ['de', 'Meldung', 'notifyOfMessages'],
    ['de', 'Pop-up', 'notifyOfMessages'],
    ['de', 'Benachrichtigungen ausschalten', 'notifyOfMessages'],
    ['de', 'Problem melden', 'diagnosticsFile'],
    ['de', 'Fehler melden', 'diagnosticsFile'],
    ['de', 'Support', 'diagnosticsFile'],
    ['de', 'Einmalanmeldung', 'signInMethod'],
    ['de', 'Windows Anmeldung', 'signInMethod'],
    ['de', 'beim Starten', 'startAtLogin'],
    ['de', 'beim Start', 'startAtLogin'],
    ['de', 'automatisch einloggen', 'signInAtStart'],
    ['de', 'automatisch anmelden', 'signInAtStart'],
    ['de', 'automatisch starten', 'startAtLogin'],
    ['de', 'Systemstart', 'startAtLogin'],
    ['de', 'nach Updates suchen', 'aboutParley'],
    ['de', 'Aktualisierungen', 'aboutParley'],
    ['de', 'AFK', 'awayAfterMinutes'],
    ['de', 'Verlauf löschen', 'keepHistoryDays'],
    ['de', 'Chats löschen', 'keepHistoryDays'],
    ['de', 'Nachrichten löschen', 'keepHistoryDays'],
    ['de', 'Bildschirmschoner', 'lockCountsAsIdle'],
    ['de', 'größere Schrift', 'textSize'],
    ['de', 'Übersetzen', 'language'],
    ['de', 'Autokorrektur', 'spellCheckLanguages'],
    ['de', 'VPN', 'proxy'],
    ['de', 'Kontrast', 'theme'],
    ['de', 'Konto hinzufügen', 'profiles'],
    ['ar', 'كلمة السر', 'signInMethod'],
    ['ar', 'نسيت كلمة السر', 'account'],
    ['ar', 'نسيت كلمة المرور', 'account'],
    ['ar', 'غائب', 'awayAfterMinutes'],
    ['ar', 'بعيد', 'awayAfterMinutes'],
    ['ar', 'حذف المحادثات', 'keepHistoryDays'],
    ['ar', 'حذف الرسائل', 'keepHistoryDays'],
    ['ar', 'مسح المحادثات', 'keepHistoryDays'],
    ['ar', 'مساعدة', 'diagnosticsFile'],
    ['ar', 'الدعم', 'diagnosticsFile'],
    ['ar', 'الإبلاغ عن مشكلة', 'diagnosticsFile'],
    ['ar', 'خروج', 'account'],
    ['ar', 'تسجيل خروج', 'account'],
    ['ar', 'الدخول التلقائي', 'signInAtStart'],
    ['ar', 'تسجيل الدخول تلقائيا', 'signInAtStart'],
    ['ar', 'بدء التشغيل', 'startAtLogin'],
    ['ar', 'تشغيل تلقائي', 'startAtLogin'],
    ['ar', 'البحث عن تحديثات', 'aboutParley'],
    ['ar', 'تحديث', 'aboutParley'],
    ['ar', 'إيقاف الإشعارات', 'notifyOfMessages'],
    ['ar', 'إيقاف الصوت', 'playSounds'],
    ['ar', 'صامت', 'playSounds'],
    ['ar', 'تكبير الخط', 'textSize'],
    ['ar', 'الوضع المظلم', 'theme'],
    ['ar', 'حذف كلمة المرور', 'rememberedPasswords'],
    ['ar', 'حفظ كلمة السر', 'rememberedPasswords'],
    ['ar', 'شاشة القفل', 'lockCountsAsIdle'],
    ['ar', 'تصدير المحادثات', 'exportHistory'],
    ['ar', 'تغيير اللغة', 'language'],
    ['ar', 'ترجمة', 'language'],
    ['ar', 'إضافة حساب', 'profiles'],
    ['ar', 'إيموجي', 'showEmoticonsAsEmoji'],
    ['ar', 'التصحيح التلقائي', 'spellCheckLanguages'],
  ])('in %s for "%s" finds %s by what it is called, what it does or another word', async (language, query, id) => {
    expect((await findIn(language)).find(query)).toContain(id);
  });

  it('has what is called so before what says so', async () => {
    const { find } = await findIn('en');
    expect(find('rings').length).toBeGreaterThan(1);
    expect(find('rings')[0]).toBe('ringSeconds');
    expect(find('dark zebra')).toEqual([]);
    expect(find('ark')).toEqual([]);
  });
});
