/** Words of the trade and names whose capitals no rule finds. A new one costs a line. */
const SPELLINGS = [
  'DJ MC EP LP VIP ID UK USA NYC EDM IDM DnB MP3 TV CD BPM TR-808 TR-909 TB-303 R&B OK DJs MCs EPs LPs UKG',
  'deadmau5 mau5trap will.i.am k.d. a-ha alt-J blink-182 tUnE-yArDs iio iLoveMakonnen eLZhi',
  'AC/DC ABBA INXS MGMT SBTRKT KSHMR DVBBS R3HAB NERVO ODESZA TOKiMONSTA UNKLE GRiZ RÜFÜS M83 KLF OMD LMFAO',
  'MSTRKRFT TNGHT GTA ATB DMX NWA TLC NOFX UB40 HAIM CHVRCHES ANOTR WhoMadeWho CamelPhat PAWSA ARTBAT',
  'LCD MJ PNAU SHM TSHA DLG KiNK VNV',
].flatMap((line) => line.split(' '));

const BY_LOWER = new Map(SPELLINGS.map((spelling) => [spelling.toLowerCase(), spelling]));

/** The written form of a name or abbreviation, whatever its letters' case; undefined where it is not known. */
export function knownSpelling(word: string): string | undefined {
  return BY_LOWER.get(word.toLowerCase());
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** Pattern of those known words that hold signs, longest first: they are one word wherever text is cut into words. */
export const SIGNED_WORDS = SPELLINGS.filter((spelling) => /[^\p{L}\p{N}]/u.test(spelling))
  .sort((a, b) => b.length - a.length)
  .map((spelling) => escapeRegExp(spelling))
  .join('|');
