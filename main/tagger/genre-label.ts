/** Labels of Discogs name the genre before the style ("Electronic---Deep House"): the style is what a DJ calls a genre. */
export function genreOfLabel(label: string): string {
  const [style = ''] = label.split('---').slice(-1);
  return style.trim() === '' ? label.trim() : style.trim();
}
