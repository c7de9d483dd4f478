import type { SuggestionGroup } from '#shared/contract/suggestions.ts';

interface GroupLook {
  readonly name: string;
  /** What it is, for the slider. */
  readonly help: string;
  readonly colour: string;
}

/** How each group is called and drawn; the name always stands beside the colour. */
export const GROUP_LOOKS: Readonly<Record<SuggestionGroup, GroupLook>> = {
  history: { name: 'Played together', help: 'What you played after and around it', colour: 'oklch(0.70 0.15 320)' },
  plays: { name: 'Plays', help: 'How often and how lately you played it', colour: 'oklch(0.66 0.14 20)' },
  key: { name: 'Key', help: 'The move on the Camelot wheel', colour: 'oklch(0.68 0.13 255)' },
  tempo: { name: 'Tempo', help: 'How little the tempo has to change', colour: 'oklch(0.72 0.13 165)' },
  energy: { name: 'Energy', help: 'The step up or down', colour: 'oklch(0.75 0.14 65)' },
  genre: { name: 'Genre', help: 'Which genres go with which', colour: 'oklch(0.72 0.12 110)' },
  sound: { name: 'Sound', help: 'How alike the two sound', colour: 'oklch(0.70 0.11 210)' },
  added: { name: 'Date added', help: 'Tracks that came into your collection together', colour: 'oklch(0.62 0.03 260)' },
};

/** "+1.2", "−0.4": more or less likely than the average, as a log chance. */
export const pointsText = (points: number): string => `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`;
