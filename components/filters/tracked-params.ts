import { parseAsString } from 'nuqs/server'

/** The send and the campaign that a page is narrowed to, in every page's address by the same names. */
export const trackedParams = { send: parseAsString, campaign: parseAsString }
export type Tracked = { send: string | null; campaign: string | null }

/** The same as reports ask for it. */
export function trackedQuery({ send, campaign }: Tracked): { sendId?: string; campaignId?: string } {
  return { sendId: send ?? undefined, campaignId: campaign ?? undefined }
}

export function isTracked({ send, campaign }: Tracked): boolean {
  return send !== null || campaign !== null
}
