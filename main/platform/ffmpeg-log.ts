/** What ffmpeg says about its input before the first sample. */
export interface AudioSourceInfo {
  /** As the container states it; null where it says nothing. */
  readonly statedDurationSeconds: number | null;
  /** The container does not say how long it is; ffmpeg guessed from the bit rate. */
  readonly durationIsGuessed: boolean;
  readonly mono: boolean;
  /** More than two channels, which are mixed to two. */
  readonly surround: boolean;
}

/** However much a hostile file makes ffmpeg write, no more than this is kept: of a line, and of lines with errors. */
const LONGEST_LINE = 2000;
const MOST_ERRORS = 50;

export interface FfmpegLog {
  append(text: string): void;
  /** True once ffmpeg has said all it knows of the input. */
  readonly inputDescribed: boolean;
  info(): AudioSourceInfo;
  /** Error lines, newest last. */
  errors(): string[];
}

/** The start of a line tells the facts from tags, which can say anything: theirs is a name and a colon, or only that. */
const DURATION = /^\[info\] {3}Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)/;
const STREAM = /^\[info\] {3}Stream #0:\d+.*: Audio: (.*)/;
const OUTPUT = /^\[info\] Output #0/;
const GUESSED_LENGTH = /\[warning\] Estimating duration from bitrate/;
const ERROR = /\[(error|fatal|panic)\]/;

/** Reads line by line what `-loglevel level+info` writes. */
export function createFfmpegLog(): FfmpegLog {
  let rest = '';
  let statedSeconds: number | null = null;
  let guessed = false;
  let stream: string | null = null;
  let described = false;
  const errors: string[] = [];

  function readFact(line: string): void {
    const time = DURATION.exec(line);
    if (time) statedSeconds = Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3]);
    stream ??= STREAM.exec(line)?.[1] ?? null;
    guessed ||= GUESSED_LENGTH.test(line);
    described ||= OUTPUT.test(line);
  }

  function read(line: string): void {
    if (!described) readFact(line);
    if (!ERROR.test(line)) return;
    errors.push(line.replace(/^(\[[^\]]*\] *)+/, '').trim());
    if (errors.length > MOST_ERRORS) errors.shift();
  }

  return {
    append(text) {
      const lines = (rest + text).split('\n');
      rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
      for (const line of lines) read(line.slice(0, LONGEST_LINE));
    },
    get inputDescribed() {
      return described;
    },
    info: () => ({
      statedDurationSeconds: statedSeconds,
      durationIsGuessed: guessed,
      mono: /, (mono|1 channels?)[,\s]/.test(`${stream ?? ''} `),
      surround: stream !== null && /, (?:\d\.\d|quad|hexagonal|octagonal|[3-9] channels|\d\d+ channels)/.test(stream),
    }),
    errors: () => [...errors],
  };
}
