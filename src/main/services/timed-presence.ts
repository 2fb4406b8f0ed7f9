// What the local user has set for a time: a note that is to go, a "Do not disturb" that is to end. The server knows no such times, so it is
// done here, also after a restart; whatever was changed meanwhile, here or at another place, is left as it is. Of the user and the note
// only hashes are kept.
import { createHash } from 'node:crypto';
import type { ChosenAvailability, Self } from '../../shared/domain/person';
import type { Model } from '../../shared/domain/model';
import type { Log } from '../../shared/log';
import type { Settings } from '../../shared/settings';
import type { UcEngine } from '../uc/engine';

export interface TimedPresenceParts {
  readonly engine: Pick<UcEngine, 'setAvailability' | 'setNote' | 'snapshot' | 'onChanges'>;
  readonly settings: { get(): Settings; set(changes: Partial<Settings>): unknown };
  readonly now?: () => number;
  readonly log: Log;
}

export interface TimedPresence {
  /** The note that stands now; undefined: for good. */
  keepNoteUntil(at: number | undefined): void;
  /** A new note, for good until `keepNoteUntil`. */
  setNote(text: string): Promise<void>;
  quietUntil(at: number): Promise<void>;
  /** Set by hand: whatever was to happen later is not wanted any more. */
  setAvailability(availability: ChosenAvailability): Promise<void>;
  stop(): void;
}

/** A wait for a moment of the clock on the wall: whoever sleeps meanwhile finds it past, so it is looked at again and again. */
const checkMs = 5_000;

export function createTimedPresence({ engine, settings, now = Date.now, log }: TimedPresenceParts): TimedPresence {
  let isChecking = false;
  const timer = setInterval(() => void check(), checkMs);
  const model = (): Model => engine.snapshot().model;

  // Whoever looks sees no time on a note of another place, not even until the next look.
  const unsubscribe = engine.onChanges(({ changes }) => {
    if (!changes.some(({ kind }) => kind === 'self')) return;
    const { self } = model();
    // Until the server has told of one it is empty, and nobody sees a time on no note.
    if (self && self.note !== '' && isOver(self, settings.get().noteUntil)) settings.set({ noteUntil: null });
  });

  async function check(): Promise<void> {
    const { noteUntil, quietUntil } = settings.get();
    if ((!noteUntil && !quietUntil) || isChecking) return;
    const { connection, self } = model();
    if (connection.kind !== 'online' || self === undefined) return;
    isChecking = true;
    try {
      await followNote(self, noteUntil);
      await followQuiet(self, quietUntil);
    } catch (error) {
      // Once more at the next look.
      log('what was set for a time stays', { error });
    } finally {
      isChecking = false;
    }
  }

  async function followNote(self: Self, plan: Settings['noteUntil']): Promise<void> {
    if (!plan || plan.who !== hashOf(self.uri)) return;
    if (isOver(self, plan)) settings.set({ noteUntil: null });
    else if (now() >= plan.at) {
      await engine.setNote('');
      settings.set({ noteUntil: null });
    }
  }

  async function followQuiet(self: Self, plan: Settings['quietUntil']): Promise<void> {
    if (!plan || plan.who !== hashOf(self.uri)) return;
    // What it was set to is what a server may not have told yet; gone is it only when something else is told.
    if (self.chosen !== undefined && self.chosen !== 'do-not-disturb' && self.chosenBy === 'elsewhere') {
      settings.set({ quietUntil: null });
    } else if (now() >= plan.at) {
      if (self.availability === 'do-not-disturb') await engine.setAvailability(plan.then, 'timer');
      settings.set({ quietUntil: null });
    }
  }

  return {
    keepNoteUntil(at) {
      const { self } = model();
      const isPlan = at !== undefined && self !== undefined && self.note.trim() !== '';
      settings.set({ noteUntil: isPlan ? { who: hashOf(self.uri), note: hashOf(self.uri, self.note), at } : null });
    },
    async setNote(text) {
      await engine.setNote(text);
      settings.set({ noteUntil: null });
    },
    async quietUntil(at) {
      const { self } = model();
      await engine.setAvailability('do-not-disturb');
      if (!self) return;
      const before = self.chosen ?? 'available';
      const then = before === 'do-not-disturb' ? (settings.get().quietUntil?.then ?? 'available') : before;
      settings.set({ quietUntil: { who: hashOf(self.uri), at, then } });
    },
    async setAvailability(availability) {
      await engine.setAvailability(availability);
      if (settings.get().quietUntil) settings.set({ quietUntil: null });
    },
    stop() {
      clearInterval(timer);
      unsubscribe();
    },
  };
}

/** Another note stands by now. */
function isOver(self: Self, plan: Settings['noteUntil']): boolean {
  return plan !== null && plan.who === hashOf(self.uri) && plan.note !== hashOf(self.uri, self.note);
}

function hashOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
