// Draws the sounds of Parley (resources/sounds) from numbers: notes of a few partials that fade. Run after a change here; the files
// are kept, so that nobody needs to run it otherwise: node scripts/draw-sounds.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const rate = 44_100;

/** Pitch in hertz, when it begins and how long it takes to fade to a third, in seconds, and how loud it is. */
const sounds = {
  /** Two rising notes, twice: somebody waits. */
  invitation: {
    lengthS: 1.3,
    notes: [
      { pitch: 587.33, at: 0, fade: 0.16, loud: 0.32 },
      { pitch: 880, at: 0.15, fade: 0.26, loud: 0.34 },
      { pitch: 587.33, at: 0.55, fade: 0.16, loud: 0.26 },
      { pitch: 880, at: 0.7, fade: 0.24, loud: 0.28 },
    ],
  },
  /** One short drop. */
  message: {
    lengthS: 0.45,
    notes: [
      { pitch: 1046.5, at: 0, fade: 0.05, loud: 0.2 },
      { pitch: 783.99, at: 0.06, fade: 0.1, loud: 0.26 },
    ],
  },
  /** A low note that rests on the one below it. */
  alert: {
    lengthS: 0.7,
    notes: [
      { pitch: 493.88, at: 0, fade: 0.12, loud: 0.28 },
      { pitch: 369.99, at: 0.14, fade: 0.18, loud: 0.28 },
    ],
  },
};

/** Of a soft bell: how loud each multiple of the pitch is, and how much sooner it is gone. */
const partials = [
  { times: 1, loud: 1, fade: 1 },
  { times: 2, loud: 0.22, fade: 0.6 },
  { times: 3.01, loud: 0.09, fade: 0.35 },
];
const attackS = 0.006;
/** The end comes to nothing, so that nothing clicks. */
const releaseS = 0.03;

function sampleAt(timeS, { lengthS, notes }) {
  const end = Math.min(1, (lengthS - timeS) / releaseS);
  let sum = 0;
  for (const { pitch, at, fade, loud } of notes) {
    const since = timeS - at;
    if (since < 0) continue;
    const attack = Math.min(1, since / attackS);
    for (const partial of partials) {
      const decay = Math.exp(-since / (fade * partial.fade));
      sum += attack * decay * loud * partial.loud * Math.sin(2 * Math.PI * pitch * partial.times * since);
    }
  }
  return Math.max(-1, Math.min(1, sum * Math.max(0, end)));
}

/** 16-bit PCM, one channel. */
function waveFile(sound) {
  const count = Math.round(sound.lengthS * rate);
  const file = Buffer.alloc(44 + count * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + count * 2, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(count * 2, 40);
  for (let index = 0; index < count; index += 1) {
    file.writeInt16LE(Math.round(sampleAt(index / rate, sound) * 32_767), 44 + index * 2);
  }
  return file;
}

const folder = resolve(import.meta.dirname, '../resources/sounds');
mkdirSync(folder, { recursive: true });
for (const [name, sound] of Object.entries(sounds))
  writeFileSync(resolve(folder, `parley-${name}.wav`), waveFile(sound));
