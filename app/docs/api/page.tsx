import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ownOrigin } from '@/app/own-origin.ts'
import { ApiDocs } from '@/components/panels/api-docs.tsx'
import { describeReference } from '@/lib/http/describe-reference.ts'
import { getRuntime } from '@/lib/runtime.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('apiDocs')
  return { title: t('title') }
}

/** Open to whoever can reach the server, as GET /api/openapi.json is: it tells of the API and of nothing that is in it. */
export default async function ApiDocsPage() {
  const { requestsPerMinute } = getRuntime().settings
  return <ApiDocs {...describeReference(requestsPerMinute, await ownOrigin())} />
}
