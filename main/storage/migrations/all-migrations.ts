import { initial } from './0001-initial.ts';
import { analysisEngine } from './0002-analysis-engine.ts';
import { analysisVersion } from './0003-analysis-version.ts';
import { analysisOptions } from './0004-analysis-options.ts';
import { interchange } from './0005-interchange.ts';
import { tagWrites } from './0006-tag-writes.ts';
import { quality } from './0007-quality.ts';
import { trackScores } from './0008-track-scores.ts';
import { suggestionIndexes } from './0009-suggestion-indexes.ts';
import { setBuilder } from './0010-set-builder.ts';
import { playNights } from './0011-play-nights.ts';
import { setTemplates } from './0012-set-templates.ts';
import { transitions } from './0013-transitions.ts';
import { acceptedChecks } from './0014-accepted-checks.ts';
import { tracklists } from './0015-tracklists.ts';
import type { Migration } from './migration.ts';

/** In order, without gaps: a library of version n needs those after n. */
export const MIGRATIONS: readonly Migration[] = [
  initial,
  analysisEngine,
  analysisVersion,
  analysisOptions,
  interchange,
  tagWrites,
  quality,
  trackScores,
  suggestionIndexes,
  setBuilder,
  playNights,
  setTemplates,
  transitions,
  acceptedChecks,
  tracklists,
];
