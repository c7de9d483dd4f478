/**
 * Acts whose names hold a separator. Only names that the rules of artist-names.ts would split wrongly need to stand
 * here; a new one costs a line.
 */
const KNOWN_ACTS = [
  'Earth, Wind & Fire',
  'Crosby, Stills & Nash',
  'Crosby, Stills, Nash & Young',
  'Emerson, Lake & Palmer',
  'Peter, Paul & Mary',
  'Blood, Sweat & Tears',
  'Tyler, The Creator',
  'Dave Dee, Dozy, Beaky, Mick & Tich',
  'Above & Beyond',
  'Aly & Fila',
  'Amine Edge & DANCE',
  'Axwell /\\ Ingrosso',
  'Axwell Λ Ingrosso',
  'Blank & Jones',
  'Block & Crown',
  'Camo & Krooked',
  'Chase & Status',
  'Dimitri Vegas & Like Mike',
  'Dom & Roland',
  'Fabio & Grooverider',
  'Gabriel & Dresden',
  'Kruder & Dorfmeister',
  'Layo & Bushwacka!',
  'Milk & Sugar',
  'Prok & Fitch',
  'Sly & Robbie',
  'Super8 & Tab',
  'Years & Years',
  'C & C Music Factory',
  'C + C Music Factory',
  'Florence + The Machine',
  'Mumford & Sons',
  'Simon & Garfunkel',
  'Hall & Oates',
  'Sonny & Cher',
  'Eric B. & Rakim',
  'Belle & Sebastian',
  'Iron & Wine',
  'Brooks & Dunn',
  'Ashford & Simpson',
  'Peaches & Herb',
  'Captain & Tennille',
  'Ike & Tina Turner',
  'Angus & Julia Stone',
  'Kool & The Gang',
  'Macklemore & Ryan Lewis',
] as const;

const spelling = (name: string): string => name.toLowerCase().replace(/\s+/g, ' ').trim();

const KNOWN = new Set(KNOWN_ACTS.map(spelling));

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

// Longest first, so that "Crosby, Stills, Nash & Young" is found before a shorter name inside it. A name ends where a
// separator or the text does: "Earth, Wind & Fireworks" is not the band.
const KNOWN_PATTERN = new RegExp(
  `(?<![\\p{L}\\p{N}])(${[...KNOWN]
    .sort((a, b) => b.length - a.length)
    .map((name) => escapeRegExp(name).replace(/ /g, '\\s+'))
    .join('|')})(?![\\p{L}\\p{N}])`,
  'iu',
);

/** Whether the text is the name of an act that is known to hold a separator. */
export function isKnownAct(text: string): boolean {
  return KNOWN.has(spelling(text));
}

/** Cuts known acts out of a text as pieces of their own. The other pieces keep their spaces and separators. */
export function splitAroundKnownActs(text: string): string[] {
  return text.split(KNOWN_PATTERN).filter((piece) => piece.trim() !== '');
}
