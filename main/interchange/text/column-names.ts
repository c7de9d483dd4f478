import type { InterchangeTrack } from '#main/interchange/model.ts';

/** What a column of a list of tracks holds. `ignored` says nothing of a track: artwork, previews. */
export type Column =
  | Exclude<keyof InterchangeTrack, 'id' | 'cues' | 'grid' | 'extra' | 'mix' | 'key' | 'locked'>
  | 'key'
  | 'mix'
  | 'locked'
  | 'position'
  | 'fileName'
  | 'folder'
  | 'start'
  | 'catalogue'
  | 'isrc'
  | 'myTag'
  | 'mode'
  | 'milliseconds'
  | 'ignored';

/**
 * Column names of rekordbox in its languages, of Traktor, Serato, Engine DJ, Mixxx, VirtualDJ, iTunes, Mixed In Key, of shops and
 * streaming exports, and of our own files. Compared as headerKey() makes them.
 */
const NAMES: Readonly<Record<Column, string>> = {
  position: `# | no | no. | nr | nr. | n° | nº | pos | position | order | track order | index | 番号 | 序号 | 순서 | № | número | numero`,
  title: `title | track title | track name | song | song title | song name | name | track | titel | tracktitel | titel des tracks |
    trackname | liedtitel | songtitel | titre | titre du morceau | titre de la piste | nom | morceau | título | título de la pista |
    título de pista | título da faixa | nombre | nombre de la pista | canción | pista | faixa | nome | nome da faixa | música |
    titolo | titolo del brano | titolo traccia | titolo brano | brano | nome brano | titel van nummer | tracknaam | nummertitel |
    naam | nummer titel | titel van track | トラックタイトル | 曲名 | タイトル | トラック名 | 楽曲名 | 曲目 | 标题 | 曲名 | 歌曲 | 标题名 | 曲目标题 | 音轨标题 |
    標題 | 트랙 제목 | 제목 | 곡명 | 트랙 타이틀 | название | название трека | трек | композиция | имя | tytuł | tytuł utworu | utwór | nazwa |
    parça adı | parça | şarkı | başlık | název | název skladby | skladba | názov | låt | låttitel | titel på låt | namn | sporttitel |
    spornavn | kappale | nimi | kappaleen nimi | cím | szám címe | τίτλος | naslov | titlu | עברית שם | שם | العنوان`,
  artist: `artist | artists | artist name | artist names | artist name(s) | track artist | performer | interpret | interpreten | künstler |
    artiste | artistes | interprète | artista | artistas | intérprete | artisti | interprete | artiest | artiesten | uitvoerende |
    アーティスト | アーティスト名 | 演奏者 | 艺术家 | 艺人 | 歌手 | 表演者 | 演出者 | 아티스트 | 가수 | исполнитель | артист | wykonawca | artysta |
    sanatçı | umělec | interpret | interpret(i) | artisti | esittäjä | artisti | előadó | καλλιτέχνης | izvođač | izvajalec | אמן | الفنان`,
  album: `album | album name | album title | release | release title | release name | albumtitel | álbum | albumnaam | アルバム | アルバム名 | 专辑 |
    專輯 | 앨범 | альбом | albüm | albumi | άλμπουμ | אלבום | الألبوم`,
  albumArtist: `album artist | albumartist | album artists | album-artist | albumkünstler | album-künstler | album-interpret | albuminterpret |
    artiste de l'album | artiste album | artista del álbum | artista do álbum | artista dell'album | artista album | albumartiest |
    アルバムアーティスト | 专辑艺术家 | 专辑艺人 | 앨범 아티스트 | исполнитель альбома | artysta albumu | albüm sanatçısı`,
  genre: `genre | genres | style | styles | stil | género | gênero | genere | stijl | ジャンル | 流派 | 类型 | 類型 | 장르 | жанр | gatunek | tür |
    žánr | žáner | genrer | sjanger | lajityyppi | műfaj | είδος | gen | žanr`,
  label: `label | record label | label name | publisher | plattenlabel | maison de disques | sello | sello discográfico | etichetta |
    etichetta discografica | platenlabel | selo | gravadora | レーベル | 厂牌 | 唱片公司 | 레이블 | лейбл | wytwórnia | plak şirketi | vydavatel | skivbolag |
    éditeur | editor | uitgever`,
  comment: `comment | comments | notes | note | message | kommentar | kommentare | anmerkung | commentaire | commentaires | comentario |
    comentarios | comentário | comentários | commento | commenti | opmerking | opmerkingen | コメント | 评论 | 注释 | 備註 | 备注 | 코멘트 | 설명 |
    комментарий | комментарии | komentarz | yorum | yorumlar | komentář | komentár | kommentarer | kommentti | megjegyzés | σχόλια`,
  remixer: `remixer | remixers | remix artist | remixed by | modifier | remixeur | remezclador | remezclado por | remixador | リミキサー | 混音师 | 리믹서 |
    ремиксер`,
  mix: `mix | mix name | version | mix version | mixname | version name | nom du mix | nombre de la mezcla | nome do mix | nome mix | ミックス名 | ミックス |
    混音名称 | 믹스 이름 | версия | versión | versione | versie`,
  composer: `composer | composers | songwriter | writer | komponist | compositeur | compositor | compositore | componist | 作曲者 | 作曲家 | 作曲 | 작곡가 |
    композитор | kompozytor | besteci | skladatel`,
  grouping: `grouping | group | content group | gruppierung | gruppe | regroupement | groupe | agrupación | agrupamento | raggruppamento | groepering |
    グループ | グルーピング | 分组 | 그룹 | группа`,
  year: `year | release year | released | release date | date released | publish date | jahr | année | date de sortie | año | ano | anno | jaar |
    veröffentlicht | 年 | リリース年 | 発売年 | 年份 | 연도 | год | rok | yıl | år | vuosi | év | έτος`,
  trackNumber: `track number | track # | track no | track no. | tracknumber | tracknr | tracknr. | track nr | titelnummer | numéro de piste | n° de piste |
    número de pista | número da faixa | numero traccia | numero brano | nummer | tracknummer | トラック番号 | 曲番号 | 音轨号 | 트랙 번호 | номер трека |
    numer utworu | número`,
  discNumber: `disc number | disc # | disc | disc no | disc no. | discnumber | disk | disk number | disknummer | cd | cd-nummer | numéro de disque |
    número de disco | numero disco | ディスク番号 | 碟号 | 디스크 번호 | номер диска | schijfnummer`,
  rating: `rating | stars | my rating | song rating | bewertung | wertung | note | évaluation | valoración | puntuación | calificación | avaliação |
    classificação | valutazione | voto | beoordeling | waardering | レーティング | 評価 | レート | 评分 | 評分 | 评级 | 평점 | 등급 | оценка | рейтинг | ocena |
    derecelendirme | puan | hodnocení | betyg | bedømmelse | arvostelu | értékelés | βαθμολογία`,
  colour: `colour | color | farbe | couleur | colore | cor | kleur | カラー | 色 | 颜色 | 색상 | цвет | kolor | renk | barva`,
  durationSeconds: `duration | length | time | playtime | play time | total time | duration (s) | duration (seconds) | length (s) | track length |
    track time | seconds | dauer | länge | spieldauer | spielzeit | zeit | durée | temps | longueur | duración | tiempo | longitud | duração |
    tempo total | durata | lunghezza | duur | tijd | speelduur | lengte | 時間 | 再生時間 | 長さ | 时长 | 时间 | 時長 | 長度 | 시간 | 길이 | время |
    длительность | продолжительность | czas | czas trwania | długość | süre | délka | čas | längd | tid | kesto | hossz | διάρκεια | trajanje | durată | durée (s)`,
  milliseconds: `duration (ms) | duration_ms | track duration (ms) | length (ms) | milliseconds | total time (ms) | durationms`,
  bpm: `bpm | tempo | beats per minute | avg bpm | average bpm | bpm (avg) | tempo (bpm) | bpm-wert | テンポ | 速度 | 템포 | темп`,
  key: `key | tonality | musical key | initial key | camelot | camelot key | open key | key result | tonart | tonalité | clé | clef | tonalidad |
    tonalidade | clave | tom | tonalità | chiave | toonsoort | toonaard | キー | 調 | 调 | 调性 | 調性 | 音调 | 키 | 조성 | тональность | ключ | tonacja |
    klucz | anahtar | ton | tónina | tonart | toonart | sävellaji | hangnem | τονικότητα | chave`,
  keyText: `key text`,
  mode: `mode`,
  energy: `energy | energy level | energie | énergie | energía | energia | エネルギー | 能量 | 에너지 | энергия`,
  sizeBytes: `size | file size | filesize | size (bytes) | größe | dateigröße | taille | taille du fichier | tamaño | tamaño de archivo | tamanho |
    tamanho do arquivo | dimensione | dimensioni | dimensione file | grootte | bestandsgrootte | サイズ | ファイルサイズ | 大小 | 文件大小 | 크기 | 파일 크기 |
    размер | rozmiar | boyut | velikost`,
  bitRate: `bitrate | bit rate | bitrate (kbps) | bit rate (kbps) | datenrate | débit | débit binaire | tasa de bits | taxa de bits | ビットレート | 比特率 | 位元率 |
    비트레이트 | битрейт | velocità in bit | bitsnelheid`,
  sampleRate: `sample rate | samplerate | sampling rate | sample rate (hz) | abtastrate | samplingrate | fréquence d'échantillonnage |
    frecuencia de muestreo | taxa de amostragem | frequenza di campionamento | サンプルレート | サンプリングレート | 采样率 | 샘플레이트 | 샘플 레이트 |
    частота дискретизации | bemonsteringsfrequentie`,
  addedAt: `date added | added | added at | added on | import date | date imported | hinzugefügt | hinzugefügt am | datum hinzugefügt | importdatum |
    date d'ajout | ajouté le | date d’ajout | fecha de adición | fecha añadido | fecha de incorporación | añadido | fecha agregada | data de adição |
    data adicionada | adicionado em | data aggiunta | data di aggiunta | aggiunto il | datum toegevoegd | toegevoegd | toegevoegd op | 追加日 | 登録日 |
    追加した日付 | 添加日期 | 加入日期 | 추가일 | 추가한 날짜 | дата добавления | добавлено | data dodania | dodano | eklenme tarihi | datum přidání | tillagd |
    tilføjet`,
  lastPlayedAt: `last played | last played at | last play | last played on | played at | zuletzt gespielt | dernière lecture | última reproducción |
    última reprodução | ultima riproduzione | laatst gespeeld | laatst afgespeeld | 最終再生日 | 最后播放 | 마지막 재생 | последнее воспроизведение`,
  playCount: `play count | plays | playcount | times played | dj play count | played | wiedergaben | dj-wiedergabezähler | wiedergabezähler |
    nombre de lectures | lectures | reproducciones | número de reproducciones | reproduções | contagem de reproduções | riproduzioni |
    numero riproduzioni | aantal keer afgespeeld | aantal keer gespeeld | dj再生回数 | 再生回数 | 播放次数 | 재생 횟수 | dj 재생 횟수 | прослушивания |
    количество воспроизведений`,
  locked: `locked | grid locked | gesperrt`,
  path: `path | location | file path | filepath | full path | file location | file | pfad | dateipfad | speicherort | datei | chemin | chemin d'accès |
    emplacement | fichier | ruta | ubicación | archivo | caminho | localização | local | arquivo | percorso | posizione | bestandslocatie |
    locatie | pad | bestand | 場所 | パス | ファイルパス | 保存先 | 路径 | 位置 | 경로 | 위치 | путь | расположение | файл | lokalizacja | ścieżka | konum | umístění`,
  fileName: `file name | filename | dateiname | nom de fichier | nom du fichier | nombre de archivo | nombre del archivo | nome do arquivo | nome file |
    nome del file | bestandsnaam | ファイル名 | 文件名 | 檔案名稱 | 파일 이름 | 파일명 | имя файла | nazwa pliku | dosya adı`,
  folder: `folder | directory | ordner | verzeichnis | dossier | carpeta | pasta | cartella | map | フォルダ | フォルダー | 文件夹 | 폴더 | папка`,
  start: `start time | start | cue | timestamp | time code | timecode | startzeit | beginn | heure de début | début | hora de inicio | inicio | início |
    hora de início | ora di inizio | inizio | starttijd | 開始時間 | 开始时间 | 시작 시간 | время начала | position in set`,
  catalogue: `catalogue | catalog | catalogue number | catalog number | catalog no | catalog no. | catalogue no | cat no | cat no. | cat# | cat. |
    release number | katalognummer`,
  isrc: `isrc`,
  myTag: `my tag | my tags | mytag | tags | mein tag | マイタグ | mes tags | mi etiqueta | mis etiquetas | minha tag | マイタグ | 我的标签 | 내 태그 | мой тег`,
  ignored: `artwork | cover | cover art | album art | preview | artworks | albumcover | cover-bild | pochette | illustration | carátula | portada |
    copertina | hoes | albumhoes | アートワーク | ジャケット | プレビュー | 封面 | 插图 | 아트워크 | обложка | okładka | kapak | vorschau | aperçu | waveform | capa | arte |
    arte de capa | obal | ilustración | grafica | hoesafbeelding`,
};

/** Lower case, one blank between words, without the marks that programs put around names. */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/^[\s"'*\ufeff]+|[\s"'*:↑↓▲▼]+$/gu, '')
    .replace(/[\s_]+/gu, ' ')
    .toLowerCase();
}

/** A name that two columns claim ("Note" is a rating in French and a comment in English) belongs to the first in this table. */
const BY_NAME = new Map<string, Column>();
for (const [column, names] of Object.entries(NAMES) as [Column, string][]) {
  for (const name of names.split('|')) {
    const key = headerKey(name.replace(/\s+/g, ' '));
    if (!BY_NAME.has(key)) BY_NAME.set(key, column);
  }
}

/** @returns null for a name that is in no program's list. */
export function columnOf(header: string): Column | null {
  const key = headerKey(header);
  // "Track Title(1)" and "Artist (all)" are the same column.
  return BY_NAME.get(key) ?? BY_NAME.get(key.replace(/\s*\([^)]*\)$/, '')) ?? null;
}
