import { expect, test } from 'vitest';
import { decodeText } from '#main/interchange/decode-text.ts';
import { parseTraktor } from '#main/interchange/traktor/parse-traktor.ts';
import { AppError } from '#shared/errors/app-error.ts';

const file = (entries: string, rest = '', version = 19, count = (entries.match(/<ENTRY/g) ?? []).length) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<NML VERSION="${version}"><HEAD COMPANY="www.native-instruments.com" PROGRAM="Traktor"></HEAD><MUSICFOLDERS><FOLDER A="1"/></MUSICFOLDERS>
<COLLECTION ENTRIES="${count}">
${entries}
</COLLECTION>
${rest}<INDEXING><SORTING_INFO PATH="$COLLECTION"></SORTING_INFO></INDEXING></NML>`;
const LOCATION = '<LOCATION DIR="/:Music/:" FILE="a.mp3" VOLUME="C:" VOLUMEID="1a2b"></LOCATION>';
const entryOf = (children: string, attributes = '') =>
  parseTraktor(file(`<ENTRY ${attributes}>${LOCATION}${children}</ENTRY>`));
const entry = (name: string) =>
  `<ENTRY TITLE="${name}"><LOCATION DIR="/:M/:" FILE="${name}.mp3" VOLUME="C:"></LOCATION></ENTRY>`;
const root = (nodes: string, count: number) =>
  `<PLAYLISTS><NODE TYPE="FOLDER" NAME="$ROOT"><SUBNODES COUNT="${count}">${nodes}</SUBNODES></NODE></PLAYLISTS>`;
const list = (name: string, keys: string[], count = keys.length, history: string[] = []) =>
  `<NODE TYPE="PLAYLIST" NAME="${name}"><PLAYLIST ENTRIES="${count}" TYPE="LIST" UUID="u">${keys
    .map((key, n) => `<ENTRY><PRIMARYKEY TYPE="TRACK" KEY="${key}"></PRIMARYKEY>${history[n] ?? ''}</ENTRY>`)
    .join('\n')}</PLAYLIST></NODE>`;

test('every attribute of an entry has its place, or is kept as it is', () => {
  const { library, problems, unknown } = entryOf(
    `<ALBUM OF_TRACKS="12" TRACK="3" TITLE="Album"></ALBUM><MODIFICATION_INFO AUTHOR_TYPE="user"></MODIFICATION_INFO>
     <INFO BITRATE="320000" GENRE="Funk" LABEL="L" COMMENT="C" REMIXER="R" PRODUCER="P" MIX="M" KEY="2d" PLAYCOUNT="11"
       PLAYTIME="466" PLAYTIME_FLOAT="465.084076" RANKING="180" IMPORT_DATE="2018/12/21" LAST_PLAYED="2019/8/29"
       RELEASE_DATE="2012/5/16" FLAGS="28" FILESIZE="19249" COLOR="4" NEW="n"></INFO>
     <TEMPO BPM="111.999931" BPM_QUALITY="100.000000"></TEMPO><LOUDNESS PEAK_DB="-0.9"></LOUDNESS>
     <MUSICAL_KEY VALUE="12"></MUSICAL_KEY><STEMS STEMS="{}"></STEMS><WHAT EVER="1"></WHAT>`,
    'TITLE="T" ARTIST="A" LOCK="1" AUDIO_ID="AdF" MODIFIED_DATE="2019/8/29"',
  );
  expect(problems).toEqual([]);
  expect(unknown).toEqual({ 'INFO.NEW': 1, WHAT: 1 });
  expect(library.tracks).toEqual([
    {
      id: 'C:/:Music/:a.mp3',
      path: 'C:\\Music\\a.mp3',
      title: 'T',
      artist: 'A',
      album: 'Album',
      albumArtist: '',
      genre: 'Funk',
      label: 'L',
      comment: 'C',
      remixer: 'R',
      mix: 'M',
      composer: '',
      grouping: '',
      year: 2012,
      trackNumber: 3,
      discNumber: null,
      rating: 4,
      colour: '#00ff00',
      durationSeconds: 465.084076,
      bpm: 111.999931,
      key: { pitchClass: 0, mode: 'minor' },
      keyText: '2d',
      energy: null,
      sizeBytes: 19_249 * 1_024,
      bitRate: 320_000,
      sampleRate: null,
      addedAt: '2018-12-21',
      lastPlayedAt: '2019-08-29',
      playCount: 11,
      locked: true,
      grid: [],
      cues: [],
      extra: {
        'ENTRY.AUDIO_ID': 'AdF',
        'ENTRY.MODIFIED_DATE': '2019/8/29',
        'LOCATION.VOLUME': 'C:',
        'LOCATION.VOLUMEID': '1a2b',
        'ALBUM.OF_TRACKS': '12',
        'MODIFICATION_INFO.AUTHOR_TYPE': 'user',
        'INFO.PRODUCER': 'P',
        'INFO.RANKING': '180',
        'INFO.RELEASE_DATE': '2012/5/16',
        'INFO.FLAGS': '28',
        'INFO.NEW': 'n',
        'TEMPO.BPM_QUALITY': '100.000000',
        'LOUDNESS.PEAK_DB': '-0.9',
        'STEMS.STEMS': '{}',
        'WHAT.EVER': '1',
      },
    },
  ]);
});

test('without MUSICAL_KEY, as in NML 14, the text says the key', () => {
  expect(entryOf('<INFO KEY="8m"></INFO>').library.tracks).toMatchObject([
    { keyText: '8m', key: { pitchClass: 10, mode: 'minor' } },
  ]);
  const wrong = entryOf('<INFO KEY="Am"></INFO><MUSICAL_KEY VALUE="24"></MUSICAL_KEY>');
  expect(wrong.library.tracks).toMatchObject([{ key: { pitchClass: 9, mode: 'minor' } }]);
  expect(wrong.problems).toMatchObject([{ message: expect.stringContaining('24') }]);
});

const cue = (type: number, start: string, more = '') =>
  `<CUE_V2 NAME="n.n." DISPL_ORDER="0" TYPE="${type}" START="${start}" LEN="0.000000" REPEATS="-1" ${more}></CUE_V2>`;

test('cues of every type, in seconds', () => {
  const { library, problems, unknown } = entryOf(
    `<TEMPO BPM="120"></TEMPO>${cue(0, '34339.219518', 'HOTCUE="1" COLOR="#FF8000"')}${cue(1, '1', 'HOTCUE="-1"')}${cue(2, '2')}${cue(3, '3')}
     <CUE_V2 NAME="Drop" DISPL_ORDER="2" TYPE="5" START="240053.631351" LEN="17142.867653" REPEATS="3" HOTCUE="4"></CUE_V2>
     ${cue(9, '4')}<CUE_V2 NAME="x" TYPE="0"></CUE_V2>`,
  );
  const plain = { slot: null, endSeconds: null, name: '', colour: null };
  expect(library.tracks[0]?.cues).toEqual([
    { ...plain, type: 'cue', slot: 1, startSeconds: 34.339219518, colour: '#ff8000' },
    { ...plain, type: 'fade-in', startSeconds: 0.001 },
    { ...plain, type: 'fade-out', startSeconds: 0.002 },
    { ...plain, type: 'load', startSeconds: 0.003 },
    { ...plain, type: 'loop', slot: 4, startSeconds: 240.053631351, endSeconds: 257.196499004, name: 'Drop' },
    { ...plain, type: 'cue', startSeconds: 0.004 },
  ]);
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('unknown TYPE 9'),
    expect.stringContaining('no START'),
  ]);
  expect(unknown).toEqual({ 'CUE_V2.DISPL_ORDER': 1, 'CUE_V2.REPEATS': 1 });
});

test('grid markers have the tempo of the track, or in NML 20 their own', () => {
  const marker = (start: string, grid: string) =>
    `<CUE_V2 NAME="AutoGrid" TYPE="4" START="${start}" LEN="0" HOTCUE="-1">${grid}</CUE_V2>`;
  const { library, problems } = entryOf(
    `${marker('30000', '<GRID BPM="125.5"></GRID>')}<CUE_V2 NAME="Mine" TYPE="4" START="53.484213" HOTCUE="0"></CUE_V2><TEMPO BPM="124"></TEMPO>`,
  );
  const bar = { beatsPerBar: 4, beatNumber: 1 };
  expect(library.tracks[0]?.grid).toEqual([
    { ...bar, startSeconds: 0.053484213, bpm: 124, slot: 0, name: 'Mine' },
    { ...bar, startSeconds: 30, bpm: 125.5, slot: null, name: '' },
  ]);
  expect(problems).toEqual([]);
  const without = entryOf(marker('53', ''));
  expect(without.library.tracks).toMatchObject([{ grid: [], cues: [{ type: 'cue', startSeconds: 0.053 }] }]);
  expect(without.problems).toMatchObject([{ message: expect.stringContaining('without tempo') }]);
});

test('folders, lists, missing tracks, smart lists and remix sets', () => {
  const { library, problems } = parseTraktor(
    file(
      `${entry('A')}${entry('B')}`,
      `<SETS ENTRIES="1"><SET TITLE="Remix"><LOCATION FILE="x"></LOCATION><SLOT><CELL></CELL></SLOT></SET></SETS>${root(
        `<NODE TYPE="FOLDER" NAME="F"><SUBNODES COUNT="1">${list('in', ['C:/:M/:B.mp3', 'C:/:M/:A.mp3', 'C:/:M/:B.mp3'])}</SUBNODES></NODE>
         <NODE TYPE="SMARTLIST" NAME="Top"><SMARTLIST UUID="u"><SEARCH_EXPRESSION VERSION="1" QUERY="$RATING == 5"></SEARCH_EXPRESSION></SMARTLIST></NODE>
         ${list('out', ['C:/:M/:gone.mp3', 'c:/:m/:a.MP3'], 5)}`,
        3,
      )}`,
      19,
      9,
    ),
  );
  expect(library.playlists).toEqual([
    {
      kind: 'folder',
      name: 'F',
      children: [{ kind: 'playlist', name: 'in', trackIds: ['C:/:M/:B.mp3', 'C:/:M/:A.mp3', 'C:/:M/:B.mp3'] }],
    },
    { kind: 'playlist', name: 'out', trackIds: ['C:/:M/:A.mp3'] },
  ]);
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('remix set "Remix"'),
    expect.stringContaining('smart list "Top"'),
    expect.stringContaining('holds 9 tracks, but holds 2'),
    expect.stringContaining('"out" says that it holds 5, but holds 2'),
    expect.stringContaining('gone.mp3'),
  ]);
});

test('names are kept as they are composed, and found however the key composes them', () => {
  const decomposed = 'Cafe\u0301';
  const { library, problems } = parseTraktor(file(entry(decomposed), root(list('P', ['C:/:M/:Café.mp3']), 1)));
  expect(problems).toEqual([]);
  expect(library.tracks).toMatchObject([{ title: decomposed, path: `C:\\M\\${decomposed}.mp3` }]);
  expect(library.playlists).toMatchObject([{ trackIds: [`C:/:M/:${decomposed}.mp3`] }]);
});

test('history is plays with their times; a list whose times are missing stays a list', () => {
  const played = (date: number, time: number, deck: number) =>
    `<EXTENDEDDATA DECK="${deck}" DURATION="39.594799" EXTENDEDTYPE="HistoryData" PLAYEDPUBLIC="1" STARTDATE="${date}" STARTTIME="${time}"></EXTENDEDDATA>`;
  const keys = ['C:/:M/:A.mp3', 'C:/:M/:B.mp3', 'C:/:M/:gone.mp3'];
  // 2019 << 16 | 10 << 8 | 21 = 132319765.
  const { library, problems } = parseTraktor(
    file(
      `${entry('A')}${entry('B')}`,
      root(
        list('HISTORY', keys, 3, [
          played(132_319_765, 79_985, 0),
          played(132_319_765, 80_000, 3),
          played(132_319_765, 1, 0),
        ]) + list('old', [keys[0] ?? ''], 1, [played(0, 0, 1)]),
        2,
      ),
    ),
  );
  const play = { durationSeconds: 39.594799, session: 'HISTORY' };
  expect(library.plays).toEqual([
    { ...play, trackId: 'C:/:M/:A.mp3', startedAt: '2019-10-21T22:13:05', deck: 0 },
    { ...play, trackId: 'C:/:M/:B.mp3', startedAt: '2019-10-21T22:13:20', deck: 3 },
  ]);
  expect(library.playlists).toEqual([{ kind: 'playlist', name: 'old', trackIds: ['C:/:M/:A.mp3'] }]);
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('"old" does not say when'),
    expect.stringContaining('The session "HISTORY" names a track that is not in the collection'),
  ]);
});

test('entries without a file or with that of another are kept and told', () => {
  const { library, problems } = parseTraktor(file(`<ENTRY TITLE="none"></ENTRY>\n${entry('A')}\n${entry('A')}`));
  expect(library.tracks.map(({ id, path }) => [id, path])).toEqual([
    ['entry 1', null],
    ['C:/:M/:A.mp3', 'C:\\M\\A.mp3'],
    ['C:/:M/:A.mp3-2', 'C:\\M\\A.mp3'],
  ]);
  expect(problems.map(({ where }) => where)).toEqual(['line 4', 'line 6']);
});

test('folders nested a thousand deep are read', () => {
  const open = '<NODE TYPE="FOLDER" NAME="f"><SUBNODES COUNT="1">'.repeat(1_000);
  const { library, problemCount } = parseTraktor(
    file('', root(open + list('l', []) + '</SUBNODES></NODE>'.repeat(1_000), 1)),
  );
  expect(problemCount).toBe(0);
  let [node, depth] = [library.playlists[0], 0];
  while (node?.kind === 'folder') [node, depth] = [node.children[0], depth + 1];
  expect([depth, node?.name]).toEqual([1_000, 'l']);
});

test('UTF-16 without a mark is read through its decoder', () => {
  const bytes = Buffer.from(file(entry('Déjà Vu')), 'utf16le').swap16();
  expect(parseTraktor(decodeText(bytes)).library.tracks).toMatchObject([{ title: 'Déjà Vu' }]);
});

test('another kind of file, and one that declares entities, are refused with what to do', () => {
  expect(() => parseTraktor('<DJ_PLAYLISTS/>')).toThrow(/Choose the collection.nml/);
  expect(() => parseTraktor('<!DOCTYPE NML [<!ENTITY a "b">]><NML/>')).toThrow(AppError);
});
