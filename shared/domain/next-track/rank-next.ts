import { type FeatureSources, PairFeatures, PLAIN_TERMS } from './pair-features.ts';
import { SessionFeatures } from './session-features.ts';
import { FEATURE_COUNT, FEATURES, type FeatureGroup, PAIR_FEATURE_COUNT } from './track-features.ts';

/** What the user makes of each group: 1 = as learned, 0 = not counted. */
export type GroupFactors = Readonly<Partial<Record<FeatureGroup, number>>>;

export interface NextTrackQuestion {
  /** What was played so far, in its order; none for what opens a session. */
  readonly played: readonly number[];
  /** What comes after the place in question, where that is known. */
  readonly after?: number;
  /** In days since 1970. */
  readonly day: number;
  readonly factors?: GroupFactors;
}

/** How likely tracks come next, by what was learned. Higher is likelier; the scale is that of log chances. */
export class NextTrackScorer {
  private readonly session: SessionFeatures;
  private readonly question: NextTrackQuestion;
  private readonly weights: Float64Array;
  private readonly buffer = new Float64Array(FEATURE_COUNT);
  private readonly onwards = new Float64Array(FEATURE_COUNT);
  private readonly onwardSources: FeatureSources;

  constructor(sources: FeatureSources, weights: readonly number[], question: NextTrackQuestion) {
    const { factors = {} } = question;
    // The step that is wanted is that to the candidate.
    this.onwardSources = { ...sources, terms: { ...(sources.terms ?? PLAIN_TERMS), energyStep: 0 } };
    this.question = question;
    this.session = new SessionFeatures(sources, question.played, question.day);
    this.weights = Float64Array.from(FEATURES, ([, group], index) => (weights[index] ?? 0) * (factors[group] ?? 1));
  }

  score(track: number): number {
    this.fill(track);
    let score = 0;
    for (let feature = 0; feature < FEATURE_COUNT; feature += 1) {
      score += (this.weights[feature] ?? 0) * (this.buffer[feature] ?? 0);
    }
    return score;
  }

  /** What each group adds to the score. */
  parts(track: number): Map<FeatureGroup, number> {
    this.fill(track);
    const parts = new Map<FeatureGroup, number>();
    for (const [feature, [, group]] of FEATURES.entries()) {
      parts.set(group, (parts.get(group) ?? 0) + (this.weights[feature] ?? 0) * (this.buffer[feature] ?? 0));
    }
    return parts;
  }

  /** The features as they come; what leads on from the track to the one after it counts like what leads to it. */
  private fill(track: number): void {
    this.session.write(track, this.buffer, 0);
    const { after, day } = this.question;
    if (after === undefined) return;
    const { onwards } = this;
    onwards.fill(0);
    new PairFeatures(this.onwardSources, track, day).write(after, onwards, 0);
    for (let feature = 0; feature < PAIR_FEATURE_COUNT; feature += 1) {
      this.buffer[feature] = (this.buffer[feature] ?? 0) + (onwards[feature] ?? 0);
    }
  }
}
