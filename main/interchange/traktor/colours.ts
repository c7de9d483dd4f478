/** The colours that Traktor has for tracks, by its numbers from 1: red, orange, yellow, green, blue, violet, magenta. */
export const TRACK_COLOURS: readonly string[] = [
  '#ff0000',
  '#ff8000',
  '#ffff00',
  '#00ff00',
  '#0000ff',
  '#8000ff',
  '#ff00ff',
];
