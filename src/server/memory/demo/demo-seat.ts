// What the people of the demo need from the server: a seat each, which does what a client does but without HTTP
// and XML.
import type { ConferenceAction } from '../../../protocol/conference-actions';
import type { ConferenceEvent } from '../../../protocol/events/conference';
import type { CalendarData } from '../../../protocol/presence/calendar-data';
import type { DemoPresence } from './demo-people';

export interface DemoSeat {
  /** Carries out a conference request (3.4). The id of the conversation; `undefined`: refused. */
  act(confId: number, action: ConferenceAction): number | undefined;
  publish(presence: DemoPresence): void;
  publishCalendar(calendar: CalendarData): void;
  /** Shows this person as much as the own team sees (5.3). */
  confideIn(uri: string): void;
  onConference(listener: (event: ConferenceEvent) => void): () => void;
  close(): void;
}

export interface DemoWorld {
  /** Undefined: this one is not the server's to play (a people file may have somebody of the same address). */
  takeSeat(uri: string): DemoSeat | undefined;
  /** Somebody who is not of the demo comes or goes; tells of those who are there already. */
  onVisitor(listener: (uri: string, isOnline: boolean) => void): () => void;
  /** Lets the visitor's telephone ring (4.9). */
  ring(from: { readonly uri: string; readonly name: string }, to: string, subject: string): { hangUp(): void };
}
