import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type StoredTemplateVersion, storedTemplates, templateVersions } from '#main/storage/queries/set-templates.ts';
import { type SetTemplate, TemplateContent, TemplateId } from '#shared/contract/set-templates.ts';
import { BUILT_IN_TEMPLATES } from '#shared/domain/set-template/built-in-templates.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** A template that comes with the program; undefined for others. */
export const builtIn = (id: string) => BUILT_IN_TEMPLATES.find((template) => template.id === id);

function toTemplate(id: string, name: string, versions: readonly StoredTemplateVersion[]): SetTemplate[] {
  const [latest] = versions;
  if (latest === undefined) return [];
  return [
    {
      id: TemplateId.parse(id),
      name,
      builtIn: false,
      number: latest.version,
      content: TemplateContent.parse(JSON.parse(latest.content)),
      versions: versions.map(({ version, created_at }) => ({ number: version, savedAt: created_at })),
    },
  ];
}

/** The user's templates, each in its versions. Every change is one step for undo. */
export class OwnTemplates {
  private readonly database: LibraryDatabase;

  constructor(database: LibraryDatabase) {
    this.database = database;
  }

  list(): SetTemplate[] {
    return storedTemplates(this.database).flatMap(({ id, name }) =>
      toTemplate(id, name, templateVersions(this.database, id)),
    );
  }

  /** @throws {AppError} `not-found`; `invalid-input` for one that comes with the program */
  byId(id: TemplateId): SetTemplate {
    if (builtIn(id) !== undefined) {
      throw new AppError(
        'invalid-input',
        'A template that comes with the program stays as it is. Save it as your own.',
      );
    }
    const found = this.list().find((template) => template.id === id);
    if (found === undefined) throw new AppError('not-found', 'This template is no longer there.');
    return found;
  }

  add(name: string, content: TemplateContent): { id: TemplateId } {
    const id = this.database.newId();
    this.write(`Make the template "${name}"`, [
      { op: 'insert', table: 'set_templates', id, set: { name } },
      this.version(id, 1, content),
    ]);
    return { id: TemplateId.parse(id) };
  }

  change(id: TemplateId, name: string, content: TemplateContent): void {
    const { number } = this.byId(id);
    this.write(`Change the template "${name}"`, [
      { op: 'update', table: 'set_templates', id, set: { name } },
      this.version(id, number + 1, content),
    ]);
  }

  restore(id: TemplateId, number: number): void {
    const { name } = this.byId(id);
    const wanted = templateVersions(this.database, id).find((each) => each.version === number);
    if (wanted === undefined) throw new AppError('not-found', 'This version of the template is no longer there.');
    this.change(id, name, TemplateContent.parse(JSON.parse(wanted.content)));
  }

  remove(id: TemplateId): void {
    const { name } = this.byId(id);
    const versions = templateVersions(this.database, id);
    this.write(`Delete the template "${name}"`, [
      ...versions.map((each): Mutation => ({ op: 'delete', table: 'set_template_versions', id: each.id })),
      { op: 'delete', table: 'set_templates', id },
    ]);
  }

  private version(id: string, number: number, content: TemplateContent): Mutation {
    const set = { template_id: id, version: number, content: JSON.stringify(content) };
    return { op: 'insert', table: 'set_template_versions', id: this.database.newId(), set };
  }

  private write(label: string, mutations: readonly Mutation[]): void {
    this.database.mutate({ origin: 'user', label, mutations });
  }
}
