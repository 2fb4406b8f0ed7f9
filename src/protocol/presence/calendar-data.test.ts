import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDataXml, readCalendarData, type CalendarData } from './calendar-data';

const change = fc.record({
  biasMinutes: fc.integer({ min: -120, max: 120 }),
  month: fc.integer({ min: 1, max: 12 }),
  week: fc.integer({ min: 1, max: 5 }),
  day: fc.integer({ min: 0, max: 6 }),
  atMinutes: fc.integer({ min: 0, max: 1_439 }),
});
const hours = fc.record({
  zone: fc.record(
    { biasMinutes: fc.integer({ min: -840, max: 840 }), standard: change, daylight: change },
    { requiredKeys: ['biasMinutes'] },
  ),
  workingHours: fc.array(
    fc.record({
      days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
      fromMinutes: fc.integer({ min: 0, max: 700 }),
      toMinutes: fc.integer({ min: 701, max: 1_440 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});
const slots = fc.record({
  freeBusy: fc.record({
    startAt: fc.integer({ min: 0, max: 2_000_000_000 }).map((seconds) => seconds * 1_000),
    slotMinutes: fc.integer({ min: 1, max: 1_440 }),
    data: fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  }),
});

describe('calendarData', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(hours, slots, (one, other) => {
        const written = calendarDataXml({ ...one, ...other } as CalendarData);
        expect(readCalendarData(written.hours ?? '')).toEqual(one);
        expect(readCalendarData(written.slots ?? '')).toEqual(other);
      }),
    );
  });

  it('dd941537 is read as its page has it', () => {
    const xml = `<calendarData xmlns="http://schemas.microsoft.com/2006/09/sip/calendarData" mailboxID="bob@example.com">
      <freeBusy startTime="2009-10-22T07:00:00Z" granularity="PT15M" encodingVersion="1">
        AAAA AKqq
      </freeBusy></calendarData>`;
    expect(readCalendarData(xml)).toEqual({
      freeBusy: { startAt: Date.UTC(2009, 9, 22, 7), slotMinutes: 15, data: 'AAAAAKqq' },
    });
  });

  it.each([
    '',
    'no XML',
    '<calendarData/>',
    '<calendarData xmlns="urn:other"><freeBusy/></calendarData>',
    '<calendarData xmlns="urn:c"><freeBusy startTime="never" granularity="PT15M">AA==</freeBusy></calendarData>',
    '<calendarData xmlns="urn:c"><freeBusy startTime="2009-10-22T07:00:00Z" granularity="P1D">AA==</freeBusy></calendarData>',
    '<calendarData xmlns="urn:c"><freeBusy startTime="2009-10-22T07:00:00Z" granularity="PT15M" encodingVersion="2">AA==</freeBusy></calendarData>',
    '<calendarData xmlns="urn:c"><freeBusy startTime="2009-10-22T07:00:00Z" granularity="PT15M">&lt;b&gt;</freeBusy></calendarData>',
    '<calendarData xmlns="urn:c"><WorkingHours><TimeZone><Bias>soon</Bias></TimeZone></WorkingHours></calendarData>',
  ])('says nothing where nothing can be read: %s', (xml) => {
    expect(readCalendarData(xml)).toEqual({});
  });

  it('takes whatever comes', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, more) => {
        const safe = (value: string): string => value.replace(/[<&>"]/gu, '');
        readCalendarData(text);
        readCalendarData(
          `<calendarData xmlns="urn:c"><freeBusy startTime="${safe(text)}" granularity="${safe(more)}">${safe(text)}</freeBusy></calendarData>`,
        );
      }),
    );
  });
});
