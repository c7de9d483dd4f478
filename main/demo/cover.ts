import { createRandom, type Random, seedFromText } from '#main/demo/synth/random.ts';
import { keyIndex } from '#shared/domain/key.ts';
import type { DemoTrack } from './demo-track.ts';
import { encodePng } from './png.ts';

/** Width and height of a cover in pixels. */
export const COVER_SIZE = 300;

type Colour = readonly [red: number, green: number, blue: number];

/** @param hue Degrees. @param saturation 0-1. @param lightness 0-1. @returns Channels 0-1. */
function colourOf(hue: number, saturation: number, lightness: number): Colour {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const position = (offset + hue / 30) % 12;
    return lightness - chroma * Math.max(-1, Math.min(position - 3, 9 - position, 1));
  };
  return [channel(0), channel(8), channel(4)];
}

const blend = (from: Colour, to: Colour, share: number): Colour => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

/** 1 inside an edge, 0 outside, with a pixel and a half of soft edge. @param distance Pixels, negative inside. */
const coverage = (distance: number): number => Math.min(1, Math.max(0, 0.5 - distance / 1.5));

/** How much of a shape covers a pixel, 0-1. */
type Shape = (x: number, y: number) => number;

function rings(random: Random): Shape {
  const centreX = (0.25 + 0.5 * random()) * COVER_SIZE;
  const centreY = (0.25 + 0.5 * random()) * COVER_SIZE;
  const spacing = 16 + 22 * random();
  const share = 0.25 + 0.3 * random();
  return (x, y) => {
    const radius = Math.hypot(x - centreX, y - centreY);
    const phase = radius % spacing;
    return coverage(Math.abs(phase - spacing / 2) - (spacing * share) / 2);
  };
}

function disc(random: Random): Shape {
  const centreX = (0.3 + 0.4 * random()) * COVER_SIZE;
  const centreY = (0.3 + 0.4 * random()) * COVER_SIZE;
  const radius = (0.18 + 0.16 * random()) * COVER_SIZE;
  // Slits towards the bottom, wider and wider: a sun over water.
  const slits = random() > 0.4;
  return (x, y) => {
    const depth = (y - centreY) / radius;
    const cut = slits && depth > 0 && (y % 18) / 18 < depth * 0.6 ? 0 : 1;
    return cut * coverage(Math.hypot(x - centreX, y - centreY) - radius);
  };
}

function stripes(random: Random): Shape {
  const angle = Math.PI * random();
  const spacing = 20 + 34 * random();
  const width = spacing * (0.2 + 0.35 * random());
  const across: Shape = (x, y) => {
    const position = x * Math.cos(angle) + y * Math.sin(angle);
    const phase = ((position % spacing) + spacing) % spacing;
    return coverage(Math.abs(phase - spacing / 2) - width / 2);
  };
  return across;
}

function waves(random: Random): Shape {
  const count = 5 + Math.floor(random() * 5);
  const bend = 10 + 24 * random();
  const length = 90 + 120 * random();
  const shift = random() * length;
  return (x, y) => {
    const height = y + bend * Math.sin(((x + shift) / length) * 2 * Math.PI);
    const spacing = COVER_SIZE / count;
    const phase = ((height % spacing) + spacing) % spacing;
    return coverage(Math.abs(phase - spacing / 2) - spacing * 0.17) * (0.35 + (0.65 * y) / COVER_SIZE);
  };
}

const SHAPES = [rings, disc, stripes, waves] as const;

function fittingShape(random: Random): Shape {
  const make = SHAPES[Math.floor(random() * SHAPES.length)] ?? rings;
  return make(random);
}

/**
 * Draws a track's cover: two shapes over a gradient in the hue of its key, the same on every machine.
 * @returns PNG, COVER_SIZE pixels square.
 */
export function renderCover(track: DemoTrack): Uint8Array<ArrayBuffer> {
  const random = createRandom(seedFromText(`cover ${track.id}`));
  const hue = Math.floor(keyIndex(track.recipe.key) / 2) * 30 + 12 * (random() - 0.5);
  const isMajor = track.recipe.key.mode === 'major';
  const top = colourOf(hue, 0.62, isMajor ? 0.5 : 0.24);
  const bottom = colourOf((hue + 40) % 360, 0.55, isMajor ? 0.26 : 0.08);
  const light = colourOf((hue + 20) % 360, 0.75, 0.8);
  const accent = colourOf((hue + 180) % 360, 0.6, 0.58);
  const back = fittingShape(random);
  const front = disc(random);
  const tilt = random() - 0.5;
  const pixels = new Uint8Array(COVER_SIZE * COVER_SIZE * 3);
  for (let y = 0; y < COVER_SIZE; y += 1) {
    for (let x = 0; x < COVER_SIZE; x += 1) {
      const depth = Math.min(1, Math.max(0, (y + tilt * (x - COVER_SIZE / 2)) / COVER_SIZE));
      const ground = blend(top, bottom, depth);
      const middle = blend(ground, accent, 0.42 * back(x, y));
      const colour = blend(middle, light, 0.9 * front(x, y));
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[(y * COVER_SIZE + x) * 3 + channel] = Math.round(255 * (colour[channel] ?? 0));
      }
    }
  }
  return encodePng(COVER_SIZE, COVER_SIZE, pixels);
}
