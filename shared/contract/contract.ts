import type { ContractRouterClient } from '@orpc/contract';
import { analysisContract } from './analysis.ts';
import { duplicatesContract } from './duplicates.ts';
import { backupsContract } from './backups.ts';
import { copiesContract } from './copies.ts';
import { genresContract } from './genres.ts';
import { correctionsContract } from './corrections.ts';
import { fileTagsContract } from './file-tags.ts';
import { interchangeContract } from './interchange.ts';
import { cratesContract } from './crates.ts';
import { historyContract } from './history.ts';
import { libraryContract } from './library.ts';
import { nightsContract } from './nights.ts';
import { missingContract } from './missing.ts';
import { rendersContract } from './renders.ts';
import { qualityContract } from './quality.ts';
import { recognitionContract } from './recognition.ts';
import { setsContract } from './sets.ts';
import { setBuilderContract } from './set-builder.ts';
import { setFillContract } from './set-fill.ts';
import { setTemplatesContract } from './set-templates.ts';
import { setOrderContract } from './set-order.ts';
import { settingsContract } from './settings.ts';
import { suggestionsContract } from './suggestions.ts';
import { demoContract, systemContract } from './system.ts';
import { taggerContract } from './tagger.ts';
import { tagsContract } from './tags.ts';
import { transitionsContract } from './transitions.ts';
import { textEditsContract } from './text-edits.ts';

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
  setBuilder: setBuilderContract,
  setOrder: setOrderContract,
  setFill: setFillContract,
  renders: rendersContract,
  transitions: transitionsContract,
  setTemplates: setTemplatesContract,
  nights: nightsContract,
  interchange: interchangeContract,
  crates: cratesContract,
  tags: tagsContract,
  duplicates: duplicatesContract,
  missing: missingContract,
  quality: qualityContract,
  fileTags: fileTagsContract,
  textEdits: textEditsContract,
  recognition: recognitionContract,
  settings: settingsContract,
  backups: backupsContract,
  copies: copiesContract,
  demo: demoContract,
};

export type HostClient = ContractRouterClient<typeof contract>;
