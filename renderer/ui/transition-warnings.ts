import type { TransitionWarning } from '#shared/domain/transition/plan-transition.ts';

/** What is to be said of a transition, and what to do. */
export const TRANSITION_WARNING_WORDS: Readonly<Record<TransitionWarning, string>> = {
  'not-analysed': 'A track is not analysed: this is a plain crossfade. Analyse both to mix them on their beats.',
  'too-short': 'A track is too short to be mixed by bars: this is a plain crossfade.',
  'past-end': 'The mix goes on after the end of the first track. Begin it earlier, or make it shorter.',
  'before-start': 'The next track begins only within the mix. Shift it, or mix in later.',
  'pitch-range': 'A track is pitched beyond the range of your decks.',
  'keys-clash': 'The keys clash as they are heard.',
  bass: 'Both tracks have strong bass at the same time. Swap the bass, or move the mix.',
  vocals: 'There may be voices in both tracks at the same time.',
};
