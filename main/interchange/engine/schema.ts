/**
 * The tables of an m.db of schema 2.21.0 (Engine DJ 3.1 to 3.4; later versions bring it up to date). Names and types are what
 * Engine DJ looks for.
 * @source github.com/xsco/libdjinterop, its reference databases.
 */
export const ENGINE_SCHEMA = { major: 2, minor: 21, patch: 0 } as const;

const id = 'id INTEGER PRIMARY KEY AUTOINCREMENT';

const TRACK_COLUMNS = [
  ['INTEGER', 'playOrder length bpm year'],
  ['TEXT', 'path filename'],
  ['INTEGER', 'bitrate'],
  ['REAL', 'bpmAnalyzed'],
  ['INTEGER', 'albumArtId fileBytes'],
  ['TEXT', 'title artist album genre comment label composer remixer'],
  ['INTEGER', 'key rating'],
  ['TEXT', 'albumArt'],
  ['DATETIME', 'timeLastPlayed'],
  ['BOOLEAN', 'isPlayed'],
  ['TEXT', 'fileType'],
  ['BOOLEAN', 'isAnalyzed'],
  ['DATETIME', 'dateCreated dateAdded'],
  ['BOOLEAN', 'isAvailable isMetadataOfPackedTrackChanged isPerfomanceDataOfPackedTrackChanged'],
  ['INTEGER', 'playedIndicator'],
  ['BOOLEAN', 'isMetadataImported'],
  ['INTEGER', 'pdbImportKey'],
  ['TEXT', 'streamingSource uri'],
  ['BOOLEAN', 'isBeatGridLocked'],
  ['TEXT', 'originDatabaseUuid'],
  ['INTEGER', 'originTrackId'],
  ['BLOB', 'trackData overviewWaveFormData beatData quickCues loops'],
  ['INTEGER', 'thirdPartySourceId streamingFlags'],
  ['BOOLEAN', 'explicitLyrics'],
  ['INTEGER', 'activeOnLoadLoops'],
  ['DATETIME', 'lastEditTime'],
] as const;

const PERFORMANCE = [
  'isAnalyzed',
  'trackData',
  'overviewWaveFormData',
  'beatData',
  'quickCues',
  'loops',
  'thirdPartySourceId',
  'activeOnLoadLoops',
] as const;

/** Columns whose change Engine DJ notes the time of. */
const EDITED =
  'length, bpm, year, filename, bitrate, bpmAnalyzed, albumArtId, title, artist, album, genre, comment, label, composer, ' +
  'remixer, key, rating, albumArt, fileType, isAnalyzed, isBeatGridLocked, trackData, overviewWaveFormData, beatData, ' +
  'quickCues, loops, explicitLyrics, activeOnLoadLoops';

const trackColumns = TRACK_COLUMNS.flatMap(([type, names]) => names.split(' ').map((name) => `${name} ${type}`));

const TABLES = [
  `CREATE TABLE Information (${id}, uuid TEXT, schemaVersionMajor INTEGER, schemaVersionMinor INTEGER,
     schemaVersionPatch INTEGER, currentPlayedIndiciator INTEGER, lastRekordBoxLibraryImportReadCounter INTEGER)`,
  `CREATE TABLE AlbumArt (${id}, hash TEXT, albumArt BLOB)`,
  `CREATE TABLE Track (${[id, ...trackColumns].join(', ')},
     CONSTRAINT C_originDatabaseUuid_originTrackId UNIQUE (originDatabaseUuid, originTrackId),
     CONSTRAINT C_path UNIQUE (path),
     FOREIGN KEY (albumArtId) REFERENCES AlbumArt (id) ON DELETE RESTRICT)`,
  `CREATE TABLE Pack (${id}, packId TEXT, changeLogDatabaseUuid TEXT, changeLogId INTEGER, lastPackTime DATETIME)`,
  `CREATE TABLE Playlist (${id}, title TEXT, parentListId INTEGER, isPersisted BOOLEAN, nextListId INTEGER,
     lastEditTime DATETIME, isExplicitlyExported BOOLEAN,
     CONSTRAINT C_NAME_UNIQUE_FOR_PARENT UNIQUE (title, parentListId),
     CONSTRAINT C_NEXT_LIST_ID_UNIQUE_FOR_PARENT UNIQUE (parentListId, nextListId))`,
  `CREATE TABLE PlaylistEntity (${id}, listId INTEGER, trackId INTEGER, databaseUuid TEXT, nextEntityId INTEGER,
     membershipReference INTEGER,
     CONSTRAINT C_NAME_UNIQUE_FOR_LIST UNIQUE (listId, databaseUuid, trackId),
     FOREIGN KEY (listId) REFERENCES Playlist (id) ON DELETE CASCADE)`,
  `CREATE TABLE PreparelistEntity (${id}, trackId INTEGER, trackNumber INTEGER,
     FOREIGN KEY (trackId) REFERENCES Track (id) ON DELETE CASCADE)`,
  `CREATE TABLE Smartlist (listUuid TEXT NOT NULL PRIMARY KEY, title TEXT, parentPlaylistPath TEXT, nextPlaylistPath TEXT,
     nextListUuid TEXT, rules TEXT, lastEditTime DATETIME,
     CONSTRAINT C_NAME_UNIQUE_FOR_PARENT UNIQUE (title, parentPlaylistPath),
     CONSTRAINT C_NEXT_LIST_UNIQUE_FOR_PARENT UNIQUE (parentPlaylistPath, nextPlaylistPath, nextListUuid))`,
] as const;

