// One person of the demo in conversation: accepts or declines after a human pause, reads, types, answers.
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { ImFormat } from '../../../protocol/im-format';
import { between, pick, type Random } from '../../base/seeded-random';
import type { DemoSeat } from './demo-seat';
import type { Persona } from './demo-people';
import { answerTo, greetingsToAll, type Line, type Opening } from './demo-talk';
import type { Pace } from './pace';

export interface DemoPerson {
  readonly persona: Persona;
  /** Starts a conversation; `onClosed`: the invitation is no longer open, taken or not. `false`: could not be sent. */
  invite(to: string, opening: Opening, onClosed: () => void): boolean;
  /** Whether a conversation with this person is going on. */
  isTalkingTo(uri: string): boolean;
  stop(): void;
}

export interface DemoPersonParts {
  readonly persona: Persona;
  readonly seat: DemoSeat;
  readonly random: Random;
  readonly pace: Pace;
  /** Whether a URI is one of the demo's: they do not answer each other, or they would never end. */
  readonly isOfDemo: (uri: string) => boolean;
}

interface Talk {
  /** The others, in lower case. */
  readonly others: Set<string>;
  /** What was said to us before we were connected. */
  unanswered?: string;
  /** What we say first once the other side accepted. */
  opening?: string;
  isConnected: boolean;
  onInvitationClosed?: () => void;
  lastSaid?: string;
  cancelNext: () => void;
}

/** An invitation that nobody answers is taken back. */
const patienceMs = 60_000;

export function createDemoPerson({ persona, seat, random, pace, isOfDemo }: DemoPersonParts): DemoPerson {
  const self = persona.record.uri.toLowerCase();
  const id = self.slice('sip:'.length, self.indexOf('@'));
  const talks = new Map<number, Talk>();

  const newTalk = (confId: number, others: readonly string[], more: Partial<Talk> = {}): Talk => {
    talks.get(confId)?.cancelNext();
    const talk: Talk = {
      others: new Set(others.map((uri) => uri.toLowerCase())),
      isConnected: false,
      cancelNext: () => undefined,
      ...more,
    };
    talks.set(confId, talk);
    return talk;
  };

  /** One thing at a time in a conversation: what was about to happen gives way. */
  const next = (talk: Talk, lowMs: number, highMs: number, run: () => void): void => {
    talk.cancelNext();
    talk.cancelNext = pace.after(between(random, lowMs, highMs), run);
  };

  const say = (confId: number, talk: Talk, line: Line): void => {
    next(talk, 600, 1_800, () => {
      seat.act(confId, { kind: 'notifyComposing', state: 'composing' });
      const typingMs = Math.min(700 + line.text.length * 45, 4_500);
      next(talk, typingMs, typingMs + 400, () => {
        talk.lastSaid = line.text;
        seat.act(confId, { kind: 'sendMessage', message: { content: line.text, format: lookOf(persona, line) } });
      });
    });
  };

  const hear = (confId: number, talk: Talk, text: string): void => {
    if (!isAddressed(text, talk)) return;
    say(confId, talk, answerTo(id, text, random, talk.lastSaid));
  };

  /** Among several of the demo one answers, and whoever is called by name. */
  const isAddressed = (text: string, talk: Talk): boolean => {
    const ours = [self, ...[...talk.others].filter(isOfDemo)].sort();
    if (ours.length === 1) return true;
    const firstName = persona.record.name.split(' ')[0] ?? '';
    if (text.toLowerCase().includes(firstName.toLowerCase())) return true;
    return ours[[...text].length % ours.length] === self;
  };

  const end = (confId: number): void => {
    const talk = talks.get(confId);
    if (!talk) return;
    talks.delete(confId);
    talk.cancelNext();
    talk.onInvitationClosed?.();
  };

  const receive = (confId: number, inviter: string, text: string | undefined): void => {
    const talk = newTalk(confId, [inviter], text ? { unanswered: text } : {});
    next(talk, 1_500, 4_000, () => {
      const isWelcome = persona.manner === 'answers';
      seat.act(confId, { kind: isWelcome ? 'acceptImSession' : 'terminateImSession' });
    });
  };

  const connected = (confId: number, talk: Talk): void => {
    if (talk.isConnected) return;
    talk.isConnected = true;
    // The timer that would have taken the invitation back.
    talk.cancelNext();
    const { opening, unanswered } = talk;
    talk.onInvitationClosed?.();
    delete talk.onInvitationClosed;
    if (opening !== undefined) say(confId, talk, { text: opening });
    // By then it is known who else came.
    else if (unanswered !== undefined) next(talk, 300, 600, () => hear(confId, talk, unanswered));
    else if (talk.others.size > 1) say(confId, talk, { text: pick(random, greetingsToAll) ?? '' });
  };

  const follow = (confId: number, update: ConferenceUpdate): void => {
    if (update.kind === 'imSessionReceived') return receive(confId, update.inviter.uri ?? '', update.message?.content);
    const talk = talks.get(confId);
    if (!talk) return;
    switch (update.kind) {
      case 'participant':
        if (update.uri.toLowerCase() !== self) talk.others.add(update.uri.toLowerCase());
        return;
      case 'participantRemoved':
        talk.others.delete(update.uri.toLowerCase());
        return;
      case 'imSessionState':
        if (update.state === 'connected') connected(confId, talk);
        if (update.state === 'terminated') end(confId);
        return;
      case 'messageReceived': {
        const sender = (update.sender ?? '').toLowerCase();
        if (sender === self || isOfDemo(sender)) return;
        if (talk.isConnected) hear(confId, talk, update.message.content);
        else talk.unanswered = update.message.content;
        return;
      }
      default:
    }
  };

  const unsubscribe = seat.onConference(({ confId, updates }) => {
    for (const update of updates) follow(confId, update);
  });

  return {
    persona,
    invite(to, { subject, text, then }, onClosed) {
      const message = { content: text, format: lookOf(persona, { text }) };
      const confId = seat.act(0, { kind: 'initiateImSession', uris: [to], subject, message });
      if (confId === undefined) return false;
      const talk = newTalk(confId, [to], {
        onInvitationClosed: onClosed,
        ...(then !== undefined && { opening: then }),
      });
      next(talk, patienceMs, patienceMs, () => {
        seat.act(confId, { kind: 'terminateImSession' });
        end(confId);
      });
      return true;
    },
    isTalkingTo: (uri) => [...talks.values()].some(({ others }) => others.has(uri.toLowerCase())),
    stop() {
      unsubscribe();
      for (const confId of [...talks.keys()]) end(confId);
      seat.close();
    },
  };
}

const plain: ImFormat = {
  font: 'Segoe UI',
  bold: false,
  italic: false,
  underline: false,
  strikethrough: false,
  color: '#000000',
  charset: 0,
  pitch: 'variable',
  family: 'swiss',
  rightToLeft: false,
};

function lookOf(persona: Persona, line: Line): ImFormat {
  const look = { ...plain, ...persona.look, ...line.look };
  // A person who writes from right to left may answer in English.
  const startsRightToLeft = /^[^\p{L}]*[\u0590-\u08ff]/u.test(line.text);
  return { ...look, rightToLeft: startsRightToLeft };
}
