/** Lines of a pasted list that are no tracks. */
export type LineKind = 'blank line' | 'heading' | 'comment' | 'link' | 'credit' | 'details';

const LINK = /^(?:https?:\/\/|www\.|[\w.-]+\.(?:com|net|org|tl|fm|co|io)\/)\S*$|\bhttps?:\/\/\S+$/i;
const COMMENT = /^(?:\/\/|;|#(?!\d)|--\s|\/\*|\*\/|<!--)/;
const MARKS = /^[^\p{L}\p{N}?]+$/u;
/** Discogs lists who did what under each track. */
const CREDIT =
  /^(?:written[- ]by|producer|produced by|remix|vocals?|featuring|mixed by|mastered by|lyrics by|music by|composed by|performer|arranged by|engineer|co-producer|guitar|keyboards|bass|drums|edited by|executive producer|words by|programmed by|backing vocals|voice|recorded by|artwork|photography(?: by)?|design|other|additional production|synthesizer)(?:\s*\[[^\]]*\])?\s*[-–—]\s/iu;
/** "Genre: House - Techno": a name and a colon before any dash. */
const DETAIL =
  /^(?:genres?|styles?|date|recorded(?: (?:on|at|live|by))?|venue|location|event|duration|length|time|total(?: time)?|download|listen|stream|follow(?: me)?|subscribe|facebook|instagram|twitter|soundcloud|mixcloud|youtube|website|web|contact|booking|bookings|email|e-mail|support|hosted by|presented by|mixed by|compiled by|dj|artist|label|bpm|quality|size|format|source|bitrate|info|note|notes|notice|website|show|episode|station|radio|published|released|more info|file under|credits|photo|cover|tags|veröffentlicht|datum|ort|fecha|lugar|durée|lieu|data|luogo|дата|место|日付|日期)\s*:/iu;
const HEADING =
  /^(?:(?:full |complete |the |my |partial )?track\s?-?list(?:ing|e|en)?|tl|set\s?-?list|play\s?list|tracks?|songs?|titel(?:liste)?|liste des (?:titres|morceaux)|lista de (?:temas|canciones|faixas|músicas)|tracklist(?:e|a)?|scaletta|elenco tracce|nummers|трек-?лист|плейлист|список треков|トラックリスト|セットリスト|曲目|歌单|曲目表|트랙\s?리스트|lista utworów|çalma listesi|skladby|låtlista)\s*[:：]?$|^(?:part|pt\.?|hour|disc|disk|cd|side|teil|stunde|heure|partie|parte|hora|ora|deel|uur|часть|час|set|act|day|room|stage)\s*#?(?:\d{1,2}|[ivx]{1,4}|[a-h]|one|two|three|four)\b(?:[^-–—]{0,60}|\s[-–—]\s.{0,60})$|^(?:first|second|third|last|1st|2nd|3rd) (?:hour|half|part|set)\b/iu;
const TITLE_OF_SET =
  /@|\b(?:live (?:at|@|from|in|on)|essential mix|podcast|radio ?show|guest ?mix|mixtape|dj ?set|dj-set|boiler room|mix series|closing set|opening set|warm-?up set|b2b .* at|episode \d+|ep\.? ?\d{2,}|vol(?:ume|\.)? ?\d+|tracklist|track list|setlist|playlist|festival|trackliste)\b|\b(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./]\d{1,2}\b|\b\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? 20\d\d\b|\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* 20\d\d\b/iu;
const THANKS =
  /^(?:please|thanks|thank you|enjoy|like|comment|share|subscribe|follow|buy|download|get your|check out|all rights|copyright|©|\(c\)|disclaimer|no copyright|support the artists|edit:|update[: ]|ps:|p\.s\.)(?!\p{L})/iu;

/** @returns null for what can be a track. */
export function lineKind(text: string): LineKind | null {
  if (text === '') return 'blank line';
  if (MARKS.test(text)) return 'comment';
  if (LINK.test(text)) return 'link';
  if (HEADING.test(text)) return 'heading';
  if (COMMENT.test(text)) return 'comment';
  if (CREDIT.test(text)) return 'credit';
  return DETAIL.test(text) ? 'details' : null;
}

/** Whether a line reads as the name of a set ("A @ B 2024-05-01") more than as a track. */
export function isSetTitle(text: string): boolean {
  return TITLE_OF_SET.test(text);
}

export function isFooter(text: string): boolean {
  return THANKS.test(text);
}

// Words that people write in tracklists where they do not know a track.
const NO_NAME =
  /^(?:\?+|id|i\.d\.|ids|id ?#?\d{1,2}|\(?id\)?|unknown(?: (?:artist|track|title|song|id))?|unidentified(?: track)?|unreleased(?: track| id)?|track id\??|n\/a|tba|tbc|xxx?|\.{2,}|…|_+|unbekannt|inconnu|desconocid[oa]|desconhecid[oa]|sconosciut[oa]|onbekend|неизвестно|неизвестный|неизв\.?|不明|未知|未詳|알 수 없음|nieznany|bilinmeyen|okänd|ukjent|ukendt|tuntematon)\??$/iu;

/** "?", "ID", "Unknown artist" in any of the list's languages. */
export function isUnknownName(text: string): boolean {
  return NO_NAME.test(text.trim());
}
