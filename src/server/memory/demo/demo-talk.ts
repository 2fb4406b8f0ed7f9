// What the people of the demo say: how they open a conversation and what they answer. Short, friendly, and each with some of
// what a message can be: looks, links, emoji, scripts from right to left, several lines.
import type { ImFormat } from '../../../protocol/im-format';
import type { Random } from '../../base/seeded-random';

export interface Line {
  readonly text: string;
  /** In place of the person's usual look. */
  readonly look?: Partial<ImFormat>;
}

export interface Opening {
  readonly subject: string;
  /** The message of the invitation. */
  readonly text: string;
  /** Said once the invitation is accepted. */
  readonly then?: string;
}

/** By the name before the `@`. */
export const openings: Readonly<Record<string, readonly Opening[]>> = {
  lee: [
    {
      subject: 'Delivery slot',
      text: 'Hi Dana! The noon slot has become free. Shall I keep it for you?',
      then: 'Gate 4, as always. The driver has the papers.',
    },
    { subject: 'Truck at the gate', text: 'The truck is half an hour early 🚚 Can somebody open gate 4?' },
  ],
  mei: [
    {
      subject: 'Samples',
      text: 'The new samples are in ✨ Do you want to see the numbers first, or the pictures?',
      then: 'Numbers: 0.12 mm, and all forty inside the limits. Pictures follow 📷',
    },
  ],
  tom: [
    {
      subject: 'Your new keyboard',
      text: 'Your keyboard has arrived. It has all the keys, I counted.',
      then: 'Test it with this:\n  if (awake) { coffee -= 1; }\nIt should print nothing and feel good.',
    },
    { subject: 'Short restart', text: 'I restart the printer server at five past. Anything still in the queue?' },
  ],
  chloe: [
    {
      subject: 'Which blue?',
      text: 'I cannot decide on a blue for the labels. Do you have a minute for me?',
      then: 'Sea or sky? Here they are: https://example.com/labels/blue',
    },
  ],
  amira: [
    {
      subject: 'الترجمة جاهزة',
      text: 'مرحباً دانا، الترجمة جاهزة 😊',
      then: 'هل نراجعها معاً؟ (The translation is ready. Shall we go through it together?)',
    },
  ],
  kim: [
    {
      subject: 'Twelve boxes',
      text: 'We count twelve boxes more than the list says. Were they yours?',
      then: 'No hurry. They stand in hall B, row 9, and look innocent.',
    },
  ],
};

type Kind =
  'greeting' | 'thanks' | 'bye' | 'look' | 'link' | 'help' | 'time' | 'arabic' | 'emoji' | 'question' | 'other';

const kinds: readonly (readonly [Kind, RegExp])[] = [
  ['link', /https?:\/\/\S/iu],
  ['arabic', /[\u0590-\u06ff]/u],
  ['look', /\b(bold|italics?|underlined?|colou?rs?|fonts?|formatt?(ed|ing)?)\b/iu],
  ['thanks', /\b(thanks?|thank you|thx|cheers|merci|danke|gracias)\b/iu],
  ['bye', /\b(bye|see you|good ?night|talk later|have a nice)\b/iu],
  ['help', /\b(help|problem|broken|stuck|error|does ?n.t work|fail(s|ed)?)\b/iu],
  ['greeting', /^\s*(hi|hello|hey|morning|good (morning|afternoon|evening)|hola|salut|hallo)\b/iu],
  ['time', /\b(when|what time|noon|today|tomorrow|monday|o.clock|\d{1,2}:\d{2}|\d{1,2} ?(am|pm))\b/iu],
  ['question', /\?\s*$/u],
  ['emoji', /\p{Extended_Pictographic}/u],
];

const answers: Readonly<Record<Kind, readonly (string | Line)[]>> = {
  greeting: ['Hi Dana, good to hear from you!', 'Hello! How is your day going?', 'Hey 👋 What can I do for you?'],
  thanks: ["You're welcome!", 'Any time 🙂', 'Gladly. That is what colleagues are for.'],
  bye: ['See you, Dana!', 'Bye, and have a good one 👋', 'Talk soon.'],
  look: [
    { text: 'Like this? Bold and red.', look: { bold: true, color: '#d01616' } },
    { text: 'Italics suit you. Look, I can do them too.', look: { italic: true, color: '#5b2da8' } },
    { text: 'underlined, typewritten, and green', look: { underline: true, font: 'Courier New', color: '#107c10' } },
    { text: 'And sometimes one takes it back.', look: { strikethrough: true } },
  ],
  link: [
    'Thanks, opening it now.',
    'Got it. I read it after lunch.',
    'Nice find! I know another one: https://example.com/more',
  ],
  help: [
    'Oh no. Tell me what you see, and we find it together.',
    'Have you tried it once more? I ask because it helped me yesterday.',
    'I come over in five minutes.',
  ],
  time: ['That works for me.', 'Half past would be even better, if you can.', 'Let me look… yes, I am free then. 👍'],
  arabic: [{ text: 'شكراً جزيلاً 🌷', look: { rightToLeft: true, font: 'Tahoma', charset: 0xb2 } }],
  emoji: ['😄', 'Ha! 🎉', '👍👍'],
  question: [
    'Good question. I think so, but let me make sure.',
    'Yes!',
    'I would say: tomorrow rather than today.',
    'Not that I know. Shall I ask around?',
  ],
  other: [
    'All right, I take care of it.',
    'Understood.',
    'Sounds good to me.',
    'Noted ✍️',
    'Interesting, tell me more.',
    'Fine. I write it down for the others as well.',
  ],
};

/** What some would rather say when nothing calls for more. */
const ownWords: Readonly<Record<string, readonly string[]>> = {
  lee: ['I put it on the next truck.', 'Gate 4 knows about it now.'],
  mei: ['I measured it twice to be sure: 0.12 mm.', 'Within the limits, all of it ✅'],
  tom: ['Works on my machine. Let me look at yours.', 'I open a ticket:\n  #4711  "it does things"\nDone.'],
  chloe: ['Très bien! I make a sketch of it 🎨', 'More space between the lines, and it is perfect.'],
  amira: ['حسناً، فهمت.', 'ممتاز! (Excellent!)'],
  kim: ['Row 9, shelf 2. I had it in my hands a minute ago.', 'That makes 12,409 boxes.'],
  marcus: ['Please mind the wet floor in hall B.', 'Helmets on, and then gladly.'],
  jonas: ['As soon as pump 7 lets me go.', 'I bring the big wrench.'],
  elena: ['Хорошо, сделаем.', 'I ask for three offers, as always.'],
  rosa: ['Wonderful! There is cake at three, by the way 🍰', 'I put it into the newsletter.'],
  grace: ['I tell them as soon as they come by the front desk.', 'Your parcel is still here 📦'],
};

/** What the person with this id answers; `last`: what was said before, so as not to say it again. */
export function answerTo(id: string, text: string, random: Random, last?: string): Line {
  const kind = kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';
  const own = kind === 'other' || kind === 'question' ? (ownWords[id] ?? []) : [];
  const lines = [...answers[kind], ...own].map((line) => (typeof line === 'string' ? { text: line } : line));
  const fresh = lines.filter((line) => line.text !== last);
  const choices = fresh.length > 0 ? fresh : lines;
  return choices[Math.floor(random() * choices.length)] ?? { text: '🙂' };
}

/** Said on joining a conversation with several people. */
export const greetingsToAll: readonly string[] = ['Hello everybody 👋', 'Hi all!', 'Here I am.'];
