// A small set of common emoji; the system's own panel has the rest. Names are under `message.emojis`.

export interface Emoji {
  readonly sign: string;
  readonly name: string;
}

const rows: readonly string[] = [
  '🙂 smile,😀 grin,😄 laugh,😂 tears,😅 sweat,😉 wink,😊 blush,😍 hearts',
  '😎 cool,🤔 thinking,😐 neutral,🙄 rolling,😕 confused,🙁 frown,😢 crying,😭 sobbing',
  '😮 surprised,😱 scared,😡 angry,😴 sleeping,🤒 ill,🤗 hug,🤝 handshake,🙏 thanks',
  '👍 thumbsUp,👎 thumbsDown,👏 applause,👋 wave,👌 ok,✌️ victory,🤞 fingers,💪 strong',
  '❤️ heart,💔 brokenHeart,⭐ star,🔥 fire,🎉 party,🎂 cake,🎁 present,🏆 trophy',
  '☕ coffee,🍕 pizza,🍺 beer,🌞 sun,🌧️ rain,❄️ snow,🌈 rainbow,🌻 flower',
  '✅ done,❌ cross,⚠️ warning,❓ question,💡 idea,⏰ alarm,📅 calendar,📌 pin',
  '📞 phone,💻 computer,📎 paperclip,📈 chart,🚗 car,✈️ plane,🏠 home,🚀 rocket',
];

/** Eight in a row. */
export const emojiRow = 8;
export const emojis: readonly Emoji[] = rows
  .flatMap((row) => row.split(','))
  .map((entry) => {
    const [sign = '', name = ''] = entry.split(' ');
    return { sign, name };
  });
