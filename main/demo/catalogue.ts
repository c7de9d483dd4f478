import { BROKEN_TRACKS } from './catalogue-broken.ts';
import { HOUSE_TRACKS } from './catalogue-house.ts';
import { TECHNO_TRACKS } from './catalogue-techno.ts';
import type { DemoTrack } from './demo-track.ts';

/** The demo library: 24 invented tracks of 60 to 90 seconds, 88 to 174 BPM, all round the Camelot wheel. */
export const DEMO_TRACKS: readonly DemoTrack[] = [...HOUSE_TRACKS, ...TECHNO_TRACKS, ...BROKEN_TRACKS];
