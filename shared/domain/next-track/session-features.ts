import { counted, type FeatureSources, nearness, PairFeatures } from './pair-features.ts';
import type { Faded } from './play-history.ts';
import { freshShare, goesOn, inAlikeSessions, knownShare, replays, type Row } from './session-matches.ts';
import { FEATURE_COUNT, FEATURE_INDEX as INDEX } from './track-features.ts';

const SHORT_SECONDS = 75;
const RECENT = { near: 6, genre: 8, tempo: 4, added: 12, night: 30, artist: 10 } as const;
/** Tracks that came in within some places of each other are of one purchase. */
const CLUSTER_PLACES = 12;
const CLUSTER = Float64Array.from({ length: 10 * CLUSTER_PLACES }, (_, places) => Math.exp(-places / CLUSTER_PLACES));

/** Sums what the last tracks of a session say of all others; what is further back counts less. */
function fadedSum(rows: readonly Faded[], fade: number): Row {
  const sums = new Map<number, number>();
  for (const [back, row] of rows.entries()) {
    const weight = fade ** back;
    for (const [track, value] of row.entries()) sums.set(track, (sums.get(track) ?? 0) + value * weight);
  }
  return sums;
}

/** A session so far, and what would come next. */
export class SessionFeatures {
  private readonly sources: FeatureSources;
  private readonly day: number;
  private readonly pair: PairFeatures;
  private readonly replays: Row;
  private readonly goesOn: Row;
  private readonly alike: Row;
  private readonly together: Row;
  private readonly night: Row;
  private readonly genres = new Map<number, number>();
  private readonly artists: ReadonlySet<number>;
  private readonly tempo: number;
  private readonly addedHere: readonly number[];
  /** null while nothing was played: there is no newest then. */
  private readonly newest: number | null;
  private readonly fresh: number;
  private readonly known: number;

  /** @param played Tracks of the session in their order; none for what opens it. */
  constructor(sources: FeatureSources, played: readonly number[], day: number) {
    const { tracks, history } = sources;
    this.sources = sources;
    this.day = day;
    this.newest = history.newestAdded;
    this.pair = new PairFeatures(sources, played.at(-1) ?? -1, day);
    this.replays = replays(history, played, day);
    this.goesOn = goesOn(history, played, day);
    this.alike = inAlikeSessions(history, played, day);
    this.fresh = freshShare(history, played) - 0.5;
    this.known = knownShare(history, played);
    const backwards = played.toReversed();
    const near = backwards.slice(0, RECENT.near).map((track) => history.near(track, day));
    this.together = fadedSum(near, 0.8);
    const night = backwards.slice(0, RECENT.night).map((track) => history.night(track, day));
    this.night = fadedSum(night, 0.95);
    const recent = backwards.slice(0, RECENT.genre);
    for (const track of recent) {
      const genre = tracks.genre[track] ?? -1;
      this.genres.set(genre, (this.genres.get(genre) ?? 0) + 1 / recent.length);
    }
    this.artists = new Set(backwards.slice(0, RECENT.artist).map((track) => tracks.artist[track] ?? -1));
    const tempi = backwards
      .slice(0, RECENT.tempo)
      .map((track) => tracks.logTempo[track] ?? Number.NaN)
      .filter((tempo) => !Number.isNaN(tempo));
    this.tempo = tempi.reduce((sum, tempo) => sum + tempo, 0) / tempi.length;
    this.addedHere = backwards.slice(0, RECENT.added).map((track) => tracks.added[track] ?? 0);
  }

  /** Fills FEATURE_COUNT numbers from `at` on. */
  write(to: number, out: Float64Array, at: number): void {
    out.fill(0, at, at + FEATURE_COUNT);
    this.pair.write(to, out, at);
    this.writeHistory(to, out, at);
    const { tracks } = this.sources;
    out[at + INDEX.genreHere] = this.genres.get(tracks.genre[to] ?? -1) ?? 0;
    const artist = tracks.artist[to] ?? -1;
    if (artist >= 0 && this.artists.has(artist)) out[at + INDEX.artistHere] = 1;
    const octaves = Math.abs((tracks.logTempo[to] ?? Number.NaN) - this.tempo);
    if (!Number.isNaN(octaves)) out[at + INDEX.tempoHere] = Math.min(octaves, 0.5) * 4;
    this.writeAdded(to, out, at);
    const seconds = tracks.seconds[to] ?? 0;
    if (seconds > 0 && seconds < SHORT_SECONDS) out[at + INDEX.short] = 1;
  }

  private writeHistory(to: number, out: Float64Array, at: number): void {
    const { sources, day } = this;
    const { history } = sources;
    // Most tracks are in no session, and done with here.
    if (history.isKnown(to)) {
      out[at + INDEX.replays] = counted(3 * (this.replays.get(to) ?? 0));
      // How far a session goes the way of an earlier one shows in what was played so far.
      out[at + INDEX.goesOn] = this.known * counted(5 * (this.goesOn.get(to) ?? 0));
      out[at + INDEX.alikeSessions] = counted(5 * (this.alike.get(to) ?? 0));
      out[at + INDEX.together] = counted(3 * (this.together.get(to) ?? 0));
      out[at + INDEX.sameNight] = counted(this.night.get(to) ?? 0);
    }
    if (history.wasPlayed(to)) {
      out[at + INDEX.plays] = counted(history.playsOf(to, day));
      out[at + INDEX.latePlays] = counted(history.latePlaysOf(to, day));
      out[at + INDEX.justPlayed] = Math.exp(-history.daysSince(to, day) / 10);
    } else {
      out[at + INDEX.neverPlayed] = 1;
      out[at + INDEX.freshNew] = this.fresh;
    }
  }

  private writeAdded(to: number, out: Float64Array, at: number): void {
    const { tracks, history } = this.sources;
    const [added = 0, spread = 0] = [tracks.added[to], tracks.addedSpread[to]];
    if (this.newest !== null) {
      out[at + INDEX.addedAge] = -Math.min(3, Math.max(spread, Math.abs(added - this.newest)) / 200);
    }
    if (this.addedHere.length === 0) return;
    let apart = Number.POSITIVE_INFINITY;
    let together = 0;
    for (const here of this.addedHere) {
      const places = Math.max(spread, Math.abs(added - here));
      if (places < apart) apart = places;
      if (places < CLUSTER.length) together += CLUSTER[places] ?? 0;
    }
    const near = nearness(apart);
    const cluster = counted(together);
    out[at + INDEX.addedNear] = near;
    out[at + INDEX.addedCluster] = cluster;
    out[at + INDEX.addedFresh] = this.fresh * near;
    if (history.wasPlayed(to)) return;
    out[at + INDEX.addedNearNew] = near;
    out[at + INDEX.addedClusterNew] = cluster;
  }
}
