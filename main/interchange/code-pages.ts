import { TextDecoder } from 'node:util';

/**
 * Tells the code page of text that is neither UTF-8 nor UTF-16: each is read, and the one whose letters are those of a language,
 * the frequent ones more often than the rare, wins.
 */
interface Language {
  readonly encoding: string;
  /** Its letters beyond ASCII in lower case, from the commonest to the rarest. */
  readonly letters: string;
}

/** Equal ones go to the first. */
const LANGUAGES: readonly Language[] = [
  { encoding: 'windows-1252', letters: 'éèàçêâùîôûœëïü' },
  { encoding: 'windows-1252', letters: 'üäöß' },
  { encoding: 'windows-1252', letters: 'óáíéñúü¿¡' },
  { encoding: 'windows-1252', letters: 'ãçáéóíêõâúàô' },
  { encoding: 'windows-1252', letters: 'åäöøæé' },
  { encoding: 'windows-1252', letters: 'áíðéóöúæþý' },
  { encoding: 'windows-1250', letters: 'ąłęóżśćńź' },
  { encoding: 'windows-1250', letters: 'áíéěřžýčšůúďťňó' },
  { encoding: 'windows-1250', letters: 'áéóöőíüúű' },
  { encoding: 'windows-1250', letters: 'čšžćđ' },
  { encoding: 'windows-1250', letters: 'ăîşţâ' },
  { encoding: 'windows-1254', letters: 'ıüşğçöi̇â' },
  { encoding: 'windows-1257', letters: 'āēīšėžųčūņļģķąįõ' },
  { encoding: 'windows-1251', letters: 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъіїєґў' },
  { encoding: 'windows-1253', letters: 'αοιετσνηυρπκμλςωάίόέθδήύγχφώβξζψϊϋ' },
  { encoding: 'windows-1255', letters: 'יוהלארמתשבנדםפקחעכגטסזןצךףץ' },
  { encoding: 'windows-1256', letters: 'اليمنوترهبدعفسكقحةجأشصطىخزإءذثغئظضآؤپچژگ' },
  { encoding: 'windows-874', letters: 'านรกอเงมยล่วดท้สตะปบคหแีจพขใไิโัชถุศูธณผฉญฎึๆฟ็ืำ์ซภ' },
  { encoding: 'koi8-r', letters: 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъ' },
  { encoding: 'ibm866', letters: 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъ' },
  { encoding: 'macintosh', letters: 'éèàüäöçñáíóúêâôîûëïßåøæãõ' },
];
/** Signs that any language's text holds. */
const NEUTRAL = /[‘’“”„«»–—…°·©®™´`•€£§¡¿\u00a0×!-~]/u;

/** A letter of no language of the page speaks as much against it as a frequent one for it. */
const STRANGE = -1;
/** Signs of a wrong page: a capital inside a word ("пРИВЕТ" is KOI8 read as Windows-1251), two scripts in one ("Hιctor"). */
const BROKEN_WORD = -0.8;
/** Most files are western; the fewer letters there are, the less they say against that. */
const western = (letters: number): number => 0.12 + 0.2 / letters;
const SAMPLE_BYTES = 64 * 1024;

function weightsOf({ letters }: Language): Map<string, number> {
  const list = Array.from(letters);
  return new Map(list.map((letter, rank) => [letter, 1 - (0.6 * rank) / list.length]));
}
const WEIGHTS = LANGUAGES.map((language) => ({ ...language, weights: weightsOf(language) }));

interface HighLetter {
  /** In lower case. */
  readonly letter: string;
  readonly breaksWord: boolean;
}

const isPlainLetter = (letter: string): boolean => /^[a-z]$/i.test(letter);
/** First letter of the Greek block: Latin ones come before it. */
const FIRST_FOREIGN = '\u0370';

/** The letters beyond ASCII. */
function highLetters(text: string): HighLetter[] {
  const letters = Array.from(text);
  const found: HighLetter[] = [];
  letters.forEach((letter, index) => {
    if (letter <= '\x7f' || NEUTRAL.test(letter)) return;
    const [before, after] = [letters[index - 1] ?? '', letters[index + 1] ?? ''];
    const lower = letter.toLowerCase();
    const isInner = lower !== letter && before === before.toLowerCase() && before !== before.toUpperCase();
    const isMixed = letter >= FIRST_FOREIGN && (isPlainLetter(before) || isPlainLetter(after));
    found.push({ letter: lower, breaksWord: isInner || isMixed });
  });
  return found;
}

interface Guess {
  readonly encoding: string;
  readonly score: number;
}

function guessOneByte(bytes: Uint8Array): Guess {
  const read = new Map<string, HighLetter[]>();
  let best: Guess = { encoding: 'windows-1252', score: -2 };
  for (const { encoding, weights } of WEIGHTS) {
    const letters = read.get(encoding) ?? highLetters(new TextDecoder(encoding).decode(bytes));
    read.set(encoding, letters);
    if (letters.length === 0) continue;
    let sum = 0;
    for (const { letter, breaksWord } of letters)
      sum += (weights.get(letter) ?? STRANGE) + (breaksWord ? BROKEN_WORD : 0);
    const score = sum / letters.length + (encoding === 'windows-1252' ? western(letters.length) : 0);
    if (score > best.score + 1e-9) best = { encoding, score };
  }
  return best;
}

interface TwoByte {
  readonly encoding: string;
  /** How much a pair speaks for the encoding; `trail` is -1 for a byte of the upper half that stands alone. */
  readonly weigh: (lead: number, trail: number) => number;
  readonly isAlone: (byte: number) => boolean;
}

const between = (value: number, low: number, high: number): boolean => value >= low && value <= high;
const never = (): boolean => false;
const KANA = 0.95;
const COMMON = 0.85;
const RARE = 0;

const TWO_BYTES: readonly TwoByte[] = [
  {
    encoding: 'shift_jis',
    isAlone: (byte) => between(byte, 0xa1, 0xdf),
    weigh: (lead, trail) => {
      if (trail < 0) return -0.6;
      if ((lead === 0x82 && trail >= 0x9f) || (lead === 0x83 && trail <= 0x96)) return KANA;
      return lead === 0x81 || between(lead, 0x88, 0x97) ? COMMON : RARE;
    },
  },
  {
    encoding: 'euc-jp',
    isAlone: never,
    weigh: (lead) =>
      lead === 0xa4 || lead === 0xa5 ? KANA : between(lead, 0xb0, 0xcf) ? 0.6 : lead === 0xa1 ? 0.5 : RARE,
  },
  {
    encoding: 'euc-kr',
    isAlone: never,
    weigh: (lead, trail) => (between(lead, 0xb0, 0xc8) && trail >= 0xa1 ? 0.9 : lead === 0xa1 ? 0.5 : -0.2),
  },
  {
    encoding: 'gb18030',
    isAlone: never,
    weigh: (lead, trail) =>
      trail < 0xa1 ? -0.2 : between(lead, 0xb0, 0xd7) ? COMMON : between(lead, 0xa1, 0xa3) ? 0.5 : RARE,
  },
  {
    encoding: 'big5',
    isAlone: never,
    weigh: (lead) => (between(lead, 0xa4, 0xc6) ? COMMON - 0.05 : between(lead, 0xa1, 0xa3) ? 0.5 : RARE),
  },
];

function isValid(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch (error) {
    // Bytes that the encoding does not have: the text is of another.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function guessTwoBytes(bytes: Uint8Array, { encoding, weigh, isAlone }: TwoByte): Guess {
  if (!isValid(bytes, encoding)) return { encoding, score: -2 };
  let [sum, count] = [0, 0];
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const single = isAlone(lead);
    sum += weigh(lead, single ? -1 : (bytes[i + 1] ?? 0));
    count += 1;
    if (!single) i += 1;
  }
  return { encoding, score: count === 0 ? -2 : sum / count };
}

/** @returns A label that TextDecoder knows; "windows-1252" where nothing is beyond ASCII. */
export function guessCodePage(sample: Uint8Array): string {
  const bytes = sample.subarray(0, SAMPLE_BYTES);
  const guesses = [guessOneByte(bytes), ...TWO_BYTES.map((candidate) => guessTwoBytes(bytes, candidate))];
  return guesses.reduce((best, guess) => (guess.score > best.score ? guess : best)).encoding;
}
