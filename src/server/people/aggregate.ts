// Works out the one state that others see of a user, from what the user says and what the endpoints show (protocol.md 5.1, 5.2; field notes,
// "What people expected"). Pure.
import { availabilityRange, publishedAvailability } from '../../protocol/availability';

/** Machine state: 3500 active, 5000 idle (5.2); away comes after it (field notes). */
const machineActive = 3500;
const machineIdle = 5000;
const machineAway = 15500;

const idleAfterMs = 5 * 60_000;
const awayAfterMs = 20 * 60_000;

/** How an endpoint looks so long after the last activity at it. */
export function machineAvailability(quietMs: number): number {
  if (quietMs < idleAfterMs) return machineActive;
  return quietMs < awayAfterMs ? machineIdle : machineAway;
}

/**
 * The aggregate. `user`: the state that the person has set, if any. `machines`: one number an endpoint; none means that nobody
 * is signed in. The most active endpoint counts. Do not disturb, be right back and away are what the person says they are,
 * however quiet the machine; online and busy become inactive and then away with it.
 */
export function aggregateAvailability(user: number | undefined, machines: readonly number[]): number {
  if (machines.length === 0) return publishedAvailability.offline;
  const said = user === undefined || availabilityRange(user) === 'none' ? publishedAvailability.online : user;
  const machine = machines.reduce((least, each) => Math.min(least, each));
  switch (availabilityRange(said)) {
    case 'offline':
      // 7.10: 18500 goes out, whatever number came in.
      return publishedAvailability.offline;
    case 'online':
    case 'online-inactive':
      return byMachine(said, machine, publishedAvailability['online-inactive']);
    case 'busy':
    case 'busy-inactive':
      return byMachine(said, machine, publishedAvailability['busy-inactive']);
    default:
      return said;
  }
}

/** Where the range of away begins (5.1). */
const awayFrom = 15_000;

function byMachine(said: number, machine: number, inactive: number): number {
  if (machine >= awayFrom) return publishedAvailability.away;
  return availabilityRange(machine) === 'online' ? said : Math.max(said, inactive);
}

/** Public sees only which range it is (5.3, "limited availability"). */
export function representativeAvailability(value: number): number {
  const range = availabilityRange(value);
  return range === 'none' ? value : publishedAvailability[range];
}
