import type { MusicalKey } from '#shared/domain/key.ts';
import { type KickShape, renderKick } from './drum-kick.ts';
import { renderCrash, renderHat, renderRide } from './drum-metal.ts';
import { renderClap, renderShaker, renderSnare } from './drum-noise.ts';
import { renderCowbell, renderRim, renderSkin } from './drum-pitched.ts';
import { scaleNote, tonicFrom } from './harmony.ts';
import { noteToHertz } from './oscillators.ts';
import type { Random } from './random.ts';
import { type Stereo, monoToStereo } from './stereo.ts';

export type DrumVoice =
  | 'kick'
  | 'snare'
  | 'softSnare'
  | 'crackSnare'
  | 'clap'
  | 'rim'
  | 'closedHat'
  | 'tightHat'
  | 'openHat'
  | 'shaker'
  | 'ride'
  | 'crash'
  | 'lowTom'
  | 'highTom'
  | 'lowConga'
  | 'highConga'
  | 'cowbell';

/** Sounds drawn for each voice: a drummer never strikes twice alike. */
const TAKES = 3;

/** F1 to B1: kicks are tuned to a tonic or fifth between 44 and 62 Hz. */
const KICK_LOWEST_NOTE = 29;
const KICK_HIGHEST_NOTE = 35;

/** Pitch of the kick: the tonic where it is low enough, else the fifth below it. Either supports the key. */
export function kickHertz(key: MusicalKey): number {
  const tonic = tonicFrom(key, KICK_LOWEST_NOTE);
  return noteToHertz(tonic <= KICK_HIGHEST_NOTE ? tonic : tonic - 5);
}

type Maker = (random: Random) => Stereo;

function makers(kick: KickShape, key: MusicalKey): Readonly<Record<DrumVoice, Maker>> {
  const tonic = tonicFrom(key, 48);
  // Skins sound the tonic and the fifth, so that they never argue with the harmony.
  const skin = (bend: number, seconds: number, slap: number, note: number) => (random: Random) =>
    monoToStereo(renderSkin({ bend, seconds, slap }, noteToHertz(note), random));
  const fifth = scaleNote(key, 4, tonic);
  const mono = (render: (random: Random) => Float32Array) => (random: Random) => monoToStereo(render(random));
  return {
    kick: mono((random) => renderKick(kick, kickHertz(key), random)),
    snare: mono((random) =>
      renderSnare(
        { bodyHertz: 186, bodySeconds: 0.055, bodyLevel: 0.75, noiseSeconds: 0.075, noiseHertz: 1900 },
        random,
      ),
    ),
    softSnare: mono((random) =>
      renderSnare(
        { bodyHertz: 168, bodySeconds: 0.075, bodyLevel: 0.85, noiseSeconds: 0.09, noiseHertz: 1300 },
        random,
      ),
    ),
    crackSnare: mono((random) =>
      renderSnare({ bodyHertz: 212, bodySeconds: 0.06, bodyLevel: 0.95, noiseSeconds: 0.06, noiseHertz: 2600 }, random),
    ),
    clap: (random) => renderClap(random),
    rim: mono(renderRim),
    closedHat: mono((random) => renderHat(0.028, random)),
    tightHat: mono((random) => renderHat(0.016, random)),
    openHat: mono((random) => renderHat(0.13, random)),
    shaker: mono((random) => renderShaker(random)),
    ride: mono(renderRide),
    crash: (random) => renderCrash(0.75, random),
    lowTom: skin(0.5, 0.14, 0.2, tonic - 5),
    highTom: skin(0.5, 0.11, 0.2, tonic),
    lowConga: skin(0.12, 0.085, 0.35, fifth),
    highConga: skin(0.1, 0.055, 0.45, tonic + 12),
    cowbell: mono(() => renderCowbell(noteToHertz(tonic + 24))),
  };
}

/** The drums of a track. Sounds are rendered when first played. */
export class DrumKit {
  readonly #makers: Readonly<Record<DrumVoice, Maker>>;
  readonly #random: Random;
  readonly #takes = new Map<DrumVoice, readonly Stereo[]>();

  constructor(kick: KickShape, key: MusicalKey, random: Random) {
    this.#makers = makers(kick, key);
    this.#random = random;
  }

  /** One of the voice's takes, peak 1. Kicks are always the same: they carry the beat. */
  sound(voice: DrumVoice): Stereo {
    let takes = this.#takes.get(voice);
    if (!takes) {
      takes = Array.from({ length: voice === 'kick' ? 1 : TAKES }, () => this.#makers[voice](this.#random));
      this.#takes.set(voice, takes);
    }
    return takes[Math.floor(this.#random() * takes.length)];
  }
}
