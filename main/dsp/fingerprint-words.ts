/** Semitones of an octave. */
export const PITCH_CLASSES = 12;

/**
 * What one filter of the fingerprint looks at: how much more there is in the one part of a rectangle of the image (frames by
 * pitch classes) than in the other.
 * - whole: all of it. - upper, later: one half against the other. - cross: opposite quarters. - middle-pitch, middle-time: the
 *   middle third against the outer ones.
 */
type Pattern = 'whole' | 'upper' | 'later' | 'cross' | 'middle-pitch' | 'middle-time';

interface Classifier {
  readonly pattern: Pattern;
  readonly pitch: number;
  readonly pitches: number;
  readonly frames: number;
  /** Between them lie the four answers. */
  readonly limits: readonly [number, number, number];
}

const classifier = (
  pattern: Pattern,
  [pitch, pitches, frames]: readonly [number, number, number],
  limits: Classifier['limits'],
): Classifier => ({ pattern, pitch, pitches, frames, limits });

/** @source L. Lalinsky, Chromaprint (MIT), the parameters of its algorithm 2, learned from 60,000 pairs of recordings. */
const CLASSIFIERS: readonly Classifier[] = [
  classifier('whole', [4, 3, 15], [1.98215, 2.35817, 2.63523]),
  classifier('middle-pitch', [4, 6, 15], [-1.03809, -0.651211, -0.282167]),
  classifier('upper', [0, 4, 16], [-0.298702, 0.119262, 0.558497]),
  classifier('cross', [8, 2, 12], [-0.105439, 0.0153946, 0.135898]),
  classifier('cross', [4, 4, 8], [-0.142891, 0.0258736, 0.200632]),
  classifier('middle-pitch', [0, 3, 5], [-0.826319, -0.590612, -0.368214]),
  classifier('upper', [2, 2, 9], [-0.557409, -0.233035, 0.0534525]),
  classifier('later', [7, 3, 4], [-0.0646826, 0.00620476, 0.0784847]),
  classifier('later', [6, 2, 16], [-0.192387, -0.029699, 0.215855]),
  classifier('later', [1, 3, 2], [-0.0397818, -0.00568076, 0.0292026]),
  classifier('middle-time', [10, 1, 15], [-0.53823, -0.369934, -0.190235]),
  classifier('cross', [6, 2, 10], [-0.124877, 0.0296483, 0.139239]),
  classifier('later', [1, 1, 14], [-0.101475, 0.0225617, 0.231971]),
  classifier('cross', [5, 6, 4], [-0.0799915, -0.00729616, 0.063262]),
  classifier('upper', [9, 2, 12], [-0.272556, 0.019424, 0.302559]),
  classifier('cross', [4, 2, 14], [-0.164292, -0.0321188, 0.0846339]),
];

/** Frames that one word is made of. */
export const WORD_FRAMES = 16;
/** Neighbouring answers differ in one bit. */
const GRAY_CODE = [0, 1, 3, 2] as const;

/** Sums over rectangles of the image, in constant time. */
class IntegralImage {
  private readonly sums: Float64Array;

  /** @param image Pitch classes frame after frame, shape [12 * frames]. */
  constructor(image: Float32Array) {
    const width = PITCH_CLASSES + 1;
    this.sums = new Float64Array((image.length / PITCH_CLASSES + 1) * width);
    for (let at = 0, frame = 1; at < image.length; at += PITCH_CLASSES, frame += 1) {
      let row = 0;
      for (let pitch = 0; pitch < PITCH_CLASSES; pitch += 1) {
        row += image[at + pitch];
        this.sums[frame * width + pitch + 1] = this.sums[(frame - 1) * width + pitch + 1] + row;
      }
    }
  }

  area(frame: number, pitch: number, frames: number, pitches: number): number {
    const width = PITCH_CLASSES + 1;
    const { sums } = this;
    const [top, bottom] = [frame * width + pitch, (frame + frames) * width + pitch];
    return sums[bottom + pitches] - sums[bottom] - sums[top + pitches] + sums[top];
  }
}

type Parts = readonly [more: number, less: number];

/** Where parts do not divide evenly, the first of two and the outer of three are rounded down. */
const PARTS: Readonly<Record<Pattern, (image: IntegralImage, frame: number, of: Classifier) => Parts>> = {
  whole: (image, frame, { pitch, frames, pitches }) => [image.area(frame, pitch, frames, pitches), 0],
  upper: (image, frame, { pitch, frames, pitches }) => {
    const half = pitches >> 1;
    return [image.area(frame, pitch + half, frames, pitches - half), image.area(frame, pitch, frames, half)];
  },
  later: (image, frame, { pitch, frames, pitches }) => {
    const half = frames >> 1;
    return [image.area(frame + half, pitch, frames - half, pitches), image.area(frame, pitch, half, pitches)];
  },
  cross: (image, frame, { pitch, frames, pitches }) => {
    const [time, tone] = [frames >> 1, pitches >> 1];
    const more =
      image.area(frame, pitch + tone, time, pitches - tone) + image.area(frame + time, pitch, frames - time, tone);
    const less =
      image.area(frame, pitch, time, tone) + image.area(frame + time, pitch + tone, frames - time, pitches - tone);
    return [more, less];
  },
  'middle-pitch': (image, frame, { pitch, frames, pitches }) => {
    const third = Math.floor(pitches / 3);
    const middle = image.area(frame, pitch + third, frames, third);
    return [middle, image.area(frame, pitch, frames, pitches) - middle];
  },
  'middle-time': (image, frame, { pitch, frames, pitches }) => {
    const third = Math.floor(frames / 3);
    const middle = image.area(frame + third, pitch, third, pitches);
    return [middle, image.area(frame, pitch, frames, pitches) - middle];
  },
};

function answer(image: IntegralImage, frame: number, of: Classifier): number {
  const [more, less] = PARTS[of.pattern](image, frame, of);
  const value = Math.log((1 + more) / (1 + less));
  const [low, middle, high] = of.limits;
  if (value < middle) return value < low ? 0 : 1;
  return value < high ? 2 : 3;
}

/**
 * Turns an image of a recording into words of 32 bits, of which alike sound gives alike ones.
 * @param image Normalised pitch classes, frame after frame, shape [12 * frames].
 * @returns One word for each 16 frames in a row, shape [frames - 15]; empty for less.
 */
export function fingerprintWords(image: Float32Array): Uint32Array {
  const frames = image.length / PITCH_CLASSES;
  const integral = new IntegralImage(image);
  return Uint32Array.from({ length: Math.max(0, frames - WORD_FRAMES + 1) }, (_, frame) =>
    CLASSIFIERS.reduce((word, each) => ((word << 2) | GRAY_CODE[answer(integral, frame, each)]) >>> 0, 0),
  );
}
