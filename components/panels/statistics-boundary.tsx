'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Component, type ReactNode, startTransition, useEffect, useState } from 'react'
import { PANEL_HEIGHT } from '@/components/charts/panel-height.ts'
import type { Statistic } from '@/components/filters/statistics-params.ts'
import { Button } from '@/components/ui/button.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { useVisible } from '@/components/ui/use-visible.ts'

/** `view`: names what is asked for. */
type Props = { label: string; view: string; kind?: Statistic; children: ReactNode }
type State = { error: (Error & { digest?: string }) | null }

/** Where the numbers could not be loaded, the rest of the page stays, and it is tried again: after a while, or in another `view`. */
export class StatisticsBoundary extends Component<Props, State> {
  state: State = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  componentDidUpdate(before: Props, { error }: State) {
    // A failure of the view before says nothing of this one; one that came with this view stays.
    if (error !== null && this.state.error === error && before.view !== this.props.view) this.setState({ error: null })
  }

  render() {
    const { error } = this.state
    if (error === null) return this.props.children
    const { label, kind = 'errors' } = this.props
    return <LoadFailed label={label} kind={kind} error={error} onRetry={() => this.setState({ error: null })} />
  }
}

const RETRY_S = 15

function LoadFailed({
  label,
  kind,
  error,
  onRetry,
}: {
  label: string
  kind: Statistic
  error: Error & { digest?: string }
  onRetry: () => void
}) {
  const t = useTranslations('statistics')
  const router = useRouter()
  const visible = useVisible()
  const [left, setLeft] = useState(RETRY_S)
  const retry = () =>
    startTransition(() => {
      router.refresh()
      onRetry()
    })

  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock is the outside system; `retry` is made anew each time
  useEffect(() => {
    if (!visible) return
    if (left === 0) retry()
    const timer = setTimeout(() => setLeft(left > 0 ? left - 1 : RETRY_S), 1_000)
    return () => clearTimeout(timer)
  }, [left, visible])

  return (
    <Panel label={label} className={`flex flex-col ${PANEL_HEIGHT[kind]}`}>
      <EmptyState
        className="flex-1"
        icon="alert"
        tone="alert"
        title={<span role="status">{t('failedTitle')}</span>}
        actions={
          <Button onClick={retry}>
            <Icon name="retry" />
            {t('failedNow')}
          </Button>
        }
      >
        {t('failedSay', { seconds: left })}
        {error.digest ? (
          <span className="mt-2 block text-ink-3 text-xs">
            {t('failedNumber')} <span className="font-mono">{error.digest}</span>
          </span>
        ) : null}
      </EmptyState>
    </Panel>
  )
}
