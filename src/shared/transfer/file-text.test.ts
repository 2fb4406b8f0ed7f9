import { describe, expect, it } from 'vitest';
import { fileText } from './file-text';
import { readContacts } from './contact-files';

const table = 'Name\tE-Mail-Adresse\r\nJörg Müller\tjoerg@example.com\r\n';
const wide = Buffer.from(table, 'utf16le');
const marked = (...parts: readonly Uint8Array[]): Buffer => Buffer.concat(parts);

describe('a file', () => {
  it.each([
    ['UTF-8', Buffer.from(table)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${table}`)],
    ['UTF-16 as a spreadsheet writes it', marked(Buffer.from([0xff, 0xfe]), wide)],
    ['UTF-16, the big end first', marked(Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16())],
    ['UTF-16 without its mark', wide],
    ['UTF-16 without its mark, the big end first', Buffer.from(wide).swap16()],
    ['Windows-1252', Buffer.from(table, 'latin1')],
  ])('is read as what it is: %s', (_, bytes) => {
    expect(fileText(bytes)).toBe(table);
    expect(readContacts(fileText(bytes)).contacts).toEqual([
      { uri: 'sip:joerg@example.com', name: 'Jörg Müller', groups: [] },
    ]);
  });

  it.each([[[]], [[0xff]], [[0xff, 0xfe, 0x41]], [[0, 0]]])('of %j breaks nothing', (bytes) => {
    expect(typeof fileText(Uint8Array.from(bytes))).toBe('string');
  });
});
