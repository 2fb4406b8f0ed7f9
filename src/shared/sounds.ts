// The sounds that Parley has of its own (resources/sounds, drawn by scripts/draw-sounds.mjs).

export const soundKinds = ['invitation', 'message', 'alert'] as const;
/** `invitation`: somebody waits for an answer, calls too; `alert`: everything that is neither that nor a message. */
export type SoundKind = (typeof soundKinds)[number];
