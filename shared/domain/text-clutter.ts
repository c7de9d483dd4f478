/** Space that was left at the ends, doubled in the middle or before a closing sign where something was taken out. */
function closeGap(text: string): string {
  return text
    .replace(/[^\S\n]{2,}/gu, ' ')
    .replace(/^[\s|~–—-]*\s+|\s+[\s|~–—-]*$/gu, '')
    .trim();
}

const take = (text: string, patterns: readonly RegExp[]): string => {
  const rest = patterns.reduce((left, pattern) => left.replace(pattern, ' '), text);
  return rest === text ? text : closeGap(rest);
};

const FREE = String.raw`free\s*(?:download|dl|d/l)!*`;
const OFFICIAL = String.raw`(?:official\s*)?(?:music\s*|lyrics?\s*)?(?:video|audio|visuali[sz]er|lyrics?)`;
const QUALITY = String.raw`h[qd]|4k|(?:\d{2,3}\s*k(?:bps|bit/?s?)|mp3|flac|wav)(?:\s*(?:\d{2,3}(?:\s*k(?:bps)?)?|mp3))?`;
const PROMOTION = String.raw`out\s*now!*|exclusive(?:\s+premiere)?|premiere|preview|promo(?:\s+only)?|buy\s*=\s*${FREE}`;

const CLUTTER: readonly RegExp[] = [
  new RegExp(String.raw`\s?[([{*]+\s*(?:${OFFICIAL}|${QUALITY}|${FREE}|${PROMOTION})\s*[)\]}*]+`, 'giu'),
  new RegExp(String.raw`\s(?:[-–—|~]\s)?${FREE}\s*$`, 'giu'),
  /^\s*(?:exclusive\s+)?premiere\s*[:|]\s*/giu,
  /\s?(?:\(\s*\)|\[\s*\]|\{\s*\})/gu,
];

/**
 * Takes out what shops, blogs and video sites add and what says nothing about the music: "[Free Download]",
 * "(Official Video)", "[320kbps]", "Premiere:", empty brackets. Versions ("(Extended Mix)") stay.
 * @returns May be "".
 */
export function withoutClutter(text: string): string {
  return take(text, CLUTTER);
}

const TOP_LEVEL = 'com|net|org|info|biz|fm|tv|me|io|to|cc|ru|ua|pl|de|nl|be|fr|it|es|uk|us|eu|ws|xyz|club|dj';
const DOMAIN = String.raw`(?:[\p{L}\p{N}-]{1,63}\.){1,4}(?:${TOP_LEVEL})(?:/[^\s()[\]{}]*)?`;

const WEB_SITES: readonly RegExp[] = [
  new RegExp(
    String.raw`\s?[([{*]+\s*(?:(?:https?://|www\.)[^\s()[\]{}]+|${DOMAIN})(?:\s+[^()[\]{}]{0,60})?[)\]}*]+`,
    'giu',
  ),
  /(?:(?<=\s)[-–—|~:]\s)?(?:https?:\/\/|(?<![\p{L}\p{N}])www\.)[^\s()[\]{}]+/giu,
];

/**
 * Takes out addresses of sites: "www.site.com", "https://…" anywhere, a bare "site.com" only in brackets, because
 * outside of them it may be a name ("Will.I.Am").
 * @returns May be "".
 */
export function withoutWebSites(text: string): string {
  return take(text, WEB_SITES);
}

const ORIGINAL_MIX: readonly RegExp[] = [
  /\s?(?:\(\s*original(?:\s+(?:mix|version))?\s*\)|\[\s*original(?:\s+(?:mix|version))?\s*\])/giu,
  /\s[-–—]\soriginal\s(?:mix|version)\s*$/giu,
];

/** Takes out "(Original Mix)", which says only that it is no other version. */
export function withoutOriginalMix(text: string): string {
  return take(text, ORIGINAL_MIX);
}
