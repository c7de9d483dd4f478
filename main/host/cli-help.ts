export const MAIN_HELP = `musicforge - set preparation for DJs, in the terminal

Usage: npm run -s cli -- <command> [options]

Commands:
  analyse [options] FILE...   tempo, beat grid, key, energy and loudness of audio files
  import [options] FILE...    libraries and playlists of other programs into the library
  export [options] OUT        the library, a crate or a set for another program
  copy [options] DIR          the files of a crate or a set to a stick, every byte checked
  render [options]            a set with its transitions as a WAV or MP3 file
  convert [options] IN OUT    from one program's format to another's, without the library
  backup [options] OUT        the whole library in one file (.musicforge)
  restore [options] FILE      such a file, or a backup, in the place of the library

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

const FORMATS = 'rekordbox-xml, traktor-nml, serato, engine, m3u8, cue, csv, txt, html (a set sheet to read and print)';

export const IMPORT_HELP = `musicforge import - libraries and playlists of other programs into the library

Usage: npm run -s cli -- import [options] FILE...

Reads rekordbox XML, Traktor NML, Serato and Engine DJ folders, Mixxx, iTunes XML, M3U, CUE, CSV, rekordbox TXT and
plain tracklists. One step for undo; the files that are read are never changed. MusicForge must not be running.

Options:
  --dry-run          only says what would be added, matched, in conflict and unreadable
  --rule FIELD=RULE  mine (keep), theirs (take) or fill (what is empty); may be given several times. FIELD: all, title,
                     artist, album, genre, label, comment, year, rating, colour, grid, key, energy, cues, plays, added,
                     more (default: fill, added=mine)
  --json             {"preview":{...},"result":{...}|null} in one line
  --data DIR         folder of the library (default: the system's folder for application data)
  -h, --help         this text`;

export const EXPORT_HELP = `musicforge export - the library, a crate or a set for another program

Usage: npm run -s cli -- export --format F [--set NAME | --crate NAME | --all] OUT

Options:
  --format F         ${FORMATS}
                     (default: by the ending of OUT)
  --set NAME         the set of this name
  --crate NAME       the crate or folder of this name
  --all              everything (default)
  --replace          writes over an earlier export; never over what another program works with
  --write-tags       with serato: also writes cues, loops and grids into the music files, where Serato reads them. The old
                     tags are kept, and restored in the window: "Written file tags"
  --json             {"path","written":{"tracks","cues","loops","gridSegments",...},"dropped":[{"what","count"}],
                      "tags"?:{"files","unchanged","failed","problems":[{"file","reason"}]}}
  --data DIR         folder of the library (default: the system's folder for application data)
  -h, --help         this text`;

export const COPY_HELP = `musicforge copy - the files of a crate or a set to a stick or folder, every byte checked

Usage: npm run -s cli -- copy --set NAME | --crate NAME  DIR

Makes a folder of that name in DIR, with the files in order and an M3U8 playlist. A copy that was broken off goes on
where it was: run it again. Other files are never written over. MusicForge must not be running.

Options:
  --set NAME         the set of this name
  --crate NAME       the crate or folder of this name
  --json             {"folder","playlist","copied","kept","problems":[{"track","reason"}],"problemCount","cancelled"}
  --data DIR         folder of the library (default: the system's folder for application data)
  -h, --help         this text`;

export const RENDER_HELP = `musicforge render - a set with its transitions as one audio file, for the car

Usage: npm run -s cli -- render --set NAME --to FILE.wav|FILE.mp3

Every track at its own tempo, from one transition to the next as they are heard in the window, with your changes, and all
as loud as each other. The file gets its name when it is whole. MusicForge must not be running.

Options:
  --set NAME         the set of this name
  --to FILE          .wav (16 bit) or .mp3 (320 kbit/s)
  --replace          writes over a file that is there
  --json             {"path","seconds"}
  --data DIR         folder of the library (default: the system's folder for application data)
  -h, --help         this text`;

export const CONVERT_HELP = `musicforge convert - from one program's format to another's, without the library

Usage: npm run -s cli -- convert [options] IN OUT

Options:
  --format F         ${FORMATS}
                     (default: by the ending of OUT)
  --replace          writes over an earlier export; never over IN, or what another program works with
  --json             {"from","to","read":{"tracks","cues","loops","gridSegments","playlists",...},"written":{...},
                      "dropped":{name: count},"unknown":{name: count},"problems":[{"where","message"}],"problemCount",
                      "shifted"}
  -h, --help         this text`;

export const BACKUP_HELP = `musicforge backup - the whole library in one file, for another computer or a safe place

Usage: npm run -s cli -- backup [options] OUT.musicforge

Tracks, cues, grids, crates, sets, plays and their history; no music and no passwords. It is a tar with the compressed
database, a manifest and SHA256SUMS. MusicForge must not be running.

Options:
  --no-waveforms     leaves out what can be computed again from the music; a tenth of the size
  --replace          writes over a file that is there
  --json             {"path","bytes","madeAt","appVersion","counts":{"tracks","crates","sets","cuePoints","plays"},
                      "hasWaveforms"}
  --data DIR         folder of the library (default: the system's folder for application data)
  -h, --help         this text`;

export const RESTORE_HELP = `musicforge restore - a library archive or a backup in the place of the library

Usage: npm run -s cli -- restore [options] FILE

FILE is an archive (.musicforge) or one of the files in the folder "backups" beside the library. It is checked first, and
the present library is kept as a backup. MusicForge must not be running.

Options:
  --check            only checks FILE and says what is in it
  --json             {"before":{counts},"now":{counts},"keptIn"}; with --check: {"counts"}
  --data DIR         folder of the library (default: the system's folder for application data)
  -h, --help         this text`;
