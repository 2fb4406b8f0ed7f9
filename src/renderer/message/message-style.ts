// The look of a whole message: what can be sent (protocol.md 5.10), and what of it CSS is told. Pure.
import type { MessageBody, MessageStyle } from '../../shared/domain/message';
import type { CommandId } from '../../shared/commands/commands';
import { isCommandOn, type PressedKeys } from '../commands/match-chord';
import { readableColor } from './contrast';
import { fontFamily } from './fonts';

export const plainStyle: MessageStyle = { bold: false, italic: false, underline: false, strike: false };

export type StyleToggle = 'bold' | 'italic' | 'underline' | 'strike' | 'rightToLeft';

export function isPlain(style: MessageStyle): boolean {
  const { font, bold, italic, underline, strike, color, rightToLeft } = style;
  return !(font || bold || italic || underline || strike || color || rightToLeft);
}

export function isSameLook(one: MessageStyle, other: MessageStyle): boolean {
  const look = ({ font, bold, italic, underline, strike, color, rightToLeft }: MessageStyle): string =>
    JSON.stringify([font ?? '', bold, italic, underline, strike, color ?? '', rightToLeft === true]);
  return look(one) === look(other);
}

/** What is sent: the text exactly as typed; a look that says nothing is left out. */
export function bodyOf(text: string, style: MessageStyle): MessageBody {
  return isPlain(style) ? { text } : { text, style };
}

export function toggled(style: MessageStyle, what: StyleToggle): MessageStyle {
  return withPart(style, { [what]: !style[what] });
}

/** Changes a part; what is switched off or not set leaves no trace, so that equal looks are equal objects. */
export function withPart(
  style: MessageStyle,
  part: { [K in keyof MessageStyle]?: MessageStyle[K] | undefined },
): MessageStyle {
  const { font, bold, italic, underline, strike, color, rightToLeft } = { ...style, ...part };
  return {
    bold: bold ?? false,
    italic: italic ?? false,
    underline: underline ?? false,
    strike: strike ?? false,
    ...(font && { font }),
    ...(color && { color }),
    ...(rightToLeft && { rightToLeft }),
  };
}

/** Property by property, never as one piece of style text: a bad value is dropped by itself. */
export function styleCss(style: MessageStyle | undefined, ground: string): Readonly<Record<string, string>> {
  if (!style) return {};
  const family = fontFamily(style.font);
  const color = style.color === undefined ? undefined : readableColor(style.color, ground);
  const line = [style.underline && 'underline', style.strike && 'line-through'].filter(Boolean).join(' ');
  return {
    ...(family && { fontFamily: family }),
    ...(color && { color }),
    ...(style.bold && { fontWeight: '700' }),
    ...(style.italic && { fontStyle: 'italic' }),
    ...(line && { textDecorationLine: line }),
  };
}

const toggleCommands = ['bold', 'italic', 'underline', 'strike'] as const satisfies readonly (StyleToggle &
  CommandId)[];

/** The toggle of a key press. */
export function styleShortcut(event: PressedKeys, platform: string): StyleToggle | undefined {
  return toggleCommands.find((id) => isCommandOn(id, event, platform));
}
