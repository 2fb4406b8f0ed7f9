// `calendarData`: working hours or free/busy; its inside is not documented (section 8), so it is kept as XML text.

export interface CalendarData {
  readonly kind: 'calendarData';
  readonly xml: string;
}
