export const MAIN_HELP = `musicforge - set preparation for DJs, in the terminal

Usage: npm run -s cli -- <command> [options]

Commands:
  analyse [options] FILE...   tempo, beat grid, key, energy and loudness of audio files

Options of every command:
  -h, --help                  this text; after a command, its own help

Exit code: 0 all succeeded, 1 some failed, 2 wrong usage.`;

export const ANALYSE_HELP = `musicforge analyse - tempo, beat grid, key, energy and loudness of audio files

Usage: npm run -s cli -- analyse [options] FILE...

Options:
  --json             one JSON object a line and file, in the order given:
                     {"file","durationSeconds","bpm","bpmConfidence","key":"A minor","camelot":"8A","openKey":"1m",
                      "keyConfidence","energy" (0-1),"loudnessLufs","beats":[seconds],"downbeats":[seconds],
                      "energyLevel" (1-10),"sections":[{"startSeconds","endSeconds","kind","bars","energy"}],
                      "cues":[{"kind","timeSeconds"}],"loudnessRangeLu","truePeakDb"?,"secondKey","tuningCents","error"?}
                     Without it: a table.
  --min-bpm NUMBER   lower end of the tempo range, where the music allows two octaves (default 88)
  --max-bpm NUMBER   upper end of it, not included; at least twice the lower end (default 176)
  --true-peak        measures peaks between the samples too (slower)
  --jobs NUMBER      files analysed at once (default: one for each processor)
  -h, --help         this text

A file name that starts with "-" goes after "--":  npm run -s cli -- analyse --json -- -name.mp3
ffmpeg is found through FFMPEG_PATH, an installed ffmpeg-static, PATH or @ffmpeg-binary, in this order.

Exit code: 0 all succeeded, 1 some failed (each with a line that says why), 2 wrong usage.`;