const INDEXES = [
  ...[
    'filename',
    'albumArtId',
    'uri',
    'title',
    'length',
    'rating',
    'year',
    'dateAdded',
    'genre',
    'artist',
    'album',
    'key',
    'bpmAnalyzed',
  ].map((column) => `CREATE INDEX index_Track_${column} ON Track (${column})`),
  'CREATE INDEX index_AlbumArt_hash ON AlbumArt (hash)',
  'CREATE INDEX index_PlaylistEntity_nextEntityId_listId ON PlaylistEntity (nextEntityId, listId)',
  'CREATE INDEX index_PreparelistEntity_trackId ON PreparelistEntity (trackId)',
];

const VIEWS = [
  `CREATE VIEW PerformanceData AS SELECT id AS trackId, ${PERFORMANCE.join(', ')} FROM Track`,
  'CREATE VIEW ChangeLog (id, trackId) AS SELECT 0, 0 WHERE FALSE',
  `CREATE VIEW PlaylistAllParent AS
     WITH RECURSIVE Above AS (
       SELECT id, parentListId FROM Playlist
       UNION ALL SELECT Above.id, Playlist.parentListId FROM Playlist JOIN Above ON Above.parentListId = Playlist.id)
     SELECT id, parentListId FROM Above`,
  `CREATE VIEW PlaylistAllChildren AS
     WITH RECURSIVE Below AS (
       SELECT id, id AS childListId FROM Playlist
       UNION ALL SELECT Below.id, Playlist.id FROM Playlist JOIN Below ON Below.childListId = Playlist.parentListId)
     SELECT id, childListId FROM Below WHERE id <> childListId`,
  `CREATE VIEW PlaylistPath AS
     WITH RECURSIVE Above AS (
       SELECT id AS child, parentListId AS parent, title AS name, 1 AS depth FROM Playlist
       UNION ALL SELECT Above.child, Playlist.parentListId, Playlist.title, Above.depth + 1
         FROM Playlist JOIN Above ON Above.parent = Playlist.id
       ORDER BY depth DESC),
     Places AS (
       SELECT id, 1 AS place FROM Playlist WHERE nextListId = 0
       UNION ALL SELECT Playlist.id, Places.place + 1 FROM Playlist JOIN Places ON Playlist.nextListId = Places.id),
     Names AS (
       SELECT child AS id, GROUP_CONCAT(name, ';') || ';' AS path
       FROM (SELECT child, name FROM Above ORDER BY depth DESC) GROUP BY child)
     SELECT Playlist.id AS id, path, ROW_NUMBER() OVER (ORDER BY
         (SELECT COUNT(*) FROM Above WHERE child = Playlist.id) DESC,
         (SELECT place FROM Places WHERE Places.id = Playlist.id)) AS position
     FROM Playlist LEFT JOIN Names USING (id)`,
];

const trigger = (name: string, when: string, ...actions: readonly string[]): string =>
  `CREATE TRIGGER trigger_${name} ${when} BEGIN ${actions.join('; ')}; END`;

const noOrigin = "WHEN IFNULL(NEW.originTrackId, 0) = 0 OR IFNULL(NEW.originDatabaseUuid, '') = ''";
const setOrigin =
  'UPDATE Track SET originTrackId = NEW.id, originDatabaseUuid = (SELECT uuid FROM Information) WHERE Track.id = NEW.id';
const persist = (value: number, which: string, view: string): string =>
  `UPDATE Playlist SET isPersisted = ${value} WHERE id IN (SELECT ${which} FROM ${view} WHERE id = NEW.id)`;

