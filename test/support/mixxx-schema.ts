/** The tables of mixxxdb.sqlite, schema 39, as far as a library is in them. */
export const MIXXX_DDL = `
CREATE TABLE settings (name TEXT UNIQUE NOT NULL, value TEXT, locked INTEGER DEFAULT 0, hidden INTEGER DEFAULT 0);
CREATE TABLE track_locations (id INTEGER PRIMARY KEY AUTOINCREMENT, location varchar(512) UNIQUE, filename varchar(512),
  directory varchar(512), filesize INTEGER, fs_deleted INTEGER, needs_verification INTEGER);
CREATE TABLE library (id INTEGER PRIMARY KEY AUTOINCREMENT, artist varchar(64), title varchar(64), album varchar(64),
  year varchar(16), genre varchar(64), tracknumber varchar(3), location integer REFERENCES track_locations(location),
  comment varchar(256), url varchar(256), duration float, bitrate integer, samplerate integer, cuepoint integer, bpm float,
  wavesummaryhex blob, channels integer, datetime_added DEFAULT CURRENT_TIMESTAMP, mixxx_deleted integer, played integer,
  header_parsed integer DEFAULT 0, filetype varchar(8) DEFAULT '?', replaygain float DEFAULT 0,
  timesplayed integer DEFAULT 0, rating integer DEFAULT 0, key varchar(8) DEFAULT '', beats BLOB, beats_version TEXT,
  composer varchar(64) DEFAULT '', bpm_lock INTEGER DEFAULT 0, beats_sub_version TEXT DEFAULT '', keys BLOB,
  keys_version TEXT, keys_sub_version TEXT, key_id INTEGER DEFAULT 0, grouping TEXT DEFAULT '',
  album_artist TEXT DEFAULT '', coverart_source INTEGER DEFAULT 0, coverart_type INTEGER DEFAULT 0,
  coverart_location TEXT DEFAULT '', coverart_hash INTEGER DEFAULT 0, replaygain_peak REAL DEFAULT -1.0,
  tracktotal TEXT DEFAULT '//', color INTEGER, coverart_color INTEGER, coverart_digest BLOB,
  last_played_at DATETIME DEFAULT NULL, source_synchronized_ms INTEGER DEFAULT NULL);
CREATE TABLE cues (id INTEGER PRIMARY KEY AUTOINCREMENT, track_id INTEGER NOT NULL REFERENCES library(id),
  type INTEGER DEFAULT 0 NOT NULL, position INTEGER DEFAULT -1 NOT NULL, length INTEGER DEFAULT 0 NOT NULL,
  hotcue INTEGER DEFAULT -1 NOT NULL, label TEXT DEFAULT '' NOT NULL, color INTEGER DEFAULT 4294901760 NOT NULL);
CREATE TABLE crates (id INTEGER PRIMARY KEY AUTOINCREMENT, name varchar(48) UNIQUE NOT NULL, count INTEGER DEFAULT 0,
  show INTEGER DEFAULT 1, locked integer DEFAULT 0, autodj_source INTEGER DEFAULT 0);
CREATE TABLE crate_tracks (crate_id INTEGER NOT NULL REFERENCES crates(id),
  track_id INTEGER NOT NULL REFERENCES "library"(id), UNIQUE (crate_id, track_id));
CREATE TABLE Playlists (id INTEGER primary key, name varchar(48), position INTEGER, hidden INTEGER DEFAULT 0 NOT NULL,
  date_created datetime, date_modified datetime, locked integer DEFAULT 0);
CREATE TABLE PlaylistTracks (id INTEGER primary key, playlist_id INTEGER REFERENCES Playlists(id),
  track_id INTEGER REFERENCES "library"(id), position INTEGER, pl_datetime_added);
INSERT INTO settings (name, value) VALUES ('mixxx.schema.version', '39'), ('mixxx.schema.last_used_version', '39');
`;

const double = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
};

/** A message of one field that holds a double. */
const doubleField = (value: number): Buffer => Buffer.concat([Buffer.of(0x09), double(value)]);
const message = (number: number, body: Buffer): Buffer => Buffer.concat([Buffer.of(number * 8 + 2, body.length), body]);

/** "BeatGrid-2.0". */
export const mixxxBeatGrid = (bpm: number, firstFrame: number): Buffer =>
  Buffer.concat([message(1, doubleField(bpm)), message(2, doubleField(firstFrame))]);

/** "BeatMap-1.0". */
export const mixxxBeatMap = (frames: readonly number[]): Buffer =>
  Buffer.concat(frames.map((frame) => message(1, doubleField(frame))));

/** "BeatGrid-1.0". */
export const mixxxPlainGrid = (bpm: number, firstFrame: number): Buffer =>
  Buffer.concat([double(bpm), double(firstFrame)]);
