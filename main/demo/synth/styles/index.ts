import type { Style } from '#main/demo/synth/style.ts';
import type { StyleName } from '#main/demo/synth/track-spec.ts';
import { afroHouse } from './afro-house.ts';
import { breaks } from './breaks.ts';
import { deepHouse } from './deep-house.ts';
import { disco } from './disco.ts';
import { drumAndBass } from './drum-and-bass.ts';
import { electro } from './electro.ts';
import { garage } from './garage.ts';
import { hardstyle } from './hardstyle.ts';
import { hipHop } from './hip-hop.ts';
import { house } from './house.ts';
import { jungle } from './jungle.ts';
import { liquid } from './liquid.ts';
import { melodicTechno } from './melodic-techno.ts';
import { nuDisco } from './nu-disco.ts';
import { progressive } from './progressive.ts';
import { reggaeton } from './reggaeton.ts';
import { techHouse } from './tech-house.ts';
import { techno } from './techno.ts';
import { trance } from './trance.ts';

export const STYLES: Readonly<Record<StyleName, Style>> = {
  house,
  'deep-house': deepHouse,
  'tech-house': techHouse,
  'afro-house': afroHouse,
  disco,
  'nu-disco': nuDisco,
  techno,
  'melodic-techno': melodicTechno,
  electro,
  trance,
  progressive,
  'drum-and-bass': drumAndBass,
  liquid,
  jungle,
  breaks,
  garage,
  'hip-hop': hipHop,
  reggaeton,
  hardstyle,
};