/** Keep ids from being used twice, the lists linked, and PerformanceData writable. */
const TRIGGERS = [
  trigger(
    'after_insert_Track_check_id',
    "AFTER INSERT ON Track WHEN NEW.id <= (SELECT seq FROM sqlite_sequence WHERE name = 'Track')",
    "SELECT RAISE(ABORT, 'a track id must not be used twice')",
  ),
  trigger(
    'after_update_Track_check_Id',
    'BEFORE UPDATE ON Track WHEN NEW.id <> OLD.id',
    "SELECT RAISE(ABORT, 'a track id must not change')",
  ),
  trigger('after_insert_Track_fix_origin', `AFTER INSERT ON Track ${noOrigin}`, setOrigin),
  trigger('after_update_Track_fix_origin', `AFTER UPDATE ON Track ${noOrigin}`, setOrigin),
  trigger(
    'after_update_Track_timestamp',
    `AFTER UPDATE OF ${EDITED} ON Track FOR EACH ROW`,
    "UPDATE Track SET lastEditTime = strftime('%s') WHERE ROWID = NEW.ROWID",
  ),
  trigger(
    'after_insert_Pack_timestamp',
    'AFTER INSERT ON Pack FOR EACH ROW WHEN NEW.lastPackTime IS NULL',
    "UPDATE Pack SET lastPackTime = strftime('%s') WHERE ROWID = NEW.ROWID",
  ),
  trigger(
    'after_insert_Pack_changeLogId',
    'AFTER INSERT ON Pack FOR EACH ROW WHEN NEW.changeLogId = 0',
    'UPDATE Pack SET changeLogId = 1 WHERE ROWID = NEW.ROWID',
  ),
  // The list that the new one goes before is set aside, so that the link to it is unique all the time.
  trigger(
    'before_insert_List',
    'BEFORE INSERT ON Playlist FOR EACH ROW',
    'UPDATE Playlist SET nextListId = -(1 + nextListId) WHERE nextListId = NEW.nextListId AND parentListId = NEW.parentListId',
  ),
  trigger(
    'after_insert_List',
    'AFTER INSERT ON Playlist FOR EACH ROW',
    'UPDATE Playlist SET nextListId = NEW.id WHERE nextListId = -(1 + NEW.nextListId) AND parentListId = NEW.parentListId',
  ),
  trigger(
    'after_delete_List',
    'AFTER DELETE ON Playlist FOR EACH ROW',
    'UPDATE Playlist SET nextListId = OLD.nextListId WHERE nextListId = OLD.id',
    'DELETE FROM Playlist WHERE parentListId = OLD.id',
  ),
  trigger(
    'after_update_isPersistParent',
    `AFTER UPDATE ON Playlist WHEN (OLD.isPersisted = 0 AND NEW.isPersisted = 1)
       OR (OLD.parentListId != NEW.parentListId AND NEW.isPersisted = 1)`,
    persist(1, 'parentListId', 'PlaylistAllParent'),
  ),
  trigger(
    'after_update_isPersistChild',
    'AFTER UPDATE ON Playlist WHEN OLD.isPersisted = 1 AND NEW.isPersisted = 0',
    persist(0, 'childListId', 'PlaylistAllChildren'),
  ),
  trigger(
    'after_insert_isPersist',
    'AFTER INSERT ON Playlist WHEN NEW.isPersisted = 1',
    persist(1, 'parentListId', 'PlaylistAllParent'),
  ),
  trigger(
    'before_delete_PlaylistEntity',
    'BEFORE DELETE ON PlaylistEntity WHEN OLD.trackId > 0',
    'UPDATE PlaylistEntity SET nextEntityId = OLD.nextEntityId WHERE nextEntityId = OLD.id AND listId = OLD.listId',
  ),
  trigger(
    'instead_insert_PerformanceData',
    'INSTEAD OF INSERT ON PerformanceData FOR EACH ROW',
    `UPDATE Track SET ${PERFORMANCE.map((name) => `${name} = NEW.${name}`).join(', ')} WHERE Track.id = NEW.trackId`,
  ),
  ...PERFORMANCE.map((name) =>
    trigger(
      `instead_update_${name}_PerformanceData`,
      `INSTEAD OF UPDATE OF ${name} ON PerformanceData FOR EACH ROW`,
      `UPDATE Track SET ${name} = NEW.${name} WHERE Track.id = NEW.trackId`,
    ),
  ),
  trigger(
    'instead_delete_PerformanceData',
    'INSTEAD OF DELETE ON PerformanceData FOR EACH ROW',
    `UPDATE Track SET ${PERFORMANCE.map((name) => `${name} = NULL`).join(', ')} WHERE Track.id = OLD.trackId`,
  ),
];

export const ENGINE_DDL: readonly string[] = [...TABLES, ...INDEXES, ...VIEWS, ...TRIGGERS];
