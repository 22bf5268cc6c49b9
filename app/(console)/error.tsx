'use client'

import { FailedPage } from '@/components/ui/failed-page.tsx'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <FailedPage number={error.digest} retry={reset} within="console" />
}
