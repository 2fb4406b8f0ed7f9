// What stores and sessions have to say to a person: as a notice in the main window, and as a notification, for that window may be
// hidden in the tray.
import { historyNoticeOf, importNoticeOf } from '../shell/history-notices';
import { homedir } from 'node:os';
import { nameOf } from '../../shared/domain/person-name';
import { hideKnown } from '../diagnostics/hide-known';
import type { Log } from '../shell/log';
import { t } from '../shell/language';
import type { NoticeParts } from '../shell/notices';
import { refusedKeysText, refusedSourcesText } from '../shell/policy-words';
import type { Desktop } from './desktop';
import type { Session } from './session';
import type { Stores } from './stores';

export function tellTroubles(
  { folder, troubles: files, policy }: Stores,
  { engine, says, signIn }: Session,
  { notices, notifications, windows }: Desktop,
  log: Log,
): void {
  files.settings.listen((trouble) => {
    const { kind } = trouble;
    log('settings', { kind, ...(trouble.kind === 'not-saved' && { error: trouble.error }) });
    if (kind === 'saved-again') return notices.over('settings-not-saved');
    const subject = 'path' in trouble ? trouble.path : '';
    notices.add(`settings-${kind}`, {
      ...(subject !== '' && aboutFile(subject)),
      ...(trouble.kind === 'not-understood' && { settings: trouble.settings }),
    });
    const text = t(`notices.settings-${kind}.text`, { subject });
    notifications.tell(kind, t(`notices.settings-${kind}.title`), text);
  });
  for (const name of ['servers', 'answers', 'words'] as const) {
    files[name].listen((trouble) => {
      log(name, { kind: trouble.kind, ...(trouble.kind === 'not-saved' && { error: trouble.error }) });
      if (trouble.kind === 'saved-again') return notices.over(`${name}-not-saved`);
      notices.add(`${name}-${trouble.kind}`, trouble.kind === 'set-aside' ? aboutFile(trouble.path) : {});
    });
  }
  for (const { source, problem } of policy.refusedSources) log('policy refused', { source, problem });
  for (const { source, problem } of policy.refusedKeys) log('a key of the policy refused', { source, problem });
  const [unused, refused] = [policy.refusedSources, policy.refusedKeys].map((each) => each.length > 0);
  if (unused) notices.add('policy-not-used', { subject: () => refusedSourcesText(policy.refusedSources) });
  if (refused) notices.add('policy-refused', { subject: () => refusedKeysText(policy.refusedKeys) });
  says.history.listen((trouble) => {
    log('history', { kind: trouble.kind, cause: trouble.kind === 'set-aside' ? trouble.cause : undefined });
    if (trouble.kind === 'written-again') {
      notices.over('history-not-written');
      notices.over('history-not-opened');
      return;
    }
    const { code, title, body } = historyNoticeOf(trouble);
    notices.add(
      code,
      trouble.kind === 'set-aside' ? aboutFile(trouble.path) : { details: withoutFolders(trouble.reason, folder) },
    );
    notifications.tell(code, title, body);
  });
  says.withoutLevel.listen((subject) => {
    if (subject === undefined) notices.over('level-not-given');
    else notices.add('level-not-given', { subject });
  });
  says.importWaits.listen((messages) => {
    if (messages === undefined) notices.over('logs-read');
    else notices.add('logs-read', { subject: () => t('shell.imported.waits', {}, messages) });
  });
  says.imported.listen((end) => {
    if (!end) return notices.over('logs-imported');
    const { model } = engine.snapshot();
    const told = importNoticeOf(end, (uri, heard) => nameOf(model, uri, heard));
    if (!told) return;
    const details = end.kind === 'failed' ? withoutFolders(end.failure.detail ?? end.failure.code, folder) : undefined;
    notices.add(told.code, { subject: told.subject, ...(details !== undefined && { details }) });
  });
  says.importing.listen((progress) => windows.broadcast('history:importing', progress ?? null));
  says.exporting.listen((progress) => windows.broadcast('history:exporting', progress ?? null));
  says.asked.listen(({ code }) => {
    if (code === 'wrong-password') signIn.passwordRefused();
    notifications.tell('sign-in-again', t('shell.toast.signInAgain'), t('shell.toast.signInAgainText'));
    windows.flash(undefined);
  });
}

const aboutFile = (path: string): NoticeParts => ({ subject: path, file: path });

/** Details are copied and sent to somebody; where a profile lies says whose it is. */
function withoutFolders(reason: string, folder: string): string {
  return hideKnown(reason, [
    { name: folder, alias: 'home' },
    { name: homedir(), alias: 'home' },
  ]);
}
