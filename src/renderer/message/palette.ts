// The colours that can be chosen for a message. Any other colour that arrives is shown all the same.

export interface PaletteColor {
  /** As it goes over the wire. */
  readonly color: string;
  /** Its name, under `message.colors`. */
  readonly name: string;
}

/** From warm to cool, then the neutral ones; five in a row. */
export const palette: readonly PaletteColor[] = [
  { color: '#ff0000', name: 'red' },
  { color: '#c71585', name: 'raspberry' },
  { color: '#ff00ff', name: 'magenta' },
  { color: '#800080', name: 'purple' },
  { color: '#800000', name: 'maroon' },
  { color: '#ff8000', name: 'orange' },
  { color: '#a05000', name: 'brown' },
  { color: '#808000', name: 'olive' },
  { color: '#008000', name: 'green' },
  { color: '#008080', name: 'teal' },
  { color: '#0000ff', name: 'blue' },
  { color: '#0080c0', name: 'sky' },
  { color: '#000080', name: 'navy' },
  { color: '#404040', name: 'darkGrey' },
  { color: '#808080', name: 'grey' },
];
