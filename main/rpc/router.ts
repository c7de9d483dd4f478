import { type AnalysisUseCases, analysisRouter } from './analysis.ts';
import { type BackupUseCases, backupsRouter } from './backups.ts';
import { type CopyUseCases, copiesRouter } from './copies.ts';
import { type CorrectionUseCases, correctionsRouter } from './corrections.ts';
import { type CrateUseCases, cratesRouter } from './crates.ts';
import { type DemoUseCases, demoRouter } from './demo.ts';
import { type DuplicateUseCases, duplicatesRouter } from './duplicates.ts';
import { type FileTagUseCases, fileTagsRouter } from './file-tags.ts';
import { type GenreUseCases, genresRouter } from './genres.ts';
import { type HistoryUseCases, historyRouter } from './history.ts';
import { os } from './implementer.ts';
import { type InterchangeUseCases, interchangeRouter } from './interchange.ts';
import { type LibraryUseCases, libraryRouter } from './library.ts';
import { type MissingUseCases, missingRouter } from './missing.ts';
import { type QualityUseCases, qualityRouter } from './quality.ts';
import { type RecognitionUseCases, recognitionRouter } from './recognition.ts';
import { type SetUseCases, setsRouter } from './sets.ts';
import { type SetBuilderUseCases, setBuilderRouter } from './set-builder.ts';
import { type NightUseCases, nightsRouter } from './nights.ts';
import { type RenderUseCases, rendersRouter } from './renders.ts';
import { type SetFillUseCases, setFillRouter } from './set-fill.ts';
import { type SetTemplateUseCases, setTemplatesRouter } from './set-templates.ts';
import { type SetOrderUseCases, setOrderRouter } from './set-order.ts';
import { type SettingsUseCases, settingsRouter } from './settings.ts';
import { type SuggestionUseCases, suggestionsRouter } from './suggestions.ts';
import { type SystemUseCases, systemRouter } from './system.ts';
import { type TaggerUseCases, taggerRouter } from './tagger.ts';
import { type TagUseCases, tagsRouter } from './tags.ts';
import { type TextEditUseCases, textEditsRouter } from './text-edits.ts';
import { type TransitionUseCases, transitionsRouter } from './transitions.ts';

/** Everything the contract promises, by area. `main/host/create-host.ts` fills it in. */
export interface UseCases {
  readonly system: SystemUseCases;
  readonly library: LibraryUseCases;
  readonly history: HistoryUseCases;
  readonly analysis: AnalysisUseCases;
  readonly genres: GenreUseCases;
  readonly tagger: TaggerUseCases;
  readonly corrections: CorrectionUseCases;
  readonly suggestions: SuggestionUseCases;
  readonly sets: SetUseCases;
  readonly setBuilder: SetBuilderUseCases;
  readonly setOrder: SetOrderUseCases;
  readonly setFill: SetFillUseCases;
  readonly renders: RenderUseCases;
  readonly transitions: TransitionUseCases;
  readonly setTemplates: SetTemplateUseCases;
  readonly nights: NightUseCases;
  readonly interchange: InterchangeUseCases;
  readonly crates: CrateUseCases;
  readonly tags: TagUseCases;
  readonly duplicates: DuplicateUseCases;
  readonly missing: MissingUseCases;
  readonly quality: QualityUseCases;
  readonly fileTags: FileTagUseCases;
  readonly textEdits: TextEditUseCases;
  readonly settings: SettingsUseCases;
  readonly recognition: RecognitionUseCases;
  readonly backups: BackupUseCases;
  readonly copies: CopyUseCases;
  readonly demo: DemoUseCases;
}

/** The contract, answered by the use cases. */
export function createRouter(useCases: UseCases) {
  return os.router({
    system: systemRouter(useCases.system),
    library: libraryRouter(useCases.library),
    history: historyRouter(useCases.history),
    analysis: analysisRouter(useCases.analysis),
    genres: genresRouter(useCases.genres),
    tagger: taggerRouter(useCases.tagger),
    corrections: correctionsRouter(useCases.corrections),
    suggestions: suggestionsRouter(useCases.suggestions),
    sets: setsRouter(useCases.sets),
    setBuilder: setBuilderRouter(useCases.setBuilder),
    setOrder: setOrderRouter(useCases.setOrder),
    setFill: setFillRouter(useCases.setFill),
    renders: rendersRouter(useCases.renders),
    transitions: transitionsRouter(useCases.transitions),
    setTemplates: setTemplatesRouter(useCases.setTemplates),
    nights: nightsRouter(useCases.nights),
    interchange: interchangeRouter(useCases.interchange),
    crates: cratesRouter(useCases.crates),
    tags: tagsRouter(useCases.tags),
    duplicates: duplicatesRouter(useCases.duplicates),
    missing: missingRouter(useCases.missing),
    quality: qualityRouter(useCases.quality),
    fileTags: fileTagsRouter(useCases.fileTags),
    textEdits: textEditsRouter(useCases.textEdits),
    settings: settingsRouter(useCases.settings),
    recognition: recognitionRouter(useCases.recognition),
    backups: backupsRouter(useCases.backups),
    copies: copiesRouter(useCases.copies),
    demo: demoRouter(useCases.demo),
  });
}
export type HostRouter = ReturnType<typeof createRouter>;
