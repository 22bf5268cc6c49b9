import type { Operation } from '../operation.ts'
import { MEDIA } from '../operation.ts'
import {
  addedImportAnswer,
  importPreviewAnswer,
  importQuery,
  importsAnswer,
  undoneImportAnswer,
} from '../schemas/import.ts'

/** Files of LINE's console in a channel's history. */
export const IMPORTS_OPERATIONS: readonly Operation[] = [
  {
    id: 'addImport',
    method: 'post',
    path: '/api/v1/channels/{channelId}/imports',
    summary: 'Read a table of webhook errors, downloaded from LINE’s console, into a LINE channel’s history',
    status: 201,
    query: importQuery,
    takesTable: true,
    answer: addedImportAnswer,
    otherwise: {
      status: 200,
      when: 'dryRun, or where all of that time is covered already',
      answer: importPreviewAnswer,
    },
    refusals: [400, 401, 403, 404, 409, ...MEDIA, 422],
  },
  {
    id: 'listImports',
    method: 'get',
    path: '/api/v1/channels/{channelId}/imports',
    summary: 'What was imported, newest first',
    status: 200,
    table: true,
    answer: importsAnswer,
    refusals: [400, 401, 404],
  },
  {
    id: 'undoImport',
    method: 'delete',
    path: '/api/v1/channels/{channelId}/imports/{importId}',
    summary: 'Take an import back: its time is unknown again',
    status: 200,
    answer: undoneImportAnswer,
    refusals: [401, 403, 404],
  },
]
