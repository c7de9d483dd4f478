/** What stands before the names in a row: its number, its time, and whether it is played over the one before. */

export interface RowTime {
  /** As "1:02:33" or "12:34" means it; null where the list does not know ("[0??]"). */
  readonly seconds: number | null;
  /** Minutes alone in brackets, "[014]", which can also be a number. */
  readonly bracketed: number | null;
  /** "12:34" of two numbers can be minutes and seconds or hours and minutes. */
  readonly isShort: boolean;
}

export interface RowPrefix {
  readonly number: number | null;
  readonly time: RowTime | null;
  /** "w/": played together with the row before. */
  readonly isLayer: boolean;
  /** What follows. */
  readonly body: string;
}

/** What most rows of the list do; one row alone could not be told. */
export interface PrefixStyle {
  /** "1 Artist - Title". */
  readonly bareNumbers: boolean;
  /** "128 Artist - Title". */
  readonly leadingTempi: boolean;
  /** "4.808 State - Title". */
  readonly tightNumbers: boolean;
  /** "7 - Title" and "12 - Artist - Title". */
  readonly dashNumbers: boolean;
  /** "A1 Artist - Title", "1-01 Artist - Title". */
  readonly sideNumbers: boolean;
  /** "03.45 Artist - Title". */
  readonly dotTimes: boolean;
  /** Rows begin with times, so "22:22 - Moonlight" is no band and its song. */
  readonly timed: boolean;
}

export const PLAIN_STYLE: PrefixStyle = {
  bareNumbers: false,
  leadingTempi: false,
  tightNumbers: false,
  dashNumbers: false,
  sideNumbers: false,
  dotTimes: false,
  timed: false,
};

interface Token {
  readonly length: number;
  readonly number?: number | null;
  readonly time?: RowTime;
  readonly isLayer?: true;
}

const UNKNOWN: RowTime = { seconds: null, bracketed: null, isShort: false };

function clock(hours: string | undefined, minutes: string | undefined, seconds: string | undefined): RowTime | null {
  const [h, m, s] = [Number(hours ?? 0), Number(minutes ?? 0), Number(seconds ?? 0)];
  if (s > 59 || (hours !== undefined && m > 59)) return null;
  return { seconds: h * 3600 + m * 60 + s, bracketed: null, isShort: hours === undefined };
}

const END = '(?=$|[\\s\\])}\\-–—|:,.>]|\\p{L})';
/** A time and, in some lists, where the track ends. */
const CLOCK = String.raw`(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,]\d{1,3})?(?:\s*(?:[-–—]|to)\s*(?:\d{1,2}:)?\d{1,3}:\d{2})?`;
const BRACKETED_CLOCK = new RegExp(`^[[({<]\\s*@?\\s*${CLOCK}\\s*[\\])}>]`, 'u');
const PLAIN_CLOCK = new RegExp(`^@?\\s*${CLOCK}(?![\\d:])${END}`, 'u');
const UNKNOWN_CLOCK =
  /^[[(]?\s*(?:(?=[\d:]*\?)[\d?]{1,3}(?::[\d?]{2}){0,2}|-{1,2}:-{2}|x{1,2}:x{2})\s*[\])](?=$|\s|\S)|^\?{1,2}:\?{2}(?::\?{2})?(?=\s|$)/iu;
const BRACKETED_NUMBER = /^\[\s*(\d{1,3})\s*\]/;
const SPOKEN_CLOCK = /^(\d{1,2})h(\d{1,2})(?:m(?:in)?(?:(\d{1,2})s?)?)?(?=\s|$)|^(\d{1,3})m(?:in)?(\d{1,2})s?(?=\s|$)/i;
const PRIME_CLOCK = /^(\d{1,3})['′’](\d{2})(?:["″”]|'')?(?=\s|$)/;
const DOTTED_CLOCK = /^(\d{1,2})\.(\d{2})\.(\d{2})(?=\s|$)/;
const DOT_TIME = /^(\d{1,3})\.(\d{2})(?=\s)/;

function timeToken(text: string, style: PrefixStyle): Token | null {
  const exact = BRACKETED_CLOCK.exec(text) ?? PLAIN_CLOCK.exec(text) ?? DOTTED_CLOCK.exec(text);
  const time = exact === null ? null : clock(exact[1], exact[2], exact[3]);
  if (exact !== null && time !== null) return { length: exact[0].length, time };
  const unknown = UNKNOWN_CLOCK.exec(text);
  if (unknown !== null) return { length: unknown[0].length, time: UNKNOWN };
  const minutes = BRACKETED_NUMBER.exec(text);
  if (minutes !== null) {
    return {
      length: minutes[0].length,
      time: { seconds: Number(minutes[1]) * 60, bracketed: Number(minutes[1]), isShort: false },
    };
  }
  return spokenTime(text) ?? (style.dotTimes ? shortTime(DOT_TIME.exec(text)) : shortTime(PRIME_CLOCK.exec(text)));
}

function shortTime(match: RegExpExecArray | null): Token | null {
  const time = match === null ? null : clock(undefined, match[1], match[2]);
  return match === null || time === null ? null : { length: match[0].length, time };
}

function spokenTime(text: string): Token | null {
  const match = SPOKEN_CLOCK.exec(text);
  if (match === null) return null;
  const time = match[1] === undefined ? clock(undefined, match[4], match[5]) : clock(match[1], match[2], match[3]);
  return time === null ? null : { length: match[0].length, time: { ...time, isShort: false } };
}

const PUNCTUATED = /^#?\s?(\d{1,3})\s*(?:\.(?!\d)|[)\]:/](?!\d)|_|、)+[-–—]?\s*(?=\S|$)/u;
const HASHED = /^[#№]\s?(\d{1,3})(?:\s*[-–—:.)]\s*|\s+)(?=\S|$)/u;
const IN_PARENTHESES = /^\((\d{1,3})\)\s*(?=\S)/;
const NAMED =
  /^(?:track|trk|song|tune|titel|tema|pista|faixa|piste|brano|nummer|трек)\s*#?(\d{1,3})(?:\s*[:.)]\s*|\s+[-–—]\s+(?=.*\s[-–—]\s))(?=\S)/iu;
const WITH_DASH = /^(\d{1,3})\s+[-–—]+\s+(?=\S)|^(\d{1,3})[-–—]\s+(?=\S)/u;
const ZERO_LED = /^(0\d{1,2})\s+(?=\S)/;
const TIGHT = /^(\d{1,3})[.)](?=\S)/;
const ALONE = /^(\d{1,3})$/;
const SCENE = /^(\d{2,3})[-–—](?=\p{L})/u;
const BARE = /^(\d{1,3})\s+(?=\S)/;
const OF_A_SIDE = /^(?:[A-H]{1,2}|CD ?\d-|\d{1,2}[-.])(\d{1,2})\s*[.):]?(?:\s+[-–—])?\s+(?=\S)/;
const DASH = /\s[-–—]{1,2}\s/;

