// Whether a message is nothing but a few emoji, which are then shown larger. Pure.

const most = 3;
const longest = 40;
const emoji =
  /^(?:\p{Emoji_Presentation}|\p{Emoji_Modifier_Base}\p{Emoji_Modifier}|\p{Emoji}\uFE0F|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3)/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export function isEmojiOnly(text: string): boolean {
  const signs = text.replace(/\s/gu, '');
  // Nearly every message ends here, without the work of finding its clusters.
  if (signs.length > longest || !emoji.test(signs)) return false;
  const clusters = [...segmenter.segment(signs)];
  return clusters.length <= most && clusters.every(({ segment }) => emoji.test(segment));
}
