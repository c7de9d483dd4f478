import { playAdditive } from './engine-additive.ts';
import { playFm } from './engine-fm.ts';
import { playString } from './engine-string.ts';
import { playSubtractive } from './engine-subtractive.ts';
import { playVoice } from './engine-voice.ts';
import type { NoteEvent, Patch } from './patch.ts';
import type { Random } from './random.ts';
import type { Stereo } from './stereo.ts';

/** Adds one note to `out` with the engine that the patch asks for. */
export function playNote(patch: Patch, out: Stereo, note: NoteEvent, random: Random): void {
  switch (patch.engine) {
    case 'subtractive':
      return playSubtractive(patch, out, note, random);
    case 'fm':
      return playFm(patch, out, note, random);
    case 'additive':
      return playAdditive(patch, out, note, random);
    case 'string':
      return playString(patch, out, note, random);
    case 'voice':
      return playVoice(patch, out, note, random);
  }
}
