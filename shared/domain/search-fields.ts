/** Found through the word index. */
export type IndexedField = 'title' | 'artist' | 'album' | 'genre' | 'label' | 'comment';
export type TextField = IndexedField | 'remixer' | 'mix' | 'composer' | 'grouping';
export type NumberField = 'bpm' | 'energy' | 'rating' | 'year' | 'time' | 'plays' | 'quality';
/** What tracks are put into, by name. */
export type CollectionField = 'crate' | 'set' | 'tag';
export type SearchField = TextField | NumberField | CollectionField | 'key' | 'added' | 'played' | 'colour' | 'missing';

export const INDEXED_FIELDS: readonly string[] = [
  'title',
  'artist',
  'album',
  'genre',
  'label',
  'comment',
] satisfies IndexedField[];
const TEXT_FIELDS: readonly string[] = [
  ...INDEXED_FIELDS,
  'remixer',
  'mix',
  'composer',
  'grouping',
] satisfies readonly string[];
const NUMBER_FIELDS: readonly string[] = [
  'bpm',
  'energy',
  'rating',
  'year',
  'time',
  'plays',
  'quality',
] satisfies NumberField[];
const COLLECTION_FIELDS: readonly string[] = ['crate', 'set', 'tag'] satisfies CollectionField[];
const OTHER_FIELDS: readonly string[] = ['key', 'added', 'played', 'colour', 'missing'] satisfies SearchField[];
const ALIASES: Readonly<Record<string, SearchField>> = {
  tempo: 'bpm',
  stars: 'rating',
  length: 'time',
  duration: 'time',
  color: 'colour',
};

const ALL_FIELDS: readonly string[] = [...TEXT_FIELDS, ...NUMBER_FIELDS, ...COLLECTION_FIELDS, ...OTHER_FIELDS];

export const isTextField = (field: SearchField): field is TextField => TEXT_FIELDS.includes(field);
export const isNumberField = (field: SearchField): field is NumberField => NUMBER_FIELDS.includes(field);
export const isCollectionField = (field: SearchField): field is CollectionField => COLLECTION_FIELDS.includes(field);
export const isIndexedField = (field: TextField): field is IndexedField => INDEXED_FIELDS.includes(field);

/** @param name Lower case. @returns The field of that name or other name; null when it is none. */
export function searchField(name: string): SearchField | null {
  if (Object.hasOwn(ALIASES, name)) return ALIASES[name] ?? null;
  return ALL_FIELDS.includes(name) ? (name as SearchField) : null;
}

/** What may be written after a field, said when something else is. */
export const FIELD_HELP: Readonly<Record<Exclude<SearchField, TextField | CollectionField>, string>> = {
  bpm: 'Write a tempo or a range: bpm:124, bpm:120-126, bpm:>130.',
  energy: 'Write a level from 1 to 10 or a range: energy:7, energy:5-8, energy:>6.',
  rating: 'Write stars from 0 to 5: rating:4, rating:>=3.',
  year: 'Write a year or a range: year:2021, year:2020-2024.',
  time: 'Write minutes and seconds: time:>5:00, time:3:30-6:00.',
  plays: 'Write a number or a range: plays:0, plays:>10.',
  quality: 'Write a percentage or a share: quality:<50%, quality:>0.8, quality:80-90%.',
  key: 'Write one key or a list: key:8A, key:8A,8B, key:Am, key:1m.',
  added: 'Write an age or a date: added:<30d, added:>1y, added:2024-05.',
  played: 'Write never, an age or a date: played:never, played:<30d, played:2024-05.',
  colour: 'Write the name of a colour: colour:red, colour:blue,aqua.',
  missing: 'Write missing:yes or missing:no.',
};

/** Fields as they are suggested, the most used first, with what they ask for in a few words. */
export const COMPLETED_FIELDS: readonly { readonly name: SearchField | '~bpm' | '~key'; readonly meaning: string }[] = [
  { name: 'artist', meaning: 'Artist' },
  { name: 'genre', meaning: 'Genre' },
  { name: 'bpm', meaning: 'Tempo: 124, 120-126, >130' },
  { name: '~bpm', meaning: 'Tempo near the selected track' },
  { name: 'key', meaning: 'Key: 8A, Am, 1m' },
  { name: '~key', meaning: 'Keys that mix with the selected track' },
  { name: 'energy', meaning: 'Energy from 1 to 10: >6' },
  { name: 'tag', meaning: 'Your tags' },
  { name: 'crate', meaning: 'In a crate' },
  { name: 'set', meaning: 'In a set' },
  { name: 'title', meaning: 'Title' },
  { name: 'album', meaning: 'Album' },
  { name: 'label', meaning: 'Label' },
  { name: 'comment', meaning: 'Comment' },
  { name: 'remixer', meaning: 'Remixer' },
  { name: 'mix', meaning: 'Name of the mix' },
  { name: 'composer', meaning: 'Composer' },
  { name: 'grouping', meaning: 'Grouping' },
  { name: 'rating', meaning: 'Stars from 0 to 5: >=4' },
  { name: 'year', meaning: 'Year: 2021, 2018-2020' },
  { name: 'time', meaning: 'Length: >5:00' },
  { name: 'plays', meaning: 'How often it was played: 0, >10' },
  { name: 'played', meaning: 'When it was played: never, <30d, 2024-05' },
  { name: 'quality', meaning: 'How complete its data are: <50%, 100%' },
  { name: 'added', meaning: 'When it was added: <30d, 2024-05' },
  { name: 'colour', meaning: 'Colour' },
  { name: 'missing', meaning: 'Whether its file is missing' },
];

/** Values that stand for something, with what they mean. */
export const KEYWORDS: Readonly<Partial<Record<SearchField, readonly (readonly [text: string, meaning: string])[]>>> = {
  played: [
    ['never', 'Not once'],
    ['<7d', 'In the last 7 days'],
    ['<30d', 'In the last 30 days'],
    ['>1y', 'Not for a year'],
  ],
  added: [
    ['<7d', 'In the last 7 days'],
    ['<30d', 'In the last 30 days'],
    ['>1y', 'Over a year ago'],
  ],
  missing: [
    ['yes', 'No file is there'],
    ['no', 'A file is there'],
  ],
  rating: [
    ['>=4', '4 or 5 stars'],
    ['5', '5 stars'],
    ['0', 'No stars'],
  ],
  quality: [
    ['<50%', 'Much is missing or wrong'],
    ['<100%', 'Something is missing or wrong'],
    ['100%', 'Nothing to mend'],
  ],
  energy: [
    ['>7', 'High'],
    ['4-7', 'Medium'],
    ['<4', 'Low'],
  ],
};