/** What no name begins with. */
const SURE_NUMBERS = [PUNCTUATED, HASHED, IN_PARENTHESES, NAMED, ZERO_LED, ALONE];

/** "01 - Artist - Title"; but "311 - Down" is a band and its song. */
function dashedNumber(text: string, style: PrefixStyle): RegExpExecArray | null {
  const match = WITH_DASH.exec(text);
  if (match === null) return style.dashNumbers ? SCENE.exec(text) : null;
  const rest = text.slice(match[0].length);
  return style.dashNumbers || DASH.test(rest) || CLOCK_AHEAD.test(rest) ? match : null;
}

function bareNumber(text: string, style: PrefixStyle): RegExpExecArray | null {
  return style.bareNumbers || style.leadingTempi || CLOCK_AHEAD.test(text.replace(BARE, '')) ? BARE.exec(text) : null;
}

function numberToken(text: string, style: PrefixStyle): Token | null {
  const side = style.sideNumbers ? OF_A_SIDE.exec(text) : style.tightNumbers ? TIGHT.exec(text) : null;
  const sure = SURE_NUMBERS.map((pattern) => pattern.exec(text)).find((match) => match !== null) ?? side;
  const dashed = dashedNumber(text, style);
  // In "01 - Artist - Title" the dash belongs to the number.
  const longer = dashed !== null && dashed[0].length > (sure?.[0].length ?? 0) ? dashed : sure;
  const match = longer ?? bareNumber(text, style);
  return match === null ? null : { length: match[0].length, number: Number(match[1] ?? match[2]) };
}
const CLOCK_AHEAD = new RegExp(`^[[(]?${CLOCK}[\\])]?(?=\\s|$)`, 'u');

const LAYER = /^\(?\s*(?:w\s?[/\\](?!\w\/)|with:|mixed with\b:?|together with\b:?|vs\.?(?=\s)|[+&](?=\s))\s*/iu;

function layerToken(text: string): Token | null {
  const match = LAYER.exec(text);
  return match === null ? null : { length: match[0].length, isLayer: true };
}

/** Between a prefix and the names: "00:00 - Artist", "01 | Artist", "[12:34]: Artist". */
const JOINT = /^\s*(?:(?:[-–—|:>•·~]+(?=\s|$|\p{L})|\.(?=\s|$))\s*)?/u;

/** "9. 22:22 - Moonlight" */
function isName(token: Token, text: string, number: number | null, style: PrefixStyle): boolean {
  if (token.time === undefined || number === null || style.timed || !DASH.test(text)) return false;
  return !DASH.test(text.slice(token.length).replace(JOINT, ''));
}

function nextToken(text: string, prefix: RowPrefix, style: PrefixStyle): Token | null {
  const layer = prefix.isLayer ? null : layerToken(text);
  const time = layer === null && prefix.time === null ? timeToken(text, style) : null;
  const number = layer === null && time === null && prefix.number === null ? numberToken(text, style) : null;
  const token = layer ?? time ?? number;
  return token === null || isName(token, text, prefix.number, style) ? null : token;
}

/** A number and a time each once, in any order. */
export function readPrefix(text: string, style: PrefixStyle): RowPrefix {
  let prefix: RowPrefix = { number: null, time: null, isLayer: false, body: text };
  for (let token = nextToken(text, prefix, style); token !== null; token = nextToken(prefix.body, prefix, style)) {
    prefix = {
      number: token.number ?? prefix.number,
      time: token.time ?? prefix.time,
      isLayer: prefix.isLayer || token.isLayer === true,
      body: prefix.body.slice(token.length).replace(JOINT, ''),
    };
  }
  const body = prefix.body.trim();
  // "(w/ Artist - Title)"
  const isWrapped = prefix.isLayer && text.includes('(') && body.endsWith(')') && !body.includes('(');
  return { ...prefix, body: isWrapped ? body.slice(0, -1) : body };
}
