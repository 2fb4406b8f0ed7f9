// How windows look, as far as a person chooses it.

/** Teal is Parley's own. */
export const accents = ['teal', 'blue', 'violet', 'rose', 'copper', 'graphite'] as const;
export type Accent = (typeof accents)[number];
/** `system`: the hue that was chosen there; Parley's own where there is none. */
export const accentChoices = ['system', ...accents] as const;

/** Of the letters, in hundredths of their usual size; apart from the zoom of a window. */
export const textSizes = [90, 100, 110, 125, 150, 175, 200] as const;

export const motions = ['system', 'reduced'] as const;
