import { initial } from './0001-initial.ts';
import { analysisEngine } from './0002-analysis-engine.ts';
import { analysisVersion } from './0003-analysis-version.ts';
import type { Migration } from './migration.ts';

/** In order, without gaps: a library of version n needs those after n. */
export const MIGRATIONS: readonly Migration[] = [initial, analysisEngine, analysisVersion];
