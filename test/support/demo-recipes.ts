import { type DemoFormat, demoTrack, type DemoTrack } from '#main/demo/demo-track.ts';
import type { Recipe, StyleName } from '#main/demo/synth/track-spec.ts';
import { bpm, seconds } from '#shared/domain/units.ts';

/** Two bars of a style's drop in A minor at 120 BPM, from 0.1 s on: a bar lasts 2 s, a beat 0.5 s. */
export function shortRecipe(style: StyleName, change: Partial<Recipe> = {}): Recipe {
  return {
    seed: 'test',
    style,
    bpm: bpm(120),
    key: { pitchClass: 9, mode: 'minor' },
    sections: [{ kind: 'drop', bars: 2 }],
    leadIn: seconds(0.1),
    // A cycle of one chord: a track's whole progression is rendered even if two bars of it play.
    progression: '1',
    ...change,
  };
}

/** A demo track of five seconds. */
export function shortDemoTrack(id: string, format: DemoFormat): DemoTrack {
  return demoTrack({
    id,
    title: `Böse = Ümlaut; #${id} (Test Remix)`,
    artist: 'Test & Tester feat. Nobody',
    album: 'Album: one\\two',
    year: 2024,
    label: 'Test Label',
    genre: 'Drum & Bass',
    comment: 'A comment',
    format,
    style: 'techno',
    bpm: 120,
    key: 'Am',
    sections: [{ kind: 'drop', bars: 2 }],
    leadIn: 0,
  });
}
