import { z } from 'zod';

/** Ids are UUIDv7, made by whoever creates the row. */
export const TrackId = z.uuid().brand<'TrackId'>();
export type TrackId = z.infer<typeof TrackId>;
export const FolderId = z.uuid().brand<'FolderId'>();
export type FolderId = z.infer<typeof FolderId>;
export const SetId = z.uuid().brand<'SetId'>();
export type SetId = z.infer<typeof SetId>;
export const CueId = z.uuid().brand<'CueId'>();
export type CueId = z.infer<typeof CueId>;
export const CrateId = z.uuid().brand<'CrateId'>();
export type CrateId = z.infer<typeof CrateId>;
export const TagId = z.uuid().brand<'TagId'>();
export type TagId = z.infer<typeof TagId>;
