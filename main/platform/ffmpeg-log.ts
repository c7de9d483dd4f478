/** What ffmpeg says about its input before the first sample. */
export interface AudioSourceInfo {
  /** As the container states it: exact for most files, an estimate for some, null where it says nothing. */
  readonly statedDurationSeconds: number | null;
  readonly mono: boolean;
}

/** Bytes of stderr kept from the start (the facts about the input) and from the end (the reasons of a failure). */
const KEEP_CHARACTERS = 32_768;

export interface FfmpegLog {
  append(text: string): void;
  /** True once ffmpeg has said all it knows of the input. */
  readonly inputDescribed: boolean;
  info(): AudioSourceInfo;
  /** Error lines, newest last. */
  errors(): string[];
}

/** Reads what `-loglevel level+info` writes; bounded, however much a hostile file makes ffmpeg write. */
export function createFfmpegLog(): FfmpegLog {
  let head = '';
  let tail = '';
  return {
    append(text) {
      if (head.length < KEEP_CHARACTERS) head += text;
      tail = (tail + text).slice(-KEEP_CHARACTERS);
    },
    get inputDescribed() {
      return head.length >= KEEP_CHARACTERS || head.includes('Output #0');
    },
    info() {
      const input = head.split('Output #0')[0] ?? '';
      const time = /Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(input);
      const stream = /Stream #0:\d+.*: Audio: (.*)/.exec(input)?.[1] ?? '';
      return {
        statedDurationSeconds: time ? Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3]) : null,
        mono: /, (mono|1 channels?)[,\s]/.test(`${stream} `),
      };
    },
    errors: () =>
      tail
        .split('\n')
        .filter((line) => /\[(error|fatal|panic)\]/.test(line))
        .map((line) => line.replace(/^(\[[^\]]*\] *)+/, '').trim()),
  };
}
