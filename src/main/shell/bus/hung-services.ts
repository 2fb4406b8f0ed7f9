// Services of the desktop that Electron asks by itself, and waits for: whether asking one of them would be answered.
import type { KeptBus } from './kept-bus';
import { BusError, busCall, type BusCall, type SessionBus } from './session-bus';

/**
 * A harmless question, one that Chromium asks too: a ping is answered by the library that a service is built on, even when the service
 * hangs.
 */
export type ServiceQuestion = BusCall & { readonly destination: ServiceName };

/** Those that are asked: their names may stand in a log. */
export type ServiceName =
  'org.freedesktop.secrets' | 'org.a11y.Bus' | 'org.kde.kwalletd' | 'org.kde.kwalletd5' | 'org.kde.kwalletd6';

function property(destination: ServiceName, path: string, face: string, name: string): ServiceQuestion {
  const body = [face, name];
  return { destination, path, interface: 'org.freedesktop.DBus.Properties', member: 'Get', signature: 'ss', body };
}

function kwallet(name: 'kwalletd' | 'kwalletd5' | 'kwalletd6'): ServiceQuestion {
  return {
    destination: `org.kde.${name}`,
    path: `/modules/${name}`,
    interface: 'org.kde.KWallet',
    member: 'isEnabled',
  };
}

/** The key stores that Chromium knows. */
export const keyStoreQuestions: readonly ServiceQuestion[] = [
  property('org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service', 'Collections'),
  ...(['kwalletd', 'kwalletd5', 'kwalletd6'] as const).map(kwallet),
];
export const accessibilityQuestion = property('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Status', 'IsEnabled');

/**
 * The names of those that somebody stands behind who does not answer. Where nobody does, or where there is no bus, nothing can hang;
 * and nothing is started for the sake of the question.
 */
export async function hungServices(
  kept: KeptBus,
  questions: readonly ServiceQuestion[],
  deadlineMs: number,
): Promise<readonly ServiceName[]> {
  let bus: SessionBus;
  try {
    bus = await kept.get();
  } catch {
    return [];
  }
  const isHung = await Promise.all(questions.map((question) => hangs(bus, question, deadlineMs)));
  return questions.flatMap(({ destination }, index) => (isHung[index] ? [destination] : []));
}

async function hangs(bus: SessionBus, question: ServiceQuestion, deadlineMs: number): Promise<boolean> {
  try {
    const [owner] = (await bus.call(busCall('GetNameOwner', question.destination), { deadlineMs })).body;
    if (typeof owner === 'string') await bus.call({ ...question, destination: owner }, { deadlineMs });
    return false;
  } catch (error) {
    // A refusal is an answer.
    return error instanceof BusError && error.code === 'timeout';
  }
}
