import type { UseCases } from '#main/rpc/router.ts';
import { PROTOCOL_VERSION } from '#shared/contract/base.ts';
import type { HostInfo } from '#shared/contract/system.ts';

export const HOST_INFO: HostInfo = {
  protocol: PROTOCOL_VERSION,
  appVersion: '1.2.3',
  platform: 'test',
  hostId: 'host-1',
  libraryId: 'library-1',
  cpuCount: 2,
};

/** An area whose use cases all fail the test, except those given. */
function area<Name extends keyof UseCases>(name: Name, given: Partial<UseCases[Name]> | undefined): UseCases[Name] {
  return new Proxy({ ...given } as UseCases[Name], {
    get: (target, property) =>
      Reflect.get(target, property) ??
      (() => {
        throw new Error(`The test did not expect ${name}.${String(property)}`);
      }),
  });
}

/** Use cases for tests of what lies above them: only those that are given may be called. */
export function useCasesFor(given: { readonly [Name in keyof UseCases]?: Partial<UseCases[Name]> }): UseCases {
  return {
    system: area('system', { info: HOST_INFO, ...given.system }),
    library: area('library', given.library),
    history: area('history', given.history),
    analysis: area('analysis', given.analysis),
    genres: area('genres', given.genres),
    tagger: area('tagger', given.tagger),
    corrections: area('corrections', given.corrections),
    suggestions: area('suggestions', given.suggestions),
    sets: area('sets', given.sets),
    setBuilder: area('setBuilder', given.setBuilder),
    setOrder: area('setOrder', given.setOrder),
    transitions: area('transitions', given.transitions),
    setFill: area('setFill', given.setFill),
    renders: area('renders', given.renders),
    setTemplates: area('setTemplates', given.setTemplates),
    nights: area('nights', given.nights),
    interchange: area('interchange', given.interchange),
    crates: area('crates', given.crates),
    tags: area('tags', given.tags),
    duplicates: area('duplicates', given.duplicates),
    missing: area('missing', given.missing),
    quality: area('quality', given.quality),
    fileTags: area('fileTags', given.fileTags),
    textEdits: area('textEdits', given.textEdits),
    settings: area('settings', given.settings),
    backups: area('backups', given.backups),
    copies: area('copies', given.copies),
    recognition: area('recognition', given.recognition),
    demo: area('demo', given.demo),
  };
}
