import type { ContractRouterClient } from '@orpc/contract';
import { analysisContract } from './analysis.ts';
import { genresContract } from './genres.ts';
import { correctionsContract } from './corrections.ts';
import { historyContract, libraryContract } from './library.ts';
import { recognitionContract } from './recognition.ts';
import { setsContract } from './sets.ts';
import { settingsContract } from './settings.ts';
import { suggestionsContract } from './suggestions.ts';
import { demoContract, systemContract } from './system.ts';
import { taggerContract } from './tagger.ts';

/** Everything the renderer can ask of the host. */
export const contract = {
  system: systemContract,
  library: libraryContract,
  history: historyContract,
  analysis: analysisContract,
  genres: genresContract,
  tagger: taggerContract,
  corrections: correctionsContract,
  suggestions: suggestionsContract,
  sets: setsContract,
  recognition: recognitionContract,
  settings: settingsContract,
  demo: demoContract,
};

export type HostClient = ContractRouterClient<typeof contract>;
