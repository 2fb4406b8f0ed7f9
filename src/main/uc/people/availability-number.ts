// What a user chooses to be seen as, as the number that goes to the server: at the start of a session and whenever they change it.
import { publishedAvailability } from '../../../protocol/availability';
import type { SettableAvailability } from '../../../shared/domain/person';

export function availabilityNumber(availability: SettableAvailability): number {
  return publishedAvailability[availability === 'available' ? 'online' : availability];
}
