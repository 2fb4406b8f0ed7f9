import { describe, expect, it } from 'vitest';
import { parseChord } from './chord';
import { isChangeable, readChosenKeys, refusalOf, writeChord } from './chosen-keys';
import { chordsOf, commandOf, commands, usualChords, type CommandId } from './commands';

const refused = (id: CommandId, keys: string, platform = 'linux', chosen: readonly [CommandId, string][] = []) =>
  refusalOf(
    commandOf(id),
    parseChord(keys),
    platform,
    new Map(chosen.map(([other, text]) => [other, parseChord(text)])),
  );

describe('keys of one’s own', () => {
  it.each([
    ['switcher', 'Mod+Shift+P'],
    ['switcher', 'F9'],
    ['switcher', 'Shift+F9'],
    ['nextUnread', 'Alt+ArrowRight'],
    ['history', 'Mod+;'],
    ['bold', 'Mod+D'],
    // Of a place where the other command is not.
    ['hideOffline', 'Mod+J'],
    // Its own.
    ['switcher', 'Mod+K'],
  ] as const)('%s can have %s', (id, keys) => {
    expect(refused(id, keys)).toBeUndefined();
  });

  it.each([
    ['Escape', 'unusable'],
    ['Tab', 'unusable'],
    ['Mod+Ü', 'unusable'],
    ['K', 'alone'],
    ['Shift+K', 'alone'],
    ['Home', 'alone'],
    ['Mod+Alt+K', 'altGr'],
    ['Alt+F4', 'system'],
    ['Alt+F', 'system'],
    ['F10', 'system'],
    ['Mod+ArrowLeft', 'editing'],
    ['Mod+Backspace', 'editing'],
    ['Alt+Backspace', 'editing'],
    ['Alt+Shift+Backspace', 'editing'],
  ] as const)('no command can have %s: %s', (keys, kind) => {
    expect(refused('switcher', keys)).toEqual({ kind });
  });

  it('on a Mac other chords belong to the system, and Ctrl with Alt to nobody', () => {
    expect(refused('switcher', 'Mod+H', 'darwin')).toEqual({ kind: 'system' });
    expect(refused('switcher', 'Ctrl+Alt+K', 'darwin')).toBeUndefined();
    expect(refused('switcher', 'Alt+K', 'darwin')).toEqual({ kind: 'system' });
    expect(refused('switcher', 'Mod+Alt+ArrowRight', 'darwin')).toBeUndefined();
  });

  it('on a Mac Ctrl and a letter edit every text', () => {
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      expect(refused('switcher', `Ctrl+${letter}`, 'darwin'), letter).toEqual({ kind: 'editing' });
      expect(refused('switcher', `Ctrl+Shift+${letter}`, 'darwin'), letter).toEqual({ kind: 'editing' });
    }
    expect(refused('switcher', 'Ctrl+Mod+D', 'darwin')).toBeUndefined();
    expect(refused('switcher', 'Ctrl+1', 'darwin')).toBeUndefined();
    expect(readChosenKeys([{ command: 'switcher', keys: 'Ctrl+K' }], 'darwin').passedOver).toEqual(['switcher']);
  });

  it('two commands of one place never share one, whoever acts on it', () => {
    expect(refused('switcher', 'Mod+J')).toEqual({ kind: 'taken', by: 'newestMessage' });
    expect(refused('switcher', 'Mod+C')).toEqual({ kind: 'taken', by: 'copy' });
    expect(refused('switcher', 'Mod+3')).toEqual({ kind: 'taken', by: 'nthConversation' });
    // What the other was given counts, and what it had before is free.
    expect(refused('switcher', 'Mod+J', 'linux', [['newestMessage', 'F9']])).toBeUndefined();
    expect(refused('switcher', 'F9', 'linux', [['newestMessage', 'F9']])).toEqual({
      kind: 'taken',
      by: 'newestMessage',
    });
  });

  it('the usual ones of every command that can have others would be accepted again', () => {
    for (const platform of ['darwin', 'linux', 'win32']) {
      for (const command of commands.filter(isChangeable)) {
        for (const chord of usualChords(command, platform)) {
          const refusal = refusalOf(command, chord, platform, new Map());
          // A chord that is used for writing stays with those who have it.
          if (refusal?.kind !== 'editing' && chord.key !== 'Escape')
            expect(refusal, `${command.id} ${chord.key} ${platform}`).toBeUndefined();
        }
      }
    }
  });
});

describe('what was kept of them', () => {
  const read = (...kept: readonly (readonly [string, string])[]) =>
    readChosenKeys(
      kept.map(([command, keys]) => ({ command, keys })),
      'linux',
    );

  it('counts, and the command has the usual ones no more', () => {
    const { chosen, passedOver } = read(['findOlder', 'F9']);
    expect(passedOver).toEqual([]);
    expect(chordsOf(commandOf('findOlder'), 'linux', chosen)).toEqual([parseChord('F9')]);
    expect(chordsOf(commandOf('findNewer'), 'linux', chosen)).toEqual(usualChords(commandOf('findNewer'), 'linux'));
  });

  it('two commands may have changed their keys', () => {
    const { chosen, passedOver } = read(['switcher', 'Mod+J'], ['newestMessage', 'Mod+K']);
    expect(passedOver).toEqual([]);
    expect([...chosen.values()].map(writeChord)).toEqual(['Mod+J', 'Mod+K']);
  });

  it.each([
    ['a command that there is not', ['teleport', 'F9']],
    ['one that keeps its own', ['send', 'F9']],
    ['what is no chord', ['switcher', 'Hyper+F9']],
    ['a chord that no command can have', ['switcher', 'Mod+C']],
    ['nothing', ['switcher', '']],
  ] as const)('is passed over where it is %s', (_, kept) => {
    expect(read(kept)).toEqual({ chosen: new Map(), passedOver: [kept[0]] });
  });

  it('of two that want the same the first has it, and so on', () => {
    expect(read(['switcher', 'F9'], ['history', 'F9']).passedOver).toEqual(['history']);
    expect(read(['switcher', 'F9'], ['switcher', 'F8'])).toMatchObject({ passedOver: ['switcher'] });
    // The second falls back to what the first had taken from it.
    const { chosen, passedOver } = read(['switcher', 'Mod+J'], ['newestMessage', 'Mod+C']);
    expect(passedOver).toEqual(['newestMessage', 'switcher']);
    expect(chosen).toEqual(new Map());
  });
});
