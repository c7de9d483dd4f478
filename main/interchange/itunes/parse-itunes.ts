import { type BlockReader, readBlocks } from '#main/interchange/block-reader.ts';
import type { ReadResult } from '#main/interchange/model.ts';
import { createReadReport } from '#main/interchange/read-report.ts';
import { ownText, takeId, type ValuePlace } from '#main/interchange/read-values.ts';
import type { TrackCollector } from '#main/interchange/track-list.ts';
import { createXmlReader } from '#main/interchange/xml/xml-reader.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createPlistHandler } from './plist.ts';
import { createPlaylistReader } from './read-playlists.ts';
import { readTrack } from './read-track.ts';

/**
 * Reads a library file of iTunes or Music ("Library.xml") block by block. There is no writer: Music imports other forms.
 * @param tracks Filled on the way.
 * @throws {AppError} invalid-input, from `finish` if it is another kind of file, from `write` if it declares entities.
 * @source docs/decisions/0010-interchange.md
 */
export function createItunesReader<Tracks extends TrackCollector>(tracks: Tracks): BlockReader<ReadResult<Tracks>> {
  const report = createReadReport();
  const place: ValuePlace = { report, line: 1, name: '' };
  const playlists = createPlaylistReader(report);
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  let isPlist = false;

  const plist = createPlistHandler({
    track: (fields, line) => {
      place.line = line;
      const wanted = ownText(fields.get('Track ID') ?? '');
      const id = takeId(taken, wanted === '' ? `track ${tracks.length + 1}` : wanted);
      if (wanted === '') report.problem(`line ${line}`, 'A track has no Track ID, so that no playlist can name it.');
      else if (id !== wanted)
        report.problem(`line ${line}`, `A second track has the Track ID ${wanted}; playlists mean the first.`);
      else ids.set(wanted, id);
      tracks.push(readTrack(id, fields, place));
    },
    playlist: (fields, items, line) => playlists.add(fields, items, line),
    unknown: (name) => report.unknown(name),
  });
  const xml = createXmlReader(
    {
      ...plist,
      open: (name, attributes, line) => {
        isPlist ||= name === 'plist';
        plist.open(name, attributes, line);
      },
    },
    report,
  );
  return {
    write: (text) => xml.write(text),
    finish: () => {
      xml.finish();
      if (!isPlist) {
        const advice = 'Export it from Music or iTunes with File > Library > Export Library.';
        throw new AppError('invalid-input', `This is not a library of Music or iTunes. ${advice}`);
      }
      plist.finish();
      return report.result({ tracks, playlists: playlists.finish(ids), plays: [] });
    },
  };
}

/** Like `createItunesReader`, of a whole text. */
export function parseItunes(text: string): ReadResult {
  return readBlocks(createItunesReader([]), [text]);
}
