import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { detectFormat, SAMPLE_BYTES } from '#main/interchange/detect-format.ts';
import { foreignFile, hasForeignFiles } from '#test/support/interchange-fixtures.ts';

const of = (name: string, content: string | Uint8Array) =>
  detectFormat(name, typeof content === 'string' ? Buffer.from(content) : content, false);
const reasonOf = (name: string, content: string | Uint8Array) => {
  const decision = of(name, content);
  return 'reason' in decision ? decision.reason : `format ${decision.format}`;
};

describe.skipIf(!hasForeignFiles)('files of other programs (../shared/fixtures)', () => {
  test.each([
    ['rekordbox-xml/rb5.6.1_D-drive_cues.xml', 'rekordbox-xml'],
    ['rekordbox-xml/rb6.6.2_windows_demo_german.xml', 'rekordbox-xml'],
    ['rekordbox-xml/template_missing-Name-attribute.xml', 'rekordbox-xml'],
    ['traktor-nml/v19_two-tracks_all-cue-types.nml', 'traktor-nml'],
    ['traktor-nml/v19_empty_with-SETS.nml', 'traktor-nml'],
    ['itunes-xml/beets_unix.xml', 'itunes-xml'],
    ['m3u/beets_playlist.m3u', 'm3u'],
    ['m3u/beets_playlist_windows.m3u8', 'm3u'],
    ['cue/libcue_issue10.cue', 'cue'],
    ['cue/rekordbox-dj_recording_2023.cue', 'cue'],
    ['serato/library/usb_drive/_Serato_/database V2', 'serato'],
    ['serato/library/usb_drive/_Serato_/Subcrates/80s Mashup.crate', 'serato'],
  ])('%s', (name, format) => {
    // The name says nothing: the content decides.
    expect(of('renamed.dat', foreignFile(name))).toEqual({ format });
  });

  test('a recording is told as one', () => {
    expect(reasonOf('x.xml', foreignFile('audio-tags/issue-406-geob.mp3'))).toMatch(/recording/);
  });
});

describe('content wins over the name', () => {
  test.each([
    ['rekordbox-xml', 'a.txt', '<?xml version="1.0" encoding="UTF-8"?>\n<!-- x -->\n<DJ_PLAYLISTS Version="1.0.0">'],
    ['traktor-nml', 'a.xml', '\ufeff<?xml version="1.0"?>\n<NML VERSION="19">'],
    [
      'itunes-xml',
      'a',
      '<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "x"><plist><dict><key>Major Version</key>',
    ],
    ['m3u', 'a.txt', '#EXTM3U\n/a.mp3\n'],
    ['m3u', 'a.txt', 'C:\\Music\\a.mp3\r\nC:\\Music\\b.flac\r\n'],
    ['m3u', 'a.m3u', 'a.mp3\nb.mp3\n'],
    ['cue', 'a.txt', 'PERFORMER "x"\nTITLE "y"\nFILE "a.wav" WAVE\n  TRACK 01 AUDIO\n'],
    ['rekordbox-txt', 'a.csv', '#\tArtwork\tTrack Title\tArtist\tBPM\n1\t\tT\tA\t120\n'],
    ['rekordbox-txt', 'a.txt', '#\tKunstverk\tSporheiti\tListafólk\tPlata\n1\t\tT\tA\tP\n'],
    ['csv', 'a.txt', 'Artist,Title,BPM\nA,T,120\n'],
    ['csv', 'a.csv', 'a;b;c\nd;e;f\n'],
    ['csv', 'a.txt', 'Name\tArtist\tAlbum\tGenre\nT\tA\tX\tG\n'],
    ['set-text', 'a.csv', '01. Artist - Title\n02. Artist - Title\n'],
    ['set-text', 'a.txt', '[00:00] Artist - Title [Label]\n'],
    ['set-text', 'a.txt', '| # | Artist | Title |\n|---|---|---|\n| 1 | A | T |\n'],
    ['set-text', 'a.xml', '<3 - Love\nA - B\n'],
    ['mixxx', 'mixxxdb.sqlite', 'SQLite format 3\0x'],
    ['engine', 'C:\\Engine Library\\Database2\\m.db', 'SQLite format 3\0x'],
    ['sqlite', 'backup.db', 'SQLite format 3\0x'],
  ])('%s in %s', (format, name, content) => expect(of(name, content)).toEqual({ format }));

  test.each(['utf16le', 'utf16be'])('%s without a byte order mark', (order) => {
    const bytes = Buffer.from('<?xml version="1.0"?><DJ_PLAYLISTS Version="1.0.0">', 'utf16le');
    expect(of('a.xml', order === 'utf16be' ? bytes.swap16() : bytes)).toEqual({ format: 'rekordbox-xml' });
  });

  test('a sample that ends inside a letter is text', () => {
    const bytes = Buffer.from(`01. A - B\n${'é'.repeat(SAMPLE_BYTES)}`).subarray(0, SAMPLE_BYTES);
    expect(of('a.txt', bytes)).toEqual({ format: 'set-text' });
  });
});

