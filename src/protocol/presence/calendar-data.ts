// What is inside of `calendarData`. The pages of the API do not say (protocol.md, section 8); those of the presence system below it do:
// free and busy slots [dd941537] and, as a web service of the mail server writes them, working hours with a time zone [ms-pres]. It is
// read apart from the category, which keeps what came: another server may mean something else by the name.
import { parseForeignXml } from '../foreign-xml';
import { ProtocolError } from '../protocol-error';
import { element, serializeXml, type XmlElement } from '../xml';
import {
  attributeText,
  childNamed,
  childrenNamed,
  childText,
  hasName,
  optionalInteger,
  trimmedText,
} from '../xml-reader';

export interface CalendarClockChange {
  readonly biasMinutes: number;
  readonly month: number;
  readonly week: number;
  readonly day: number;
  readonly atMinutes: number;
}

export interface CalendarData {
  readonly freeBusy?: { readonly startAt: number; readonly slotMinutes: number; readonly data: string };
  readonly zone?: {
    readonly biasMinutes: number;
    readonly standard?: CalendarClockChange;
    readonly daylight?: CalendarClockChange;
  };
  readonly workingHours?: readonly {
    readonly days: readonly number[];
    readonly fromMinutes: number;
    readonly toMinutes: number;
  }[];
}

const dayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
/** Two months of quarters of an hour; nobody looks further. */
const longestData = 2_000;
const mostPeriods = 14;

/** Of the payload of one category. Empty where nothing of it can be read. */
export function readCalendarData(xml: string): CalendarData {
  try {
    const [root] = parseForeignXml(xml);
    return root && hasName(root, 'calendarData') ? { ...freeBusyIn(root), ...workingHoursIn(root) } : {};
  } catch (error) {
    if (error instanceof ProtocolError) return {};
    throw error;
  }
}

function freeBusyIn(root: XmlElement): Pick<CalendarData, 'freeBusy'> {
  const source = childNamed(root, 'freeBusy');
  if (!source) return {};
  const startAt = Date.parse(attributeText(source, 'startTime') ?? '');
  const slotMinutes = minutesOf(attributeText(source, 'granularity') ?? '');
  // What is cut off is unknown, as what comes after the end is.
  const data = trimmedText(source).replace(/\s+/gu, '').slice(0, longestData);
  // Another encoding would be read as other times: none is better.
  const version = Number(attributeText(source, 'encodingVersion') ?? '1');
  if (Number.isNaN(startAt) || slotMinutes === undefined || data === '' || version !== 1) return {};
  if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(data)) return {};
  return { freeBusy: { startAt, slotMinutes, data } };
}

/** `PT15M`, `PT1H`. */
function minutesOf(duration: string): number | undefined {
  const [, hours = '0', minutes = '0'] = /^PT(?:(\d{1,2})H)?(?:(\d{1,4})M)?$/iu.exec(duration) ?? [];
  const all = Number(hours) * 60 + Number(minutes);
  return all >= 1 && all <= 1_440 ? all : undefined;
}

function workingHoursIn(root: XmlElement): Pick<CalendarData, 'zone' | 'workingHours'> {
  const source = childNamed(root, 'WorkingHours');
  const zoneSource = source && childNamed(source, 'TimeZone');
  const bias = zoneSource && optionalInteger(childText(zoneSource, 'Bias'));
  if (!source || bias === undefined || Math.abs(bias) > 1_440) return {};
  const standard = clockChangeIn(zoneSource && childNamed(zoneSource, 'StandardTime'));
  const daylight = clockChangeIn(zoneSource && childNamed(zoneSource, 'DaylightTime'));
  const periods = childNamed(source, 'WorkingPeriodArray');
  const workingHours = (periods ? childrenNamed(periods, 'WorkingPeriod') : [])
    .slice(0, mostPeriods)
    .flatMap((period) => {
      const days = (childText(period, 'DayOfWeek') ?? '')
        .toLowerCase()
        .split(/\s+/u)
        .map((name) => dayNames.findIndex((each) => each === name))
        .filter((day) => day >= 0);
      const fromMinutes = optionalInteger(childText(period, 'StartTimeInMinutes'));
      const toMinutes = optionalInteger(childText(period, 'EndTimeInMinutes'));
      if (days.length === 0 || fromMinutes === undefined || toMinutes === undefined) return [];
      return fromMinutes >= 0 && fromMinutes < toMinutes && toMinutes <= 1_440
        ? [{ days, fromMinutes, toMinutes }]
        : [];
    });
  return {
    zone: { biasMinutes: bias, ...(standard && { standard }), ...(daylight && { daylight }) },
    ...(workingHours.length > 0 && { workingHours }),
  };
}

