import { CircleAlert, FileX, Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SortField, TrackEdit, TrackRow } from '#shared/contract/tracks.ts';
import { percentComplete } from '#shared/domain/completeness.ts';
import type { KeyNotation } from '#shared/domain/key.ts';
import { formatTime } from '#shared/domain/time-text.ts';
import { MiniWaveform } from '#renderer/canvas/waveform/mini-waveform.tsx';
import type { PlannedTrack } from '#renderer/host-client/set-builder.ts';
import type { ColumnId } from '#renderer/stores/columns-store.ts';
import { Cover } from '#renderer/ui/cover.tsx';
import { EnergyBar } from '#renderer/ui/energy-bar.tsx';
import { formatDate, formatDecibels } from '#renderer/ui/format.ts';
import { KeyChip } from '#renderer/ui/key-chip.tsx';
import { Stars } from '#renderer/ui/stars.tsx';
import { TagChip } from '#renderer/ui/tag-chip.tsx';
import { ANALYSIS_CELLS } from './analysis-cells.tsx';
import { MixSign, type MixState } from './mix-sign.tsx';
import { checksCell, phaseCell, startsCell } from './set-cells.tsx';

/** What a cell needs beside its row. */
export interface CellContext {
  readonly notation: KeyNotation;
  readonly index: number;
  /** Whether the track is on the deck. */
  readonly playing: boolean;
  /** What the set says of it, in a set. */
  readonly planned: PlannedTrack | null;
  /** Of the transition to the next track, in a set. */
  readonly mix: MixState | null;
}

export interface ColumnSpec {
  readonly label: string;
  /** Short form for a narrow header; the label is its tooltip. */
  readonly short?: string;
  /** CSS pixels. */
  readonly width: number;
  readonly minWidth: number;
  readonly align?: 'end';
  /** How the cell looks. Said of the cell itself, as each element less in a row counts while the table scrolls. */
  readonly look?: string;
  readonly sort?: SortField;
  readonly edit?: keyof TrackEdit;
  readonly cell: (row: TrackRow, context: CellContext) => ReactNode;
}

const faint = <span className="text-faint">–</span>;
const text = (value: string): ReactNode => (value === '' ? faint : value);
const TEXT = 'dimmable';
const PICTURE = 'cell-picture';

function titleCell(row: TrackRow, { playing }: CellContext): ReactNode {
  return (
    <>
      {playing ? <Volume2 size={13} className="cell-icon text-accent" aria-label="On the deck" /> : null}
      {row.missing ? <FileX size={13} className="cell-icon text-warning" aria-label="File is missing" /> : null}
      {row.analysis === 'failed' && !row.missing ? (
        <CircleAlert size={13} className="cell-icon text-danger" aria-label="Analysis failed" />
      ) : null}
      {row.title}
    </>
  );
}

function waveformCell(row: TrackRow): ReactNode {
  if (row.waveformVersion > 0) return <MiniWaveform id={row.id} version={row.waveformVersion} />;
  if (row.analysis === 'running') return <span className="text-2xs text-faint">Analysing…</span>;
  if (row.analysis === 'queued') return <span className="text-2xs text-faint">Waiting</span>;
  return <span className="my-[10px] block h-px bg-line-strong" />;
}

function colourCell(row: TrackRow): ReactNode {
  if (row.colour === null) return faint;
  return (
    <span className="flex h-full items-center gap-1.5">
      <span className="size-3 rounded-sm" style={{ background: row.colour }} aria-hidden />
      <span className="text-xs text-muted">{row.colour}</span>
    </span>
  );
}

function tagsCell(row: TrackRow): ReactNode {
  if (row.tags.length === 0) return faint;
  return row.tags.map(({ id, name, colour }) => <TagChip key={id} name={name} colour={colour} />);
}

