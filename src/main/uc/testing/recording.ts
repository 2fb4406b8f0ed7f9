// For tests: what an engine's accounts hear, kept as text, and whether it gives the same once more.
import { createHash } from 'node:crypto';
import { ModelDraft } from '../../../shared/domain/apply-changes';
import { FailureError } from '../../../shared/domain/failure';
import { emptyModel, type Model } from '../../../shared/domain/model';
import {
  newAccountState,
  type AccountInput,
  type AccountMoment,
  type AccountState,
  type Heard,
} from '../account-state';
import { reduceAccount, type ReducedAccount } from '../reduce-account';
import { canonicalJson } from './canonical-json';

interface Entry {
  /** As it would stand in a file. */
  readonly heard: string;
  readonly output: string;
}

export class Recording {
  private readonly entries: Entry[] = [];

  readonly onHeard = (heard: Heard, reduced?: ReducedAccount): void => {
    this.entries.push({ heard: JSON.stringify(heard), output: outputOf(reduced) });
  };

  get inputs(): number {
    return this.entries.length;
  }

  /** What comes out otherwise when it is replayed; nothing, as it should be. `model`: as it stands at the end. */
  differences(model: Model): readonly string[] {
    const replay = new Replay();
    const found: string[] = [];
    this.entries.forEach(({ heard, output }, index) => {
      const again = replay.hear(JSON.parse(heard) as Heard);
      if (outputOf(again) !== output) found.push(`input ${index} ends otherwise: ${heard}`);
    });
    const [expected, actual] = [canonicalJson(model), canonicalJson(replay.model)];
    if (actual !== expected) found.push(`the model is another: ${excerpts(expected, actual)}`);
    return found;
  }
}

/** An account without a session: hears what one has heard. */
class Replay {
  private state: AccountState | undefined;
  private draft = new ModelDraft(emptyModel);

  get model(): Model {
    return this.draft.current;
  }

  /** Undefined: the input was refused, or is the beginning. */
  hear(heard: Heard): ReducedAccount | undefined {
    if (heard.kind === 'input') return this.take(heard.input, heard.moment);
    this.state = newAccountState(heard.ids, heard.localeId);
    this.draft = new ModelDraft({ ...emptyModel, connection: heard.connection });
    return undefined;
  }

  private take(input: AccountInput, moment: AccountMoment): ReducedAccount | undefined {
    if (!this.state) throw new Error('no account has begun');
    try {
      const reduced = reduceAccount(this.state, input, this.model, moment);
      this.state = reduced.state;
      for (const change of reduced.changes) this.draft.apply(change);
      return reduced;
    } catch (error) {
      if (error instanceof FailureError) return undefined;
      throw error;
    }
  }
}

/** Changes, signals and effects, short. */
function outputOf(reduced: ReducedAccount | undefined): string {
  if (!reduced) return '';
  const { changes, toWrite, signals, effects } = reduced;
  return createHash('sha256').update(canonicalJson({ changes, toWrite, signals, effects })).digest('base64');
}

/** Where two texts part. */
function excerpts(expected: string, actual: string): string {
  let at = 0;
  while (at < expected.length && expected[at] === actual[at]) at += 1;
  const around = (text: string): string => text.slice(Math.max(0, at - 100), at + 100);
  return `${around(expected)} … became … ${around(actual)}`;
}
