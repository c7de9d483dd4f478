import type { ContractRouterClient } from '@orpc/contract';
import { analysisContract } from './analysis.ts';
import { correctionsContract } from './corrections.ts';
import { historyContract, libraryContract } from './library.ts';
import { setsContract } from './sets.ts';
import { settingsContract } from './settings.ts';
import { suggestionsContract } from './suggestions.ts';
import { demoContract, systemContract } from './system.ts';

/** Everything the renderer can ask of the host. */
export const contract = {
  system: systemContract,
  library: libraryContract,
  history: historyContract,
  analysis: analysisContract,
  corrections: correctionsContract,
  suggestions: suggestionsContract,
  sets: setsContract,
  settings: settingsContract,
  demo: demoContract,
};

export type HostClient = ContractRouterClient<typeof contract>;
