// Presence in words: the state, and the line below a name.
import { useI18n } from 'vue-i18n';
import type { Availability, Presence } from '../../shared/domain/person';
import { usePresenceLost } from './presence-lost';

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
  /** Of nobody: a choice. */
  readonly availability: (availability: Availability) => string;
  /** Of somebody; said to be old where nothing newer can be known. */
  readonly now: (availability: Availability) => string;
  /** Likewise; the activity if there is one (it says more), else the availability. */
  readonly status: (presence: Presence) => string;
}

export function useAvailabilityText(): AvailabilityText {
  const { t } = useI18n();
  const availability = (value: Availability): string => t(`ui.availability.${value}`);

  const isPresenceLost = usePresenceLost();
  const now = (value: Availability): string => dated(availability(value), value);

  function dated(status: string, value: Availability): string {
    return isPresenceLost.value && value !== 'unknown' ? t('ui.lastKnown', { status }) : status;
  }

  function status(presence: Presence): string {
    return dated(lastStatus(presence), presence.availability);
  }

  function lastStatus(presence: Presence): string {
    if (presence.isOutOfOffice && presence.availability === 'offline') return t('ui.activity.out-of-office');
    const activity = presence.activity?.trim();
    // An activity of somebody who is offline is a leftover; the sample of the API even sends the word `Offline`.
    if (!activity || presence.availability === 'offline') return availability(presence.availability);
    return knownActivities.has(activity) ? t(`ui.activity.${activity}`) : activity;
  }

  return { availability, now, status };
}
