import { describe, expect, test } from 'vitest';
import { StateVariableFilter } from '#main/demo/synth/filters.ts';
import { chordNotes, scaleNote, tonicFrom } from '#main/demo/synth/harmony.ts';
import { integratedLoudness } from '#main/demo/synth/loudness.ts';
import { noteToHertz, saw, sine } from '#main/demo/synth/oscillators.ts';
import { eventsOfBar, melodicStep, parsePattern } from '#main/demo/synth/pattern.ts';
import { createStereo, SAMPLE_RATE } from '#main/demo/synth/stereo.ts';
import { playsIn } from '#main/demo/synth/timeline.ts';
import { musicalKey } from '#shared/domain/key.ts';

const A_MINOR = musicalKey(9, 'minor');

describe('harmony', () => {
  test('the scale of A minor has no sharps or flats', () => {
    const notes = Array.from({ length: 8 }, (_, step) => scaleNote(A_MINOR, step, 57) % 12);
    expect(notes).toEqual([9, 11, 0, 2, 4, 5, 7, 9]);
    expect(scaleNote(A_MINOR, -1, 57)).toBe(55);
  });

  test('chords lie within the octave above their lowest note', () => {
    expect(chordNotes(A_MINOR, 1, 3, 57)).toEqual([57, 60, 64]); // A C E
    expect(chordNotes(A_MINOR, 6, 3, 57)).toEqual([57, 60, 65]); // F in second place: A C F
    expect(chordNotes(musicalKey(0, 'major'), 5, 4, 55)).toEqual([55, 59, 62, 65]); // G7
  });

  test('a tonic is looked for upwards', () => {
    expect(tonicFrom(A_MINOR, 57)).toBe(57);
    expect(tonicFrom(A_MINOR, 58)).toBe(69);
    expect(noteToHertz(57)).toBeCloseTo(220, 9);
  });
});

describe('patterns', () => {
  test('events know their place and length', () => {
    expect(parsePattern('1__. 5.8_ .... ....').events).toEqual([
      { step: 0, length: 3, symbol: '1' },
      { step: 4, length: 1, symbol: '5' },
      { step: 6, length: 2, symbol: '8' },
    ]);
  });

  test('a pattern of two bars repeats after two', () => {
    const pattern = parsePattern('x............... | ...x............');
    expect(eventsOfBar(pattern, 3)).toEqual([{ step: 3, length: 1, symbol: 'x' }]);
  });

  test('half a bar is refused', () => {
    expect(() => parsePattern('x...x...')).toThrow(RangeError);
  });

  test('steps: figures, letters for the octaves beside', () => {
    expect(['1', '7', 'a', 'A'].map(melodicStep)).toEqual([0, 6, 7, -7]);
    expect(() => melodicStep('?')).toThrow(RangeError);
  });

  test('a matrix says in which quarter of a section something plays', () => {
    const bar = { index: 0, kind: 'build', sectionBars: 8, endsPhrase: false } as const;
    const plays = [0, 1, 5, 6, 7].map((barInSection) => playsIn('.... #.#. .... .... ....', { ...bar, barInSection }));
    expect(plays).toEqual([true, true, true, false, false]);
  });
});

describe('sound', () => {
  test('the sine table is a sine', () => {
    for (const phase of [0, 0.1, 0.25, 0.77, 12.5, -0.2]) {
      expect(sine(phase)).toBeCloseTo(Math.sin(2 * Math.PI * phase), 5);
    }
  });

  test('a sawtooth at 5 kHz has 20 dB less aliasing than a naive one', () => {
    const hertz = 5013;
    const step = hertz / SAMPLE_RATE;
    const render = (wave: (phase: number) => number) =>
      Float64Array.from({ length: 16_384 }, (_, index) => wave((index * step) % 1));
    // The 10th harmonic would be at 50,130 Hz and folds to 6,030 Hz, where a clean sawtooth has nothing.
    const alias = (signal: Float64Array) => goertzel(signal, 10 * hertz - SAMPLE_RATE);
    const naive = alias(render((phase) => 2 * phase - 1));
    const clean = alias(render((phase) => saw(phase, step)));
    expect(10 * Math.log10(naive / clean)).toBeGreaterThan(20);
  });

  test.each([
    ['low', 100, 0, 8000, -60],
    ['high', 8000, 0, 100, -60],
  ] as const)('a %s-pass keeps %d Hz and takes %d Hz away', (mode, kept, keptDb, taken, takenDb) => {
    const gainDb = (hertz: number) => {
      const filter = new StateVariableFilter(mode);
      filter.tune(mode === 'low' ? 200 : 4000, 0);
      let peak = 0;
      for (let index = 0; index < SAMPLE_RATE; index += 1) {
        const value = Math.abs(filter.process(Math.sin((2 * Math.PI * hertz * index) / SAMPLE_RATE)));
        if (index > SAMPLE_RATE / 2) peak = Math.max(peak, value);
      }
      return 20 * Math.log10(peak);
    };
    expect(Math.abs(gainDb(kept) - keptDb)).toBeLessThan(0.5);
    expect(gainDb(taken)).toBeLessThan(takenDb);
  });

  test('a stereo sine of 997 Hz at -20 dBFS has -20 LUFS', () => {
    // EBU Tech 3341: a 1 kHz sine in both channels measures its peak level in dBFS as LUFS.
    const signal = createStereo(SAMPLE_RATE * 3);
    for (let index = 0; index < signal.left.length; index += 1) {
      signal.left[index] = 0.1 * Math.sin((2 * Math.PI * 997 * index) / SAMPLE_RATE);
    }
    signal.right.set(signal.left);
    expect(integratedLoudness(signal)).toBeCloseTo(-20, 1);
    expect(integratedLoudness(createStereo(SAMPLE_RATE))).toBe(Number.NEGATIVE_INFINITY);
  });
});

function goertzel(signal: Float64Array, hertz: number): number {
  const factor = 2 * Math.cos((2 * Math.PI * hertz) / SAMPLE_RATE);
  let previous = 0;
  let before = 0;
  signal.forEach((value, index) => {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / signal.length);
    const next = value * window + factor * previous - before;
    before = previous;
    previous = next;
  });
  return previous * previous + before * before - factor * previous * before;
}
