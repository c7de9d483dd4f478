import { SAMPLE_RATE, type Stereo } from './stereo.ts';

interface Biquad {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

/**
 * K-weighting at 44.1 kHz: a high shelf for the head, then a high-pass.
 * @source ITU-R BS.1770-4 annex 1; analogue prototypes as published with libebur128.
 */
function kWeighting(): readonly [Biquad, Biquad] {
  const shelfK = Math.tan((Math.PI * 1681.974450955533) / SAMPLE_RATE);
  const shelfQ = 0.7071752369554196;
  const vh = 10 ** (3.999843853973347 / 20);
  const vb = vh ** 0.4996667741545416;
  const shelfA = 1 + shelfK / shelfQ + shelfK * shelfK;
  const passK = Math.tan((Math.PI * 38.13547087602444) / SAMPLE_RATE);
  const passQ = 0.5003270373238773;
  const passA = 1 + passK / passQ + passK * passK;
  return [
    {
      b: [
        (vh + (vb * shelfK) / shelfQ + shelfK * shelfK) / shelfA,
        (2 * (shelfK * shelfK - vh)) / shelfA,
        (vh - (vb * shelfK) / shelfQ + shelfK * shelfK) / shelfA,
      ],
      a: [(2 * (shelfK * shelfK - 1)) / shelfA, (1 - shelfK / shelfQ + shelfK * shelfK) / shelfA],
    },
    { b: [1, -2, 1], a: [(2 * (passK * passK - 1)) / passA, (1 - passK / passQ + passK * passK) / passA] },
  ];
}

const HOP_SECONDS = 0.1;
const HOPS_PER_BLOCK = 4;

/** K-weights one channel and gives the energy of each 100 ms. */
function hopEnergies(channel: Float32Array, hops: number): Float64Array {
  const energies = new Float64Array(hops);
  const [shelf, pass] = kWeighting();
  const [shelf0, shelf1, shelf2] = shelf.b;
  const [shelfA1, shelfA2] = shelf.a;
  const [passA1, passA2] = pass.a;
  const hop = Math.round(HOP_SECONDS * SAMPLE_RATE);
  let s1 = 0;
  let s2 = 0;
  let p1 = 0;
  let p2 = 0;
  for (let index = 0; index < energies.length; index += 1) {
    let energy = 0;
    for (let frame = index * hop; frame < (index + 1) * hop; frame += 1) {
      const input = channel[frame];
      const shelved = shelf0 * input + s1;
      s1 = shelf1 * input - shelfA1 * shelved + s2;
      s2 = shelf2 * input - shelfA2 * shelved;
      // The high-pass has the numerator 1, -2, 1.
      const weighted = shelved + p1;
      p1 = -2 * shelved - passA1 * weighted + p2;
      p2 = shelved - passA2 * weighted;
      energy += weighted * weighted;
    }
    energies[index] = energy / hop;
  }
  return energies;
}

const toLufs = (power: number): number => -0.691 + 10 * Math.log10(power);

/**
 * Integrated loudness with both gates.
 * @returns LUFS; -Infinity for silence or less than 0.4 s.
 * @source EBU R128 / ITU-R BS.1770-4, blocks of 400 ms every 100 ms.
 */
export function integratedLoudness(signal: Stereo): number {
  const hops = Math.floor(signal.left.length / Math.round(HOP_SECONDS * SAMPLE_RATE));
  const left = hopEnergies(signal.left, hops);
  const right = hopEnergies(signal.right, hops);
  const blocks: number[] = [];
  for (let start = 0; start + HOPS_PER_BLOCK <= hops; start += 1) {
    let sum = 0;
    for (let hop = 0; hop < HOPS_PER_BLOCK; hop += 1) sum += left[start + hop] + right[start + hop];
    blocks.push(sum / HOPS_PER_BLOCK);
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const audible = blocks.filter((power) => toLufs(power) > -70);
  if (audible.length === 0) return Number.NEGATIVE_INFINITY;
  const gate = toLufs(mean(audible)) - 10;
  return toLufs(mean(audible.filter((power) => toLufs(power) > gate)));
}