function clockChangeIn(source: XmlElement | undefined): CalendarClockChange | undefined {
  if (!source) return undefined;
  const biasMinutes = optionalInteger(childText(source, 'Bias'));
  const month = optionalInteger(childText(source, 'Month'));
  const week = optionalInteger(childText(source, 'DayOrder'));
  const day = dayNames.findIndex((name) => name === childText(source, 'DayOfWeek')?.toLowerCase());
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/u.exec(childText(source, 'Time') ?? '') ?? [];
  if (biasMinutes === undefined || month === undefined || week === undefined || day < 0 || hours === undefined)
    return undefined;
  // Month 0: the clocks are not changed.
  if (Math.abs(biasMinutes) > 1_440 || month < 1 || month > 12 || week < 1 || week > 5) return undefined;
  return { biasMinutes, month, week, day, atMinutes: Number(hours) * 60 + Number(minutes) };
}

const namespace = 'http://schemas.microsoft.com/2006/09/sip/calendarData';
const hoursNamespace = 'http://schemas.microsoft.com/exchange/services/2006/types';

/** The two instances that a server sends (5.7): working hours, and free and busy slots. */
export function calendarDataXml({ freeBusy, zone, workingHours = [] }: CalendarData): {
  readonly hours?: string;
  readonly slots?: string;
} {
  const calendar = (child: XmlElement): string => serializeXml(element('calendarData', { xmlns: namespace }, [child]));
  const leaf = (name: string, value: string | number): XmlElement => element(name, {}, [String(value)]);
  const change = (name: string, { biasMinutes, month, week, day, atMinutes }: CalendarClockChange): XmlElement =>
    element(name, {}, [
      leaf('Bias', biasMinutes),
      leaf('Time', `${twoDigits(Math.floor(atMinutes / 60))}:${twoDigits(atMinutes % 60)}:00`),
      leaf('DayOrder', week),
      leaf('Month', month),
      leaf('DayOfWeek', dayName(day)),
    ]);
  return {
    ...(zone && {
      hours: calendar(
        element('WorkingHours', { xmlns: hoursNamespace }, [
          element('TimeZone', {}, [
            leaf('Bias', zone.biasMinutes),
            ...(zone.standard ? [change('StandardTime', zone.standard)] : []),
            ...(zone.daylight ? [change('DaylightTime', zone.daylight)] : []),
          ]),
          element(
            'WorkingPeriodArray',
            {},
            workingHours.map(({ days, fromMinutes, toMinutes }) =>
              element('WorkingPeriod', {}, [
                leaf('DayOfWeek', days.map(dayName).join(' ')),
                leaf('StartTimeInMinutes', fromMinutes),
                leaf('EndTimeInMinutes', toMinutes),
              ]),
            ),
          ),
        ]),
      ),
    }),
    ...(freeBusy && {
      slots: calendar(
        element(
          'freeBusy',
          {
            startTime: new Date(freeBusy.startAt).toISOString().replace(/\.\d+Z$/u, 'Z'),
            granularity: `PT${freeBusy.slotMinutes}M`,
            encodingVersion: '1',
          },
          [freeBusy.data],
        ),
      ),
    }),
  };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
function dayName(day: number): string {
  const name = dayNames[day] ?? 'sunday';
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