/** Every column of the library, by id. */
export const COLUMNS: Readonly<Record<ColumnId, ColumnSpec>> = {
  position: {
    label: 'Position in the list',
    short: '#',
    width: 48,
    minWidth: 34,
    align: 'end',
    look: 'text-muted',
    cell: (_row, { index }) => index + 1,
  },
  starts: {
    label: 'Starts at',
    short: 'Starts',
    width: 66,
    minWidth: 50,
    align: 'end',
    look: 'text-muted',
    cell: (_row, { planned }) => startsCell(planned),
  },
  phase: {
    label: 'Phase',
    width: 112,
    minWidth: 70,
    cell: (_row, { planned }) => phaseCell(planned),
  },
  checks: {
    label: 'Checks',
    width: 66,
    minWidth: 40,
    cell: (_row, { planned }) => checksCell(planned),
  },
  mix: {
    label: 'Mix into the next track',
    short: 'Mix',
    width: 58,
    minWidth: 40,
    cell: ({ id, title }, { mix }) => (mix === null ? null : <MixSign id={id} title={title} mix={mix} />),
  },
  cover: {
    label: 'Cover',
    short: '',
    width: 36,
    minWidth: 36,
    look: PICTURE,
    cell: (row) => <Cover id={row.id} hasArtwork={row.hasArtwork} size={22} />,
  },
  waveform: {
    label: 'Waveform',
    width: 104,
    minWidth: 104,
    look: PICTURE,
    cell: waveformCell,
  },
  title: {
    label: 'Title',
    width: 150,
    minWidth: 110,
    sort: 'title',
    edit: 'title',
    look: 'title-text dimmable font-medium',
    cell: titleCell,
  },
  artist: {
    label: 'Artist',
    width: 118,
    minWidth: 80,
    sort: 'artist',
    edit: 'artist',
    look: TEXT,
    cell: (row) => text(row.artist),
  },
  bpm: {
    label: 'BPM',
    width: 58,
    minWidth: 54,
    align: 'end',
    sort: 'bpm',
    cell: (row) => (row.bpm === null ? faint : row.bpm.toFixed(1)),
  },
  key: {
    label: 'Key',
    width: 56,
    minWidth: 52,
    sort: 'keyIndex',
    cell: (row, { notation }) => (row.keyIndex === null ? faint : <KeyChip index={row.keyIndex} notation={notation} />),
  },
  energy: {
    label: 'Energy',
    width: 68,
    minWidth: 64,
    sort: 'energy',
    cell: (row) => (row.energy === null ? faint : <EnergyBar energy={row.energy} />),
  },
  rating: {
    label: 'Rating',
    width: 82,
    minWidth: 82,
    sort: 'rating',
    cell: (row) => <Stars rating={row.rating} />,
  },
  genre: {
    label: 'Genre',
    width: 84,
    minWidth: 60,
    sort: 'genre',
    edit: 'genre',
    look: TEXT,
    cell: (row) => text(row.genre),
  },
  time: {
    label: 'Time',
    width: 52,
    minWidth: 48,
    align: 'end',
    sort: 'durationSeconds',
    cell: (row) => (row.durationSeconds === null ? faint : formatTime(row.durationSeconds)),
  },
  added: {
    label: 'Date added',
    short: 'Added',
    width: 98,
    minWidth: 88,
    align: 'end',
    sort: 'addedAt',
    look: 'text-xs/7 text-muted',
    cell: (row) => formatDate(row.addedAt),
  },
  album: {
    label: 'Album',
    width: 130,
    minWidth: 60,
    sort: 'album',
    edit: 'album',
    look: TEXT,
    cell: (row) => text(row.album),
  },
  label: {
    label: 'Label',
    width: 110,
    minWidth: 60,
    sort: 'label',
    edit: 'label',
    look: TEXT,
    cell: (row) => text(row.label),
  },
  comment: {
    label: 'Comment',
    width: 150,
    minWidth: 60,
    sort: 'comment',
    edit: 'comment',
    look: TEXT,
    cell: (row) => text(row.comment),
  },
  colour: { label: 'Colour', width: 86, minWidth: 40, sort: 'colour', cell: colourCell },
  year: {
    label: 'Year',
    width: 52,
    minWidth: 48,
    align: 'end',
    sort: 'year',
    edit: 'year',
    cell: (row) => row.year ?? faint,
  },
  loudness: {
    label: 'Loudness (LUFS)',
    short: 'LUFS',
    width: 60,
    minWidth: 56,
    align: 'end',
    sort: 'loudnessLufs',
    cell: (row) => (row.loudnessLufs === null ? faint : formatDecibels(row.loudnessLufs)),
  },
  plays: {
    label: 'Plays',
    width: 52,
    minWidth: 48,
    align: 'end',
    sort: 'playCount',
    cell: (row) => row.playCount,
  },
  played: {
    label: 'Last played',
    short: 'Played',
    width: 98,
    minWidth: 88,
    align: 'end',
    sort: 'lastPlayedAt',
    look: 'text-xs/7 text-muted',
    cell: (row) => (row.lastPlayedAt === null ? faint : formatDate(row.lastPlayedAt)),
  },
  quality: {
    label: 'Data quality',
    short: 'Quality',
    width: 66,
    minWidth: 60,
    align: 'end',
    sort: 'quality',
    cell: (row) => (row.quality === null ? faint : `${percentComplete(row.quality)} %`),
  },
  tags: { label: 'Tags', width: 130, minWidth: 60, cell: tagsCell },
  analysis: { label: 'Analysis', width: 104, minWidth: 90, cell: (row) => ANALYSIS_CELLS[row.analysis] },
};