describe('folders', () => {
  test.each([
    ['/Volumes/USB/_Serato_', 'serato'],
    ['E:\\_Serato_', 'serato'],
    ['/media/x/Engine Library', 'engine'],
    ['/media/x/Engine Library/Database2', 'engine'],
  ])('%s', (path, format) => expect(detectFormat(path, new Uint8Array(), true)).toEqual({ format }));

  test('others are refused with what to choose', () => {
    expect(detectFormat('/Users/me/Music', new Uint8Array(), true)).toHaveProperty(
      'reason',
      expect.stringMatching(/_Serato_/),
    );
    expect(detectFormat('E:\\PIONEER\\rekordbox', new Uint8Array(), true)).toHaveProperty(
      'reason',
      expect.stringMatching(/xml/),
    );
  });
});

describe('what is no library is refused in words', () => {
  test.each([
    ['zip archive', 'library.xml', Buffer.from('PK\x03\x04\x14\0', 'latin1')],
    ['gzip archive', 'library.nml', gzipSync('<NML/>')],
    ['Excel', 'list.csv', Buffer.from('PK\x03\x04\x14\0\0\0\0\0xl/workbook.xml', 'latin1')],
    ['PDF', 'list.txt', Buffer.from('%PDF-1.7')],
    ['picture', 'list.txt', Buffer.from('\x89PNG\r\n', 'latin1')],
    ['binary property list', 'Library.xml', Buffer.from('bplist00')],
    ['recording', 'a.m3u', Buffer.from('RIFF\0\0\0\0WAVEfmt ', 'latin1')],
    ['web page', 'a.txt', Buffer.from('<!DOCTYPE html><html><body>')],
    ['no library that can be read', 'a.xml', Buffer.from('<?xml version="1.0"?><svg/>')],
    ['property list', 'a.xml', Buffer.from('<?xml version="1.0"?><plist><dict><key>Foo</key>')],
    ['VirtualDJ', 'database.xml', Buffer.from('<?xml version="1.0"?><VirtualDJ_Database Version="8">')],
    ['stream', 'a.m3u8', Buffer.from('#EXTM3U\n#EXT-X-VERSION:3\n')],
    ['JSON', 'a.txt', Buffer.from('{"a": 1}')],
    ['formatted text', 'a.rtf', Buffer.from('{\\rtf1')],
    ['empty', 'a.txt', new Uint8Array()],
    ['empty', 'a.txt', Buffer.from(' \n ')],
    ['No line', 'a.txt', Buffer.from('hello\nworld\n')],
    ['encrypts', 'master.db', Buffer.from([0x91, 0x22, 0x00, 0x17, 0x80, 0xf1])],
    ['damaged', 'm.db', Buffer.from([0x91, 0x22, 0x00, 0x17, 0x80, 0xf1])],
    ['no text', 'a.bin', Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3])],
  ])('%s (%s)', (words, name, content) => expect(reasonOf(name, content)).toContain(words));
});
