/** Words by which a bracket is the name of a mix and no part of the title, in the languages that lists are written in. */

const LAST_WORDS = `mix mixes mixx remix remixes rmx re-mix mashup mash-up mixshow megamix edit edits re-edit reedit version versión versão versione
  vers. wersja verzió versio dub dubmix dubstrumental rework re-work reworked reworking refix re-fix retouch retouched reprise remaster remastered bootleg boot booty flip vip v.i.p. v.i.p
  instrumental instrumentale strumentale acapella acappella accapella accapela a-cappella cappella capella pella extended original rebuild reconstruction reconstructed
  interpretation reinterpretation re-interpretation retake re-take redo re-do re-rub rerub rub revision re-vision reversion re-version
  remodel remodelled re-model tool cover demo acoustic unplugged cut take treatment translation variation variations relick relift re-lift
  reboot re-boot reshape reassembly reswing regroove re-groove overhaul makeover blend transition session slowed bonus reimagined
  reimagination re-imagined rendition remould remolded revamp re-vamp rewire rewired rewind rerun refresh refreshed recut re-cut rebump restructure
  restructured deconstruction reduction anthem-mix vocal vocals live remixx remix'd remixed rmx. mixed arrangement
  versiyon versiyonu verze verzia verzija versjon versio mezcla edición edição remezclado vivo directo ремикс микс версия ремейк каверверсия リミックス ミックス バージョン ヴァージョン エディット 混音 版 版本 리믹스 믹스 버전 에디트 remezcla remixé réédit bearbeitung`;

const BEFORE_A_NUMBER = String.raw`(?:\s+(?:\d{1,4}(?:st|nd|rd|th)?|[ivx]{1,4}|v\.?\d|pt\.?\s?\d|part\s\d|[ab]|\(.*\)))?`;
const WORDS = LAST_WORDS.split(/\s+/)
  .map((word) => word.replaceAll('.', '\\.'))
  .join('|');
const ENDS_WITH = new RegExp(
  `(?:^|[\\s'’&/.\\-]|[\\u3040-\\u30ff\\u4e00-\\u9fff\\uac00-\\ud7af])(?:${WORDS})!?${BEFORE_A_NUMBER}$`,
  'iu',
);
const BEGINS_WITH =
  /^(?:remaster(?:ed)?\b|live (?:at|@|from|in|on|version)(?=\s|$)|(?:re)?mix(?:ed)? by\b|edit(?:ed)? by\b|version by\b|rework(?:ed)? by\b|remix:|sped up\b|bonus beats|beats only|no drums|drums only|intro edit|clean(?:$| )|dirty(?:$| )|explicit$|radio$|club$|dj tool|ремикс |remix de |remix van |remix von |versión de |version de |ao vivo|en vivo|dal vivo|en directo|chopped|screwed|prod\.)/iu;

/** Whether what stands in a bracket, or after a last dash, names a mix. */
export function isMixName(text: string): boolean {
  const words = text.trim();
  if (words === '' || /^(?:feat|ft|featuring|with|w\/|prod|aka|a\.k\.a)\b/iu.test(words)) return false;
  return ENDS_WITH.test(words) || BEGINS_WITH.test(words);
}

const MOST_BRACKETS = 4;
const TRAILING_BRACKET = /^(.*\S)\s*(?:\(([^()]*(?:\([^()]*\)[^()]*)*)\)|\[([^[\]]*)\])$/u;
const BRACKET_BEFORE_GUESTS = /^(.*\S)\s*[([]([^()[\]]*)[)\]]\s*((?:feat|ft|featuring)\b.*)$/iu;

export interface TitleAndMix {
  readonly title: string;
  readonly mix: string;
}

/** "Title (feat. X) (Y Remix)" is "Title (feat. X)" in the "Y Remix"; several names of mixes are joined by a comma. */
export function splitMix(text: string): TitleAndMix {
  let title = text;
  const mixes: string[] = [];
  for (let count = 0; count < MOST_BRACKETS; count += 1) {
    const [, before, round, square] = TRAILING_BRACKET.exec(title) ?? [];
    const content = (round ?? square ?? '').trim();
    if (before === undefined || !isMixName(content)) break;
    title = before;
    mixes.unshift(content);
  }
  return mixes.length > 0 ? { title, mix: mixes.join(', ') } : mixBeforeGuests(text);
}

/** "Title (Y Remix) feat. X" */
function mixBeforeGuests(text: string): TitleAndMix {
  const [, title, mix, guests] = BRACKET_BEFORE_GUESTS.exec(text) ?? [];
  if (title === undefined || mix === undefined || !isMixName(mix)) return { title: text, mix: '' };
  return { title: `${title} ${guests ?? ''}`.trim(), mix: mix.trim() };
}
