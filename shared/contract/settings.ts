import { z } from 'zod';
import { procedure } from './base.ts';
import { TagField, TagNotation } from './file-tags.ts';

export const Settings = z.object({
  keyNotation: z.enum(['camelot', 'open-key', 'musical']),
  theme: z.enum(['dark', 'light', 'system']),
  /** Three bands over each other, one shape in the colour of its mixture, or in one colour. */
  waveform: z.enum(['bands', 'rgb', 'mono']),
  /** Octave that tempos are folded into. */
  minBpm: z.number().min(40).max(200),
  maxBpm: z.number().min(80).max(400),
  /** Whether analyses measure peaks between the samples, which is slower. */
  truePeak: z.boolean(),
  /** Analysis workers; 0 = one less than the processor has cores. */
  workerCount: z.int().min(0).max(64),
  /** Own ffmpeg; "" = find it. */
  ffmpegPath: z.string().max(4096),
  keyRule: z.enum(['strict', 'loose', 'off']),
  tempoRangePercent: z.number().min(1).max(50),
  /** Whether the decks keep the key when the tempo changes. */
  keyLock: z.boolean(),
  /** Whether 87 BPM mixes with 174. */
  halfDoubleTime: z.boolean(),
  /** Recognition sends a part of the track to audd.io, when the user asks for it. */
  recogniseWithAudd: z.boolean(),
  /** What the last writing into file tags was about. */
  tagFields: z.array(TagField),
  tagNotation: TagNotation,
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  keyNotation: 'camelot',
  theme: 'dark',
  waveform: 'bands',
  minBpm: 88,
  maxBpm: 176,
  truePeak: false,
  workerCount: 0,
  ffmpegPath: '',
  keyRule: 'strict',
  tempoRangePercent: 6,
  keyLock: true,
  halfDoubleTime: true,
  recogniseWithAudd: false,
  tagFields: ['key', 'bpm', 'energy'],
  tagNotation: 'musical',
};

export const LibraryLocation = z.object({
  path: z.string(),
  databaseBytes: z.int(),
  /** Set when a move waits for the next start. */
  movesToOnRestart: z.string().nullable(),
});
export type LibraryLocation = z.infer<typeof LibraryLocation>;

export const settingsContract = {
  get: procedure.output(Settings),
  update: procedure.input(Settings.partial()).output(Settings),
  location: procedure.output(LibraryLocation),
  /** Copies the library to another folder, checks the copy, and uses it from the next start. The old one is kept. */
  moveLibrary: procedure.input(z.object({ path: z.string().min(1).max(4096) })).output(LibraryLocation),
};
