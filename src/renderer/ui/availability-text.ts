// Presence in words: the state, and the line below a name.
import { useI18n } from 'vue-i18n';
import type { Availability, Presence } from '../../shared/domain/person';

/** Activity tokens of protocol.md 5.2 that have words of our own; any other text is the person's own and stays as it is. */
const knownActivities = new Set([
  'on-the-phone',
  'in-a-conference',
  'in-a-meeting',
  'out-of-office',
  'urgent-interruptions-only',
  'off-work',
]);

export interface AvailabilityText {
  readonly availability: (availability: Availability) => string;
  /** The activity if there is one (it says more), else the availability. */
  readonly status: (presence: Presence) => string;
}

export function useAvailabilityText(): AvailabilityText {
  const { t } = useI18n();
  const availability = (value: Availability): string => t(`ui.availability.${value}`);

  function status(presence: Presence): string {
    if (presence.isOutOfOffice && presence.availability === 'offline') return t('ui.activity.out-of-office');
    const activity = presence.activity?.trim();
    // An activity of somebody who is offline is a leftover; the sample of the API even sends the word `Offline`.
    if (!activity || presence.availability === 'offline') return availability(presence.availability);
    return knownActivities.has(activity) ? t(`ui.activity.${activity}`) : activity;
  }

  return { availability, status };
}
